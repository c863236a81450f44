package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.queueing.jdbc.CallStore;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opening, pausing and closing desks. */
@Service
public class DeskSessions {
    static final String DESK_SESSION = "desk_session";

    private final DeskSessionStore desks;
    private final CallStore calls;
    private final HandOver handOver;
    private final Facilities facilities;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    DeskSessions(
            DeskSessionStore desks,
            CallStore calls,
            HandOver handOver,
            Facilities facilities,
            AuditLog audit,
            ChangeFeed feed,
            Clock clock) {
        this.desks = desks;
        this.calls = calls;
        this.handOver = handOver;
        this.facilities = facilities;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /** Opens a desk for the one who asks; the same desk again where he has just that one open. */
    @Transactional
    public Outcome<DeskSession> open(Actor actor, UUID roomId, List<UUID> queueIds, int callSlots) {
        UUID facilityId = facilities
                .findRoom(roomId)
                .filter(room -> room.active() && actor.mayIn(room.facilityId()))
                .orElseThrow(EntryAccess::nothing)
                .facilityId();
        if (!queuesOf(facilityId, queueIds)) {
            return Outcome.refused(QueueProblem.UNKNOWN_QUEUE);
        }
        DeskSession desk = new DeskSession(
                Ids.next(),
                facilityId,
                actor.accountId(),
                role(actor, facilityId),
                roomId,
                queueIds.stream().distinct().sorted().toList(),
                DeskSession.State.ACTIVE,
                callSlots,
                clock.instant(),
                null,
                null,
                null);
        if (!desks.insert(desk)) {
            DeskSession open = desks.openOf(actor.accountId()).orElseThrow();
            return open.roomId().equals(roomId) && open.queueIds().equals(desk.queueIds())
                    ? Outcome.noop(open)
                    : Outcome.refused(
                            QueueProblem.DESK_ALREADY_OPEN,
                            QueueProblem.DESK_ALREADY_OPEN.title(),
                            Map.of("deskSessionId", open.id()));
        }
        return Outcome.done(changed(actor, "DESK_OPEN", desk));
    }

    /** Changes which queues the desk serves. */
    @Transactional
    public Outcome<DeskSession> serveQueues(Actor actor, UUID deskSessionId, List<UUID> queueIds) {
        DeskSession desk = own(actor, deskSessionId);
        if (desk.state() == DeskSession.State.CLOSED) {
            return Outcome.refused(QueueProblem.DESK_NOT_ACTIVE);
        }
        if (!queuesOf(desk.facilityId(), queueIds)) {
            return Outcome.refused(QueueProblem.UNKNOWN_QUEUE);
        }
        List<UUID> sorted = queueIds.stream().distinct().sorted().toList();
        if (sorted.equals(desk.queueIds())) {
            return Outcome.noop(desk);
        }
        desks.setQueues(new DeskSession(
                desk.id(),
                desk.facilityId(),
                desk.accountId(),
                desk.role(),
                desk.roomId(),
                sorted,
                desk.state(),
                desk.callSlots(),
                desk.openedAt(),
                null,
                desk.breakReason(),
                desk.breakUntil()));
        return Outcome.done(changed(actor, "DESK_QUEUES", reread(desk)));
    }

    @Transactional
    public Outcome<DeskSession> startBreak(
            Actor actor, UUID deskSessionId, @Nullable String reason, @Nullable Instant until) {
        DeskSession desk = own(actor, deskSessionId);
        if (desk.state() == DeskSession.State.ON_BREAK) {
            return Outcome.noop(desk);
        }
        if (desk.state() == DeskSession.State.CLOSED) {
            return Outcome.refused(QueueProblem.DESK_NOT_ACTIVE);
        }
        if (until != null && until.isBefore(clock.instant())) {
            return Outcome.refused(QueueProblem.INVALID_TIME);
        }
        desks.startBreak(deskSessionId, clock.instant(), reason, until);
        return Outcome.done(changed(actor, "DESK_BREAK", reread(desk)));
    }

    @Transactional
    public Outcome<DeskSession> endBreak(Actor actor, UUID deskSessionId) {
        DeskSession desk = own(actor, deskSessionId);
        if (desk.state() == DeskSession.State.ACTIVE) {
            return Outcome.noop(desk);
        }
        if (desk.state() == DeskSession.State.CLOSED) {
            return Outcome.refused(QueueProblem.DESK_NOT_ACTIVE);
        }
        desks.endBreak(deskSessionId, clock.instant());
        return Outcome.done(changed(actor, "DESK_RESUME", reread(desk)));
    }

    /**
     * Closes the desk. At the own one, who is under a call must be served, held or sent on first. The reception closes what
     * somebody left open: whoever was called there waits again, whoever was being served is on hold.
     */
    @Transactional
    public Outcome<DeskSession> close(Actor actor, UUID deskSessionId) {
        DeskSession desk = locked(actor, deskSessionId);
        boolean own = desk.accountId().equals(actor.accountId());
        if (!own && !actor.is(Role.RECEPTIONIST, desk.facilityId())) {
            throw new RefusedException(QueueProblem.DESK_NOT_YOURS);
        }
        if (desk.state() == DeskSession.State.CLOSED) {
            return Outcome.noop(desk);
        }
        if (!own) {
            handOver.close(actor, desk, HandOver.LEFT_OPEN);
            return Outcome.done(reread(desk));
        }
        if (!calls.activeAt(deskSessionId).isEmpty()) {
            return Outcome.refused(QueueProblem.DESK_BUSY);
        }
        desks.close(deskSessionId, clock.instant());
        return Outcome.done(changed(actor, "DESK_CLOSE", reread(desk)));
    }

    public DeskSession get(Actor actor, UUID deskSessionId) {
        return desks.find(deskSessionId)
                .filter(desk -> actor.mayIn(desk.facilityId()))
                .orElseThrow(EntryAccess::nothing);
    }

    /**
     * The facility's desks that aren't closed, in the order in which they were opened.
     *
     * @param after the last one of the page before
     */
    public List<DeskSession> page(Actor actor, UUID facilityId, @Nullable UUID after, int limit) {
        if (!actor.mayIn(facilityId)) {
            throw EntryAccess.nothing();
        }
        return desks.open(facilityId, after, limit);
    }

    private DeskSession own(Actor actor, UUID deskSessionId) {
        DeskSession desk = locked(actor, deskSessionId);
        if (!desk.accountId().equals(actor.accountId())) {
            throw new RefusedException(QueueProblem.DESK_NOT_YOURS);
        }
        return desk;
    }

    private DeskSession locked(Actor actor, UUID deskSessionId) {
        return desks.lock(deskSessionId)
                .filter(desk -> actor.mayIn(desk.facilityId()))
                .orElseThrow(EntryAccess::nothing);
    }

    private DeskSession reread(DeskSession desk) {
        return desks.find(desk.id()).orElseThrow();
    }

    private DeskSession changed(Actor actor, String action, DeskSession desk) {
        audit.record(
                actor,
                action,
                new AuditLog.Subject(DESK_SESSION, desk.id(), desk.facilityId(), null),
                Map.of("roomId", desk.roomId(), "state", desk.state()));
        feed.changed(desk.facilityId(), DESK_SESSION, desk.id());
        return desk;
    }

    private boolean queuesOf(UUID facilityId, List<UUID> queueIds) {
        return queueIds.stream()
                .allMatch(id -> facilities
                        .findQueue(id)
                        .filter(queue -> queue.facilityId().equals(facilityId))
                        .isPresent());
    }

    private static Role role(Actor actor, UUID facilityId) {
        for (Role role : List.of(Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST)) {
            if (actor.is(role, facilityId)) {
                return role;
            }
        }
        throw new RefusedException(CommonProblem.NOT_ALLOWED);
    }
}
