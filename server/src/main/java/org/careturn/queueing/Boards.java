package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.QueueSettings;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.openapi.ApiName;
import org.careturn.platform.web.Page;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.BoardPosition;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.RankReason;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.careturn.queueing.jdbc.EntryStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** A queue as its staff see it: who is at a desk, who comes next and why, who is on hold. */
@Service
public class Boards {
    private final EntryStore entries;
    private final CallStore calls;
    private final DeskSessionStore desks;
    private final QueueOrder order;
    private final Facilities facilities;
    private final Patients patients;
    private final TurnForecasts forecasts;
    private final Clock clock;

    Boards(
            EntryStore entries,
            CallStore calls,
            DeskSessionStore desks,
            QueueOrder order,
            Facilities facilities,
            Patients patients,
            TurnForecasts forecasts,
            Clock clock) {
        this.entries = entries;
        this.calls = calls;
        this.desks = desks;
        this.order = order;
        this.facilities = facilities;
        this.patients = patients;
        this.forecasts = forecasts;
        this.clock = clock;
    }

    /**
     * A page of a queue's board.
     *
     * @param waiting how many wait, on this page or not
     * @param nextCursor leads on, and is null on the last page
     */
    public record QueueBoard(
            UUID queueId,
            OrderPolicy policy,
            Instant asOf,
            int waiting,
            int activeDesks,
            List<Line> lines,
            @Nullable String nextCursor) {}

    /**
     * An entry on the board.
     *
     * @param rank from 1 in the order in which those waiting would be called if all were called now
     * @param score 1000 × band + minutes waited
     * @param waitedMinutes as the order counts them, credits included
     * @param forecast when the turn will come; null for who is at a desk, and for a moment after an arrival
     */
    @ApiName("BoardLine")
    public record Line(
            Entry entry,
            PatientOnBoard patient,
            @Nullable Integer rank,
            @Nullable Integer score,
            @Nullable Long waitedMinutes,
            @Nullable RankReason reason,
            @Nullable TurnForecast forecast,
            @Nullable UUID roomId,
            @Nullable UUID deskSessionId) {}

    /** What a board shows of a patient. */
    public record PatientOnBoard(
            UUID id, String name, @Nullable LocalDate birthDate) {}

    /**
     * A page of the board's lines: at desks first, then waiting in their order, then on hold.
     *
     * @param cursor of the page before
     */
    @Transactional(readOnly = true)
    public QueueBoard board(Actor actor, UUID queueId, @Nullable String cursor, int limit) {
        QueueSettings queue = facilities
                .findQueue(queueId)
                .filter(q -> actor.mayIn(q.facilityId()))
                .orElseThrow(EntryAccess::nothing);
        Instant now = clock.instant();
        List<Board.Waiting> waiting = order.now(queueId);
        List<BoardPosition> all = BoardPosition.all(entries.atDeskOrOnHold(queueId), waiting);
        BoardPosition after = BoardPosition.read(cursor);
        List<BoardPosition> rest =
                after == null ? all : after.rest(all, order.rule(queue).at(now));
        Page<BoardPosition> page =
                Page.of(rest.subList(0, Math.min(limit + 1, rest.size())), limit, BoardPosition::cursor);

        List<DeskSession> open = desks.open(queue.facilityId());
        List<Line> lines =
                lines(queue, page.items().stream().map(BoardPosition::entryId).toList(), waiting, open, now);
        int active = (int) open.stream()
                .filter(desk -> desk.state() == DeskSession.State.ACTIVE
                        && desk.queueIds().contains(queueId))
                .count();
        return new QueueBoard(queueId, queue.policy(), now, waiting.size(), active, lines, page.nextCursor());
    }

    private List<Line> lines(
            QueueSettings queue, List<UUID> page, List<Board.Waiting> waiting, List<DeskSession> open, Instant now) {
        Map<UUID, Entry> byId = new HashMap<>();
        entries.byIds(page).forEach(entry -> byId.put(entry.id(), entry));
        Map<UUID, Integer> ranks = new HashMap<>();
        for (int i = 0; i < waiting.size(); i++) {
            ranks.put(waiting.get(i).entryId(), i + 1);
        }
        Map<UUID, Board.Waiting> waitingById = new HashMap<>();
        waiting.forEach(w -> waitingById.put(w.entryId(), w));
        Map<UUID, Call> callById = new HashMap<>();
        calls.byIds(callIds(byId.values())).forEach(call -> callById.put(call.id(), call));
        Map<UUID, Patient.Brief> names =
                patients.brief(byId.values().stream().map(Entry::patientId).toList());
        Set<UUID> elsewhere =
                calls.visitsUnderCall(byId.values().stream().map(Entry::visitId).toList());
        Set<UUID> doctorsHere = new HashSet<>();
        open.stream()
                .filter(desk -> desk.queueIds().contains(queue.id()))
                .forEach(desk -> doctorsHere.add(desk.accountId()));
        OrderRule rule = order.rule(queue);
        Map<UUID, TurnForecast> turns = forecasts.of(page);

        List<Line> lines = new ArrayList<>();
        for (UUID id : page) {
            Entry entry = byId.get(id);
            if (entry == null) {
                continue;
            }
            Patient.Brief patient = names.get(entry.patientId());
            Call call = entry.state().isAtDesk() && entry.callId() != null ? callById.get(entry.callId()) : null;
            Board.Waiting w = waitingById.get(id);
            RankReason reason = w == null
                    ? null
                    : RankReason.of(
                            w,
                            rule,
                            now,
                            elsewhere.contains(entry.visitId()),
                            w.boundDoctorId() != null && !doctorsHere.contains(w.boundDoctorId()));
            lines.add(new Line(
                    entry,
                    new PatientOnBoard(
                            entry.patientId(),
                            patient == null ? "" : patient.name(),
                            patient == null ? null : patient.birthDate()),
                    ranks.get(id),
                    w == null ? null : rule.score(w.place(), now),
                    w == null ? null : OrderRule.waited(w.place(), now).toMinutes(),
                    reason,
                    entry.state().isAtDesk() ? null : turns.get(id),
                    call == null ? null : call.roomId(),
                    call == null ? null : call.deskSessionId()));
        }
        return lines;
    }

    private static List<UUID> callIds(Collection<Entry> entries) {
        List<UUID> ids = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.callId() != null) {
                ids.add(entry.callId());
            }
        }
        return ids;
    }
}
