package org.careturn.pages.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.careturn.facilities.Facility;
import org.careturn.pages.Html;
import org.careturn.pages.PageFrame;
import org.careturn.pages.Words;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** How every page goes out: never kept, never listed by a search engine, never within another's frame. */
@Component
class PageAnswers {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{22}");

    private final PageFrame frame;

    PageAnswers(PageFrame frame) {
        this.frame = frame;
    }

    /** The token in the address; null where it could be nobody's. */
    static @Nullable String token(ServerRequest request) {
        String token = request.pathVariable("token");
        return TOKEN.matcher(token).matches() ? token : null;
    }

    /**
     * Whether a form of ours was sent. Who sends it has to know the token, which no other site does; a browser that says
     * that another site sent it is still refused.
     */
    static boolean isOwn(ServerRequest request) {
        String site = request.headers().firstHeader("Sec-Fetch-Site");
        return site == null || site.equals("same-origin") || site.equals("none");
    }

    /** The words that the reader wants: as chosen on the page, else as the record says, else as the browser asks. */
    static Words words(ServerRequest request, @Nullable Facility facility, @Nullable String ofRecord) {
        List<@Nullable String> wishes = new ArrayList<>();
        wishes.add(request.param("lang").orElse(null));
        wishes.add(ofRecord);
        try {
            request.headers().acceptLanguage().stream()
                    .sorted((one, other) -> Double.compare(other.getWeight(), one.getWeight()))
                    .map(Locale.LanguageRange::getRange)
                    .forEach(wishes::add);
        } catch (IllegalArgumentException unreadable) {
            // whoever asks for no language gets English
        }
        return facility == null
                ? Words.of("ZZ", ZoneOffset.UTC, wishes)
                : Words.of(facility.country(), facility.timeZone(), wishes);
    }

    ServerResponse page(Words words, String titleKey, String path, Html content, boolean live) {
        return answer(HttpStatus.OK, frame.document(words, words.say(titleKey), path, content, live));
    }

    /** One and the same for a link that is mistyped, made up or too old. */
    ServerResponse missing(ServerRequest request, String path) {
        Words words = words(request, null, null);
        Html content = Html.of(
                "<main><h1>{}</h1><section><p>{}</p></section></main>",
                words.say("missing.title"),
                words.say("missing.text"));
        return answer(HttpStatus.NOT_FOUND, frame.document(words, words.say("missing.title"), path, content, false));
    }

    private ServerResponse answer(HttpStatus status, String document) {
        return ServerResponse.status(status)
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .cacheControl(CacheControl.noStore())
                .header("Content-Security-Policy", frame.contentSecurityPolicy())
                .header("X-Robots-Tag", "noindex, nofollow")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_LANGUAGE)
                .body(document);
    }

    /**
     * The key of the sentence that says why an act was not done; null where it was.
     *
     * @param act does it, and gives the key itself or null
     * @param told the key for what it was refused with
     */
    static @Nullable String refusal(Supplier<@Nullable String> act, Function<ProblemType, String> told) {
        try {
            return act.get();
        } catch (RefusedException refused) {
            ProblemType type = refused.refusal().type();
            return type == CommonProblem.TOO_MANY_REQUESTS ? "refused.tooMany" : told.apply(type);
        } catch (DataAccessException busy) {
            return "refused.unavailable";
        }
    }

    /** Back to the page after an act, so that a reload sends nothing again. */
    static ServerResponse back(String path, Words words, @Nullable String told) {
        String query = "?lang=" + words.language() + (told == null ? "" : "&told=" + told);
        return ServerResponse.status(HttpStatus.SEE_OTHER)
                .location(URI.create(path + query))
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
