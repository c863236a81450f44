package org.careturn.pages;

import com.ibm.icu.text.DateFormat;
import com.ibm.icu.text.MessageFormat;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The sentences of the pages in one language, and times as they are written where the facility is. */
public final class Words {
    /** BCP 47, with what each is called by those who speak it. */
    public static final Map<String, String> LANGUAGES = languages();

    private static final Map<String, Properties> FILES = files();

    private final String language;
    private final ULocale locale;
    private final ZoneId zone;

    private Words(String language, ULocale locale, ZoneId zone) {
        this.language = language;
        this.locale = locale;
        this.zone = zone;
    }

    /**
     * The first of the wishes that there is.
     *
     * @param country ISO 3166, for how times are written; {@code ZZ} where unknown
     * @param wishes language tags such as {@code pt-BR}, or null; English where none of them is there
     */
    public static Words of(String country, ZoneId zone, List<@Nullable String> wishes) {
        String language = wishes.stream()
                .flatMap(wish -> known(wish).stream())
                .findFirst()
                .orElse("en");
        String region = "ZZ".equals(country) ? "" : "-" + country;
        // With European digits everywhere: the number on paper and the displays have them, too.
        return new Words(language, ULocale.forLanguageTag(language + region + "-u-nu-latn"), zone);
    }

    private static Optional<String> known(@Nullable String tag) {
        return Optional.ofNullable(tag)
                .map(given -> Locale.forLanguageTag(given).getLanguage())
                .filter(LANGUAGES::containsKey);
    }

    public String language() {
        return language;
    }

    public String direction() {
        return language.equals("ar") ? "rtl" : "ltr";
    }

    /**
     * A sentence.
     *
     * @param values names and values in turn
     */
    public String say(String key, Object... values) {
        String pattern = text(language, key);
        Map<String, Object> named = new HashMap<>();
        for (int i = 0; i < values.length; i += 2) {
            named.put(String.valueOf(values[i]), values[i + 1]);
        }
        return new MessageFormat(pattern, locale).format(named);
    }

    /** The hour and minute. */
    public String time(Instant at) {
        return formatted("jmm", at, zone);
    }

    public String day(LocalDate day) {
        return formatted("EEEdMMM", day.atTime(12, 0).toInstant(ZoneOffset.UTC), ZoneOffset.UTC);
    }

    private String formatted(String skeleton, Instant at, ZoneId where) {
        DateFormat format = DateFormat.getPatternInstance(skeleton, locale);
        format.setTimeZone(TimeZone.getTimeZone(where.equals(ZoneOffset.UTC) ? "UTC" : where.getId()));
        return format.format(Date.from(at));
    }

    static String text(String language, String key) {
        Properties file = FILES.get(language);
        String text = file == null ? null : file.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("no text " + key + " in " + language);
        }
        return text;
    }

    static Set<String> keys(String language) {
        Properties file = FILES.get(language);
        return file == null ? Set.of() : file.stringPropertyNames();
    }

    private static Map<String, String> languages() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("en", "English");
        names.put("es", "Español");
        names.put("fr", "Français");
        names.put("pt", "Português");
        names.put("ar", "العربية");
        names.put("hi", "हिन्दी");
        names.put("sw", "Kiswahili");
        return Collections.unmodifiableMap(names);
    }

    private static Map<String, Properties> files() {
        Map<String, Properties> files = new HashMap<>();
        LANGUAGES.keySet().forEach(language -> files.put(language, read("/pages/texts/" + language + ".properties")));
        return Map.copyOf(files);
    }

    private static Properties read(String resource) {
        Properties properties = new Properties();
        try (InputStream in = Words.class.getResourceAsStream(resource)) {
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
