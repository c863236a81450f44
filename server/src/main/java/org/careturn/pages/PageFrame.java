package org.careturn.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What is around each page: its head, its style within it, the choice of the language. */
@Component
public class PageFrame {
    private static final String SCRIPT = "/web/ticket/ticket.js";

    private final String style = read("/pages/page.css");
    private final boolean scripted = PageFrame.class.getResource(SCRIPT) != null;

    /**
     * A whole document.
     *
     * @param path of this page, to which the languages lead
     * @param live whether the script follows what changes
     */
    public String document(Words words, String title, String path, Html content, boolean live) {
        Html script = live && scripted ? Html.of("<script src=\"/ticket/ticket.js\" defer></script>") : Html.NOTHING;
        return Html.of(
                        """
                        <!doctype html>
                        <html lang="{}" dir="{}">
                        <head>
                        <meta charset="utf-8">
                        <meta name="viewport" content="width=device-width, initial-scale=1">
                        <meta name="robots" content="noindex, nofollow">
                        <meta name="color-scheme" content="light dark">
                        <title>{}</title>
                        <link rel="icon" href="data:,">
                        <style>{}</style>
                        {}
                        </head>
                        <body>
                        {}
                        <nav aria-label="{}">{}</nav>
                        </body>
                        </html>
                        """,
                        words.language(),
                        words.direction(),
                        title,
                        new Html(style),
                        script,
                        content,
                        words.say("language"),
                        languages(words, path))
                .text();
    }

    /** Nothing but what is in the page, the one script, and the server itself. */
    public String contentSecurityPolicy() {
        return "default-src 'none'; script-src 'self'; connect-src 'self'; img-src data:; style-src 'sha256-"
                + digest(style) + "'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
    }

    private static Html languages(Words words, String path) {
        List<Html> links = new ArrayList<>();
        for (Map.Entry<String, String> language : Words.LANGUAGES.entrySet()) {
            String tag = language.getKey();
            Html current = tag.equals(words.language()) ? Html.of(" aria-current=\"true\"") : Html.NOTHING;
            links.add(Html.of(
                    "<a href=\"{}?lang={}\" lang=\"{}\" hreflang=\"{}\" dir=\"auto\"{}>{}</a>",
                    path,
                    tag,
                    tag,
                    tag,
                    current,
                    language.getValue()));
        }
        return Html.all(links);
    }

    private static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String read(String resource) {
        try (InputStream in = PageFrame.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
