package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Room;
import org.careturn.platform.Actor;
import org.careturn.platform.openapi.ApiName;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.SimpleRange;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A visit as its patient sees it: the number, who is ahead, where to go. Nothing that names a person. */
@Service
public class Tickets {
    private final VisitStore visits;
    private final EntryStore entries;
    private final CallStore calls;
    private final DeskSessionStore desks;
    private final QueueOrder order;
    private final Facilities facilities;
    private final TurnForecasts forecasts;
    private final Clock clock;

    Tickets(
            VisitStore visits,
            EntryStore entries,
            CallStore calls,
            DeskSessionStore desks,
            QueueOrder order,
            Facilities facilities,
            TurnForecasts forecasts,
            Clock clock) {
        this.visits = visits;
        this.entries = entries;
        this.calls = calls;
        this.desks = desks;
        this.order = order;
        this.facilities = facilities;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /** The ticket; {@code ended} once nothing of the visit is left to wait for. */
    public record Ticket(
            UUID visitId,
            String ticketNumber,
            UUID facilityId,
            String facilityName,
            String timeZone,
            Instant asOf,
            boolean ended,
            List<Step> steps) {}

    /**
     * A step of the visit.
     *
     * @param state null for a step that is still ahead
     * @param credits why the patient counts as waiting for longer than since the arrival
     * @param position from 1, among those who wait
     * @param peopleAhead how many are called before, as things stand
     * @param forecast when the turn will come; for who waits or is on hold
     * @param expectedAt when the patient, who runs late, will be here, as he said
     * @param room where to go, when called
     * @param recalls how often the present call was repeated
     */
    @ApiName("TicketStep")
    public record Step(
            UUID queueId,
            String service,
            @Nullable UUID entryId,
            @Nullable EntryState state,
            List<Credit> credits,
            @Nullable Integer position,
            @Nullable Integer peopleAhead,
            @Nullable TurnForecast forecast,
            @Nullable Instant expectedAt,
            @Nullable String room,
            @Nullable Instant calledAt,
            int recalls) {}

    /** By the token that stands in the ticket's link. */
    @Transactional(readOnly = true)
    public Ticket byToken(String token) {
        return ticket(visits.byToken(token).orElseThrow(EntryAccess::nothing));
    }

    @Transactional(readOnly = true)
    public Ticket ofVisit(Actor actor, UUID visitId) {
        return ticket(visits.find(visitId)
                .filter(visit -> actor.mayIn(visit.facilityId()) || actor.isPatient(visit.patientId()))
                .orElseThrow(EntryAccess::nothing));
    }

    /** Which visit a token opens. */
    public Visit visitOf(String token) {
        return visits.byToken(token).orElseThrow(EntryAccess::nothing);
    }

    private Ticket ticket(Visit visit) {
        Facility facility = facilities.facility(visit.facilityId());
        List<Entry> all = entries.ofVisit(visit.id());
        List<Step> steps = visits.steps(visit.id()).stream()
                .sorted(Comparator.comparingInt(VisitStep::ordinal))
                .map(step -> step(
                        step,
                        all.stream()
                                .filter(entry -> entry.id().equals(step.entryId()))
                                .findFirst()
                                .orElse(null)))
                .toList();
        return new Ticket(
                visit.id(),
                visit.ticketNumber(),
                facility.id(),
                facility.name(),
                facility.timeZone().getId(),
                clock.instant(),
                visit.endedAt() != null,
                steps);
    }

    private Step step(VisitStep step, @Nullable Entry entry) {
        QueueSettings queue = facilities.queue(step.queueId());
        if (entry == null) {
            return new Step(
                    queue.id(), queue.serviceName(), null, null, List.of(), null, null, null, null, null, null, 0);
        }
        if (entry.state() == EntryState.WAITING) {
            List<Board.Waiting> waiting = order.now(queue.id());
            int position = QueueOrder.position(waiting, entry.id());
            int ahead = (int) waiting.stream()
                    .limit(Math.max(0, position - 1))
                    .filter(other -> competes(other, entry))
                    .count();
            return new Step(
                    queue.id(),
                    queue.serviceName(),
                    entry.id(),
                    entry.state(),
                    entry.credits(),
                    position,
                    ahead,
                    forecast(queue, entry, ahead),
                    null,
                    null,
                    null,
                    0);
        }
        Optional<Call> call = Optional.ofNullable(entry.state().isAtDesk() ? entry.callId() : null)
                .flatMap(calls::find);
        return new Step(
                queue.id(),
                queue.serviceName(),
                entry.id(),
                entry.state(),
                entry.credits(),
                null,
                null,
                entry.state() == EntryState.ON_HOLD
                        ? forecasts.of(List.of(entry.id())).get(entry.id())
                        : null,
                entry.expectedAt(),
                call.flatMap(now -> facilities.findRoom(now.roomId()))
                        .map(Room::name)
                        .orElse(null),
                entry.state().isAtDesk() ? entry.calledAt() : null,
                call.map(Call::recalls).orElse(0));
    }

    /** Who waits for another doctor doesn't stand in the way of one who waits for his own. */
    private static boolean competes(Board.Waiting other, Entry entry) {
        return entry.boundDoctorId() == null
                || other.boundDoctorId() == null
                || other.boundDoctorId().equals(entry.boundDoctorId());
    }

    private TurnForecast forecast(QueueSettings queue, Entry entry, int ahead) {
        TurnForecast stored = forecasts.of(List.of(entry.id())).get(entry.id());
        if (stored != null) {
            return stored;
        }
        int active = (int) desks.open(queue.facilityId()).stream()
                .filter(desk -> desk.state() == DeskSession.State.ACTIVE
                        && desk.queueIds().contains(queue.id())
                        && (entry.boundDoctorId() == null
                                || entry.boundDoctorId().equals(desk.accountId())))
                .count();
        return active == 0
                ? TurnForecast.unknown(0, clock.instant())
                : TurnForecast.rough(
                        SimpleRange.of(ahead, active, queue.serviceDurationMinutes()), active, clock.instant());
    }
}
