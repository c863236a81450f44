package org.careturn.pages;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.careturn.notifications.Feedback.VisitFeedback;
import org.jspecify.annotations.Nullable;

/**
 * The question how a visit was, and the thanks for the answer.
 *
 * @param path of the page
 * @param told the key of what is wrong with what was sent; null: nothing
 */
public record FeedbackPage(
        Words words,
        String path,
        VisitFeedback feedback,
        Instant now,
        @Nullable String told) {
    /** Longest text that is taken, in characters. */
    public static final int LONGEST = 1_000;

    public Html html() {
        Html content = feedback.givenAt() != null
                ? Html.of("<p class=\"large\">{}</p>", words.say("feedback.thanks"))
                : now.isBefore(feedback.openUntil())
                        ? form()
                        : Html.of("<p class=\"large\">{}</p>", words.say("feedback.closed"));
        return Html.of(
                "<main><header><p>{}, {}</p><h1>{}</h1></header>{}<section>{}</section></main>",
                feedback.facilityName(),
                words.day(feedback.visitDay()),
                words.say("feedback.title"),
                told == null ? Html.NOTHING : Html.of("<p class=\"told\" role=\"alert\">{}</p>", words.say(told)),
                content);
    }

    private Html form() {
        List<Html> ratings = IntStream.rangeClosed(1, 5)
                .map(step -> 6 - step)
                .mapToObj(rating -> Html.of(
                        "<label><input type=\"radio\" name=\"rating\" value=\"{}\" required> {}</label>",
                        rating,
                        words.say("feedback.rating." + rating)))
                .toList();
        return Html.of(
                """
                <form method="post" action="{}?lang={}">
                <fieldset><legend>{}</legend>{}</fieldset>
                <label class="words" for="words">{}</label><p class="soft" id="hint">{}</p>
                <textarea id="words" name="words" rows="5" maxlength="{}" aria-describedby="hint"></textarea>
                <button class="primary">{}</button></form>""",
                path,
                words.language(),
                words.say("feedback.ask"),
                Html.all(ratings),
                words.say("feedback.words"),
                words.say("feedback.anonymous"),
                LONGEST,
                words.say("feedback.send"));
    }
}
