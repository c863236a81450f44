package org.careturn.pages;

import java.util.List;
import org.careturn.queueing.Tickets.Step;

/**
 * What the holder of a ticket may do, each as a form that works without a script. What it leads to stands before its button.
 *
 * @param path of the page
 */
record TicketForms(Words words, String path) {
    private static final List<Integer> LATE_MINUTES = List.of(10, 20, 30, 45, 60);

    Html late(Step step) {
        List<Html> choices = LATE_MINUTES.stream()
                .map(minutes -> Html.of(
                        "<label><input type=\"radio\" name=\"minutes\" value=\"{}\" required> {}</label>",
                        minutes,
                        words.say("minutes", "minutes", minutes)))
                .toList();
        Html fields = Html.of(
                "<p>{}</p><fieldset><legend>{}</legend>{}</fieldset>",
                words.say("late.effect"),
                words.say("late.minutes"),
                Html.all(choices));
        return opened("late.do", form("late", step, fields, "late.confirm", "primary"));
    }

    Html here(Step step) {
        return form("here", step, Html.NOTHING, "here", "primary");
    }

    Html leave(Step step) {
        Html effect = Html.of("<p>{}</p>", words.say("leave.effect"));
        return opened("leave.do", form("leave", step, effect, "leave.confirm", "danger"));
    }

    Html rejoin(Step step) {
        Html effect = Html.of("<p>{}</p>", words.say("rejoin.effect"));
        return opened("rejoin.do", form("rejoin", step, effect, "rejoin.confirm", "primary"));
    }

    private Html opened(String act, Html form) {
        return Html.of("<details><summary>{}</summary>{}</details>", words.say(act), form);
    }

    private Html form(String act, Step step, Html fields, String confirm, String look) {
        return Html.of(
                """
                <form method="post" action="{}/{}?lang={}"><input type="hidden" name="entry" value="{}">{}
                <button class="{}">{}</button></form>""", path, act, words.language(), String.valueOf(step.entryId()), fields, look, words.say(confirm));
    }
}
