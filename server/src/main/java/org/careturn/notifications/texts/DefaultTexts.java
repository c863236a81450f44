package org.careturn.notifications.texts;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;
import org.jspecify.annotations.Nullable;

/** The templates that come with the product: a file for each language; a push without a text of its own has that of the SMS. */
public final class DefaultTexts {
    private static final Map<Language, Properties> FILES = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            FILES.put(language, read("/notifications/texts/" + language.tag() + ".properties"));
        }
    }

    private DefaultTexts() {}

    /**
     * A template.
     *
     * @param title of a push; null for an SMS
     */
    public record Text(@Nullable String title, String text) {}

    /** The template, which every kind, channel and language has. */
    public static Text of(NotificationKind kind, Channel channel, Language language) {
        return switch (channel) {
            case SMS -> new Text(null, line(language, kind, "sms").orElseThrow());
            case PUSH ->
                new Text(
                        line(language, kind, "title").orElseThrow(),
                        line(language, kind, "push")
                                .or(() -> line(language, kind, "sms"))
                                .orElseThrow());
        };
    }

    private static Optional<String> line(Language language, NotificationKind kind, String part) {
        Properties file = FILES.get(language);
        return Optional.ofNullable(file == null ? null : file.getProperty(kind + "." + part));
    }

    private static Properties read(String resource) {
        Properties properties = new Properties();
        try (InputStream in = DefaultTexts.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties;
    }
}
