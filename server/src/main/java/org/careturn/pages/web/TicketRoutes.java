package org.careturn.pages.web;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilityProblem;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempted;
import org.careturn.notifications.Feedback;
import org.careturn.pages.TicketPage;
import org.careturn.pages.Words;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.ClientAddress;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.QueueProblem;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * The ticket that a link opens, and what its holder may do: say that he is late or here, give up the place, wait again.
 * Whoever has the link acts as the patient, and only on this visit.
 */
@Configuration(proxyBeanMethods = false)
class TicketRoutes {
    private static final Set<String> TOLD = Set.of("refused", "refused.full", "refused.tooMany", "refused.unavailable");
    private static final int LATEST_MINUTES = 240;

    private final Tickets tickets;
    private final Entries entries;
    private final Patients patients;
    private final Facilities facilities;
    private final Feedback feedback;
    private final Limits limits;
    private final PageAnswers answers;
    private final Clock clock;

    TicketRoutes(
            Tickets tickets,
            Entries entries,
            Patients patients,
            Facilities facilities,
            Feedback feedback,
            Limits limits,
            PageAnswers answers,
            Clock clock) {
        this.tickets = tickets;
        this.entries = entries;
        this.patients = patients;
        this.facilities = facilities;
        this.feedback = feedback;
        this.limits = limits;
        this.answers = answers;
        this.clock = clock;
    }

    private record Opened(Visit visit, Facility facility, Words words, boolean today) {
        String path() {
            return "/t/" + visit.token();
        }

        /** The patient, as far as this link goes; in the log it is the server who acts. */
        Actor holder() {
            return new Actor(
                    Actor.SYSTEM.accountId(),
                    Actor.SYSTEM.sessionId(),
                    List.of(new Grant(Role.PATIENT, null)),
                    visit.patientId());
        }
    }

    @Bean
    RouterFunction<ServerResponse> ticketPages() {
        return RouterFunctions.route()
                .GET("/t/{token}", this::show)
                .POST(
                        "/t/{token}/late",
                        request -> minutes(request)
                                .map(minutes -> act(
                                        request, (actor, entry) -> entries.runningLate(actor, entry, minutes, null)))
                                .orElseGet(() ->
                                        act(request, (actor, entry) -> Outcome.refused(QueueProblem.INVALID_TIME))))
                .POST(
                        "/t/{token}/here",
                        request -> act(request, (actor, entry) -> entries.runningLate(actor, entry, 0, null)))
                .POST(
                        "/t/{token}/leave",
                        request -> act(request, (actor, entry) -> entries.cancel(actor, entry, "By the ticket's link")))
                .POST("/t/{token}/rejoin", request -> act(request, entries::rejoin))
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        Opened opened = open(request);
        if (opened == null) {
            return answers.missing(request, "/t/-");
        }
        Visit visit = opened.visit;
        Ticket ticket = tickets.byToken(visit.token());
        String feedbackPath = visit.endedAt() == null
                ? null
                : feedback.token(visit.id()).map(token -> "/f/" + token).orElse(null);
        TicketPage page = new TicketPage(
                opened.words,
                opened.path(),
                ticket,
                opened.today,
                seen(request),
                request.param("told").filter(TOLD::contains).orElse(null),
                feedbackPath);
        return answers.page(opened.words, "title", opened.path(), page.html(), true);
    }

    private ServerResponse act(ServerRequest request, BiFunction<Actor, UUID, Outcome<Entry>> command) {
        Opened opened = open(request);
        if (opened == null) {
            return answers.missing(request, "/t/-");
        }
        return PageAnswers.back(opened.path(), opened.words, refusal(request, opened, command));
    }

    /** The key of the sentence that says why not; null where it is done. */
    private @Nullable String refusal(
            ServerRequest request, Opened opened, BiFunction<Actor, UUID, Outcome<Entry>> command) {
        Optional<UUID> entry = entry(request, opened.visit);
        if (entry.isEmpty() || !PageAnswers.isOwn(request)) {
            return "refused";
        }
        return PageAnswers.refusal(
                () -> {
                    limits.begin(
                            Attempted.TICKET_ACT, opened.visit.token(), ClientAddress.of(request.servletRequest()));
                    command.apply(opened.holder(), entry.get()).orElseThrow();
                    return null;
                },
                TicketRoutes::told);
    }

    private static String told(ProblemType problem) {
        return problem == QueueProblem.QUEUE_CLOSED
                        || problem == QueueProblem.QUEUE_FULL
                        || problem == FacilityProblem.FACILITY_CLOSED
                ? "refused.full"
                : "refused";
    }

    /** What the link opens: until the end of the day after the visit's. */
    private @Nullable Opened open(ServerRequest request) {
        String token = PageAnswers.token(request);
        if (token == null) {
            return null;
        }
        Visit visit;
        try {
            visit = tickets.visitOf(token);
        } catch (RefusedException none) {
            return null;
        }
        Facility facility = facilities.facility(visit.facilityId());
        LocalDate today = facility.serviceDay(clock.instant());
        if (visit.serviceDay().isBefore(today.minusDays(1))) {
            return null;
        }
        Words words = PageAnswers.words(
                request, facility, patients.languageOf(visit.patientId()).orElse(null));
        return new Opened(visit, facility, words, visit.serviceDay().equals(today));
    }

    private Optional<UUID> entry(ServerRequest request, Visit visit) {
        String named = request.param("entry").orElse("");
        return tickets.byToken(visit.token()).steps().stream()
                .map(Tickets.Step::entryId)
                .filter(id -> id != null && id.toString().equals(named))
                .findFirst();
    }

    private static Optional<Integer> minutes(ServerRequest request) {
        return request.param("minutes")
                .filter(text -> text.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .filter(minutes -> minutes >= 1 && minutes <= LATEST_MINUTES);
    }

    private static @Nullable Long seen(ServerRequest request) {
        return request.param("seen")
                .filter(text -> text.matches("[0-9]{1,10}"))
                .map(Long::valueOf)
                .orElse(null);
    }
}
