package org.careturn.queueing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.QueueProblem;
import org.careturn.queueing.TakenOffline;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.VisitWithPath;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/visits")
class VisitController {
    private final Visits visits;
    private final Tickets tickets;
    private final Writes writes;

    VisitController(Visits visits, Tickets tickets, Writes writes) {
        this.visits = visits;
        this.tickets = tickets;
        this.writes = writes;
    }

    /**
     * A patient arrives.
     *
     * @param queueId the one queue to wait in, or
     * @param routeId the route to take; one of the two
     * @param reason why the patient is taken while the facility is closed
     * @param reasonForComing what the patient says
     */
    record Arrive(
            @NotNull UUID facilityId,
            @NotNull UUID patientId,
            @Nullable UUID queueId,
            @Nullable UUID routeId,
            @Nullable Urgency urgency,
            @Nullable @Size(max = 10) List<@NotNull @Size(max = 40) String> priorityGroups,
            @Nullable Instant bookedAt,
            @Nullable UUID doctorId,
            @Nullable @Size(min = 1, max = 500) String reason,
            @Nullable @Size(min = 1, max = 500) String reasonForComing) {

        boolean isPlain() {
            return (urgency == null || urgency == Urgency.NON_URGENT)
                    && (priorityGroups == null || priorityGroups.isEmpty())
                    && bookedAt == null
                    && reasonForComing == null
                    && doctorId == null;
        }
    }

    @PostMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.DEVICE})
    ResponseEntity<VisitWithPath> arrive(Actor actor, WriteKey key, @Valid @RequestBody Arrive request) {
        if ((request.queueId == null) == (request.routeId == null)) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name either queueId or routeId.");
        }
        boolean kiosk = actor.is(Role.DEVICE, request.facilityId);
        Urgency urgency = request.urgency == null ? Urgency.NON_URGENT : request.urgency;
        if (kiosk && !request.isPlain()) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED, "A kiosk hands out plain tickets.");
        }
        List<List<UUID>> steps = request.queueId != null
                ? List.of(List.of(request.queueId))
                : visits.stepsOf(request.facilityId, UUID.fromString(String.valueOf(request.routeId)));
        if (steps.isEmpty()) {
            throw new RefusedException(QueueProblem.UNKNOWN_QUEUE, "There is no such route in this facility.");
        }
        Visits.Arriving arriving = new Visits.Arriving(
                Ids.next(),
                request.facilityId,
                request.patientId,
                steps,
                urgency,
                request.priorityGroups == null ? List.of() : request.priorityGroups,
                request.bookedAt,
                request.doctorId,
                kiosk ? Visit.Channel.KIOSK : Visit.Channel.RECEPTION,
                kiosk ? null : request.reason,
                request.reasonForComing,
                TakenOffline.NOTHING);
        return writes.create(actor, key, request, VisitWithPath.class, () -> visits.arrive(actor, arriving));
    }

    /** The patient, or one he acts for, and the queue to wait in. */
    record Join(
            @NotNull UUID facilityId,
            @NotNull UUID patientId,
            @NotNull UUID queueId) {}

    /** A patient takes a number from elsewhere. */
    @PostMapping("/join")
    @Allow(Role.PATIENT)
    ResponseEntity<VisitWithPath> join(Actor actor, WriteKey key, @Valid @RequestBody Join request) {
        return writes.create(
                actor,
                key,
                request,
                VisitWithPath.class,
                () -> visits.join(actor, Ids.next(), request.facilityId, request.patientId, request.queueId));
    }

    /** The patient's own visits, newest first. */
    @GetMapping
    @Allow(Role.PATIENT)
    Page<Visit> mine(
            Actor actor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        List<Visit> found = visits.mine(actor, Cursor.id(cursor), limit + 1);
        return Page.of(found, limit, visit -> Cursor.of(visit.id()));
    }

    @GetMapping("/{visitId}")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT})
    VisitWithPath get(Actor actor, @PathVariable UUID visitId) {
        return visits.get(actor, visitId);
    }

    @GetMapping("/{visitId}/ticket")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT})
    Ticket ticket(Actor actor, @PathVariable UUID visitId) {
        return tickets.ofVisit(actor, visitId);
    }
}
