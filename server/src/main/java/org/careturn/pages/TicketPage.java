package org.careturn.pages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.careturn.queueing.Credit;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Tickets.Step;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.TurnForecast;
import org.jspecify.annotations.Nullable;

/**
 * A ticket in words: a pure function of what is known of the visit.
 *
 * @param path of the page
 * @param today whether it is still the visit's service day
 * @param seen minutes since 1970 of the middle of the range that the reader saw last; null: none
 * @param told the key of what a refused act is answered with; null: nothing was refused
 * @param feedbackPath of the page that asks how it was; null: none
 */
public record TicketPage(
        Words words,
        String path,
        Ticket ticket,
        boolean today,
        @Nullable Long seen,
        @Nullable String told,
        @Nullable String feedbackPath) {
    /** Below that nobody calls a range another one. */
    private static final long SAME_MINUTES = 5;

    public Html html() {
        List<Step> active = ticket.steps().stream()
                .filter(step -> step.state() != null && step.state().isActive())
                .toList();
        List<Html> parts = new ArrayList<>();
        if (told != null) {
            parts.add(Html.of("<p class=\"told\" role=\"alert\">{}</p>", words.say(told)));
        }
        active.stream()
                .sorted(Comparator.comparing(step -> !isCalled(step)))
                .map(step -> section(step, active.size() > 1))
                .forEach(parts::add);
        if (active.isEmpty()) {
            parts.add(over());
        }
        parts.add(ahead());
        return Html.of(
                """
                <main id="ticket" data-state="{}" data-call="{}" data-say="{}" data-seen="{}" data-offline="{}" data-sound="{}" data-sound-on="{}">
                <header><p>{}</p><h1><span class="soft">{}</span> <bdi class="number">{}</bdi></h1></header>
                {}
                <footer><p class="soft" id="age">{}</p><p id="again"><a class="button" href="{}?lang={}{}">{}</a></p></footer>
                </main>""",
                active.stream().anyMatch(TicketPage::isCalled) ? "CALLED" : active.isEmpty() ? "OVER" : "WAITING",
                call(active),
                summary(active),
                middle(active).map(String::valueOf).orElse(""),
                words.say("offline", "time", words.time(ticket.asOf())),
                words.say("sound"),
                words.say("soundOn"),
                ticket.facilityName(),
                words.say("number"),
                ticket.ticketNumber(),
                Html.all(parts),
                words.say("asOf", "time", words.time(ticket.asOf())),
                path,
                words.language(),
                middle(active).map(minute -> Html.of("&amp;seen={}", minute)).orElse(Html.NOTHING),
                words.say("again"));
    }

    private TicketForms forms() {
        return new TicketForms(words, path);
    }

    private static boolean isCalled(Step step) {
        return step.state() == EntryState.CALLED;
    }

    /** Another one for each call and for each time that it is repeated; empty where nobody is called. */
    private static String call(List<Step> active) {
        return active.stream()
                .filter(TicketPage::isCalled)
                .map(step -> step.entryId() + "/" + step.calledAt() + "/" + step.recalls())
                .collect(Collectors.joining(" "));
    }

    /** What a screen reader says when it changes. */
    private String summary(List<Step> active) {
        return active.stream()
                .sorted(Comparator.comparing(step -> !isCalled(step)))
                .findFirst()
                .map(step -> switch (Objects.requireNonNull(step.state())) {
                    case CALLED -> words.say("called") + ". " + place(step);
                    case WAITING -> people(step);
                    case SERVING -> words.say("serving");
                    default -> words.say("onHold");
                })
                .orElse(words.say("over"));
    }

    private Html section(Step step, boolean named) {
        Html heading = named || !isCalled(step) ? Html.of("<h2>{}</h2>", step.service()) : Html.NOTHING;
        return switch (Objects.requireNonNull(step.state())) {
            case CALLED ->
                Html.of(
                        "<section class=\"called\">{}<p class=\"large\">{}</p><p class=\"room\">{}</p></section>",
                        heading,
                        words.say("called"),
                        place(step));
            case SERVING ->
                Html.of(
                        "<section>{}<p class=\"large\">{}</p>{}</section>",
                        heading,
                        words.say("serving"),
                        step.room() == null ? Html.NOTHING : Html.of("<p class=\"room\">{}</p>", step.room()));
            case WAITING ->
                Html.of(
                        "<section>{}<p class=\"large\">{}</p>{}{}{}</section>",
                        heading,
                        people(step),
                        turn(step),
                        why(step),
                        Html.all(List.of(forms().late(step), forms().leave(step))));
            default -> onHold(step, heading);
        };
    }

    private String place(Step step) {
        return step.room() == null ? words.say("goToDesk") : words.say("goTo", "room", step.room());
    }

    private String people(Step step) {
        return words.say("ahead", "people", step.peopleAhead() == null ? 0 : step.peopleAhead());
    }

    private Html onHold(Step step, Html heading) {
        Instant expected = step.expectedAt();
        if (expected == null) {
            return Html.of(
                    "<section>{}<p class=\"large\">{}</p>{}{}</section>",
                    heading,
                    words.say("onHold"),
                    why(step),
                    forms().leave(step));
        }
        return Html.of(
                "<section>{}<p class=\"large\">{}</p><p>{}</p>{}{}{}</section>",
                heading,
                words.say("lateUntil", "time", words.time(expected)),
                words.say("lateKept"),
                forms().here(step),
                forms().late(step),
                forms().leave(step));
    }

    private Html turn(Step step) {
        TurnForecast forecast = step.forecast();
        if (forecast == null) {
            return Html.of("<p>{}</p>", words.say("unknown"));
        }
        List<Html> lines = new ArrayList<>();
        TurnForecast.Range start = forecast.start();
        Instant notBefore = forecast.notBefore();
        if (forecast.kind() == TurnForecast.Kind.RANGE && start != null) {
            boolean soon = !start.p10().isAfter(ticket.asOf());
            lines.add(Html.of(
                    "<p class=\"range\">{}</p>",
                    soon
                            ? words.say("rangeSoon", "until", words.time(start.p90()))
                            : words.say("range", "from", words.time(start.p10()), "until", words.time(start.p90()))));
            changed(start.p50()).ifPresent(key -> lines.add(Html.of("<p class=\"changed\">{}</p>", words.say(key))));
            if (forecast.early()) {
                lines.add(Html.of("<p class=\"soft\">{}</p>", words.say("early")));
            }
        } else if (forecast.kind() == TurnForecast.Kind.NOT_BEFORE && notBefore != null) {
            lines.add(Html.of("<p class=\"range\">{}</p>", words.say("notBefore", "time", words.time(notBefore))));
        } else {
            lines.add(Html.of("<p>{}</p>", words.say("unknown")));
        }
        TurnForecast.Range end = forecast.end();
        if (end != null) {
            lines.add(Html.of(
                    "<p class=\"soft\">{}</p>",
                    words.say("end", "from", words.time(end.p10()), "until", words.time(end.p90()))));
        }
        return Html.all(lines);
    }

    private Optional<String> changed(Instant middle) {
        if (seen == null) {
            return Optional.empty();
        }
        long minutes = minute(middle) - seen;
        return Math.abs(minutes) < SAME_MINUTES
                ? Optional.empty()
                : Optional.of(minutes > 0 ? "changed.later" : "changed.sooner");
    }

    private static long minute(Instant at) {
        return Duration.between(Instant.EPOCH, at).toMinutes();
    }

    private static Optional<Long> middle(List<Step> active) {
        return active.stream()
                .map(Step::forecast)
                .filter(Objects::nonNull)
                .map(TurnForecast::start)
                .filter(Objects::nonNull)
                .map(range -> minute(range.p50()))
                .findFirst();
    }

    private Html why(Step step) {
        List<String> reasons = new ArrayList<>();
        TurnForecast forecast = step.forecast();
        if (forecast != null) {
            forecast.notes().forEach(note -> reasons.add(reason(note)));
        }
        for (Credit credit : step.credits()) {
            reasons.add(
                    credit.code().equals(Credit.BOOKED)
                            ? words.say("credit.BOOKED")
                            : words.say("credit.other", "minutes", credit.minutes()));
        }
        return reasons.isEmpty()
                ? Html.NOTHING
                : Html.of(
                        "<h3>{}</h3><ul>{}</ul>",
                        words.say("why"),
                        Html.all(reasons.stream()
                                .map(reason -> Html.of("<li>{}</li>", reason))
                                .toList()));
    }

    private String reason(TurnForecast.Note note) {
        String name = note.name() == null ? words.say("somebody") : note.name();
        Instant at = note.at();
        Instant until = note.until();
        return switch (note.code()) {
            case EMERGENCY_FIRST ->
                at == null
                        ? words.say("note.EMERGENCY_FIRST")
                        : words.say("note.EMERGENCY_FIRST.at", "time", words.time(at));
            case ON_BREAK ->
                until == null
                        ? words.say("note.ON_BREAK", "name", name)
                        : words.say("note.ON_BREAK.until", "name", name, "time", words.time(until));
            case BEGINS_LATER ->
                at == null
                        ? words.say("note.NOBODY_ON_DUTY")
                        : words.say("note.BEGINS_LATER", "name", name, "time", words.time(at));
            case NOBODY_ON_DUTY -> words.say("note.NOBODY_ON_DUTY");
            case MAY_NOT_BE_REACHED -> words.say("note.MAY_NOT_BE_REACHED");
        };
    }

    /** Nothing is left to wait for: served, given up, or missed. */
    private Html over() {
        Step last = ticket.steps().stream()
                .filter(step -> step.state() != null)
                .reduce((before, after) -> after)
                .orElse(null);
        EntryState state = last == null ? null : last.state();
        boolean dropped = state == EntryState.NO_SHOW || state == EntryState.LEFT || state == EntryState.CANCELLED;
        String whyDropped = !today ? "dayOver" : state == EntryState.NO_SHOW ? "missed" : "left";
        Html rejoin = last == null || !dropped || !today ? Html.NOTHING : forms().rejoin(last);
        Html feedback = feedbackPath == null
                ? Html.NOTHING
                : Html.of(
                        "<p><a class=\"button\" href=\"{}?lang={}\">{}</a></p>",
                        feedbackPath,
                        words.language(),
                        words.say("feedback.link"));
        return Html.of(
                "<section><p class=\"large\">{}</p>{}{}</section>",
                words.say(dropped ? whyDropped : "over"),
                rejoin,
                feedback);
    }

    private Html ahead() {
        List<String> services = ticket.ended()
                ? List.of()
                : ticket.steps().stream()
                        .filter(step -> step.state() == null)
                        .map(Step::service)
                        .toList();
        return services.isEmpty()
                ? Html.NOTHING
                : Html.of(
                        "<section><h2>{}</h2><ol>{}</ol></section>",
                        words.say("next"),
                        Html.all(services.stream()
                                .map(service -> Html.of("<li>{}</li>", service))
                                .toList()));
    }
}
