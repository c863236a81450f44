package org.careturn.live.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.identity.PresentedToken;
import org.careturn.live.LiveStreams;
import org.careturn.live.Scope;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Event streams. Each begins with {@code hello}; a comment every 15 seconds shows that it lives. At most ten events a
 * second: what comes in between is told together. It ends with the access token, and when the server stops; the client
 * then connects again.
 */
@RestController
class EventController {
    private final LiveStreams streams;
    private final Facilities facilities;
    private final Tickets tickets;

    EventController(LiveStreams streams, Facilities facilities, Tickets tickets) {
        this.streams = streams;
        this.facilities = facilities;
        this.tickets = tickets;
    }

    /**
     * What changes, as far as the reader may see it.
     *
     * <p>Staff name a facility and get {@code changes {version, changes: [{kind, id, queueId}]}}, with the version as the
     * event's id; {@code Last-Event-ID} goes on after it, or {@code reset {version}} says that everything is to be read
     * anew. A display gets {@code board {version, board}}: the last calls, by number and room. A patient gets
     * {@code visits {visits}}: the tickets of the own visits that are open. These two are told at once, and whole.
     */
    @GetMapping(path = "/api/v1/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT, Role.DEVICE})
    void events(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        Scope scope = scope(actor, facilityId);
        PresentedToken token = PresentedToken.current().orElseThrow();
        streams.open(scope, token.expiresAt(), lastEventId, request, response);
    }

    /** {@code ticket {version, ticket}}, at once and whenever the visit, one of its entries or its calls changes. */
    @GetMapping(path = "/api/v1/tickets/{token}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @AllowAnyone(because = "the token is 128 random bits, and the answer names nobody")
    void ticket(
            @PathVariable String token,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response) {
        Visit visit = tickets.visitOf(token);
        streams.open(
                new Scope.Ticket(visit.token(), visit.id(), visit.facilityId()), null, lastEventId, request, response);
    }

    private Scope scope(Actor actor, @Nullable UUID facilityId) {
        if (facilityId == null) {
            return Optional.ofNullable(actor.patientId())
                    .filter(actor::isPatient)
                    .<Scope>map(patient -> new Scope.Patient(actor))
                    .orElseThrow(() -> new RefusedException(CommonProblem.INVALID_REQUEST, "Name the facilityId."));
        }
        boolean exists = facilities.findFacility(facilityId).isPresent();
        if (exists && Scope.Staff.allows(actor, facilityId)) {
            return new Scope.Staff(actor, facilityId);
        }
        if (exists && Scope.Board.allows(actor, facilityId)) {
            return new Scope.Board(actor, facilityId);
        }
        throw new RefusedException(CommonProblem.NOT_FOUND);
    }
}
