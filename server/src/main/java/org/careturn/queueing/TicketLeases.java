package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.queueing.jdbc.LeaseStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Ranges of ticket numbers that a client hands out by itself, today and on the next service day. */
@Service
public class TicketLeases {
    /** Counters rarely come so far; where one does, it passes over the ranges. */
    static final int FIRST = 700;

    private static final int LAST = 999_999;

    private final LeaseStore leases;
    private final Facilities facilities;
    private final AuditLog audit;
    private final Clock clock;

    TicketLeases(LeaseStore leases, Facilities facilities, AuditLog audit, Clock clock) {
        this.leases = leases;
        this.facilities = facilities;
        this.audit = audit;
        this.clock = clock;
    }

    /** The numbers {@code from} to {@code to}, both included, on the days of this range. */
    public record Lease(
            UUID leaseId, UUID facilityId, String prefix, LocalDate firstDay, LocalDate lastDay, int from, int to) {}

    /** Gives the holder a range of its own. Whoever calls this has judged that the actor may. */
    @Transactional
    public Outcome<Lease> lease(Actor actor, UUID facilityId, UUID holderId, String prefix, int count) {
        if (!actor.mayIn(facilityId)) {
            throw EntryAccess.nothing();
        }
        if (!leases.isPrefix(facilityId, prefix)) {
            return Outcome.refused(QueueProblem.UNKNOWN_QUEUE, "No queue of the facility has this prefix.");
        }
        Facility facility = facilities.facility(facilityId);
        LocalDate today = facility.serviceDay(clock.instant());
        int from = Math.max(FIRST, leases.lockHighest(facilityId, prefix, today) + 1);
        int to = from + count - 1;
        if (to > LAST) {
            return Outcome.refused(QueueProblem.LEASES_USED_UP);
        }
        Lease lease = new Lease(Ids.next(), facilityId, prefix, today, today.plusDays(1), from, to);
        leases.insert(lease, holderId, clock.instant());
        audit.record(
                actor,
                "TICKETS_LEASED",
                new AuditLog.Subject("ticket_lease", lease.leaseId(), facilityId, null),
                Map.of("prefix", prefix, "from", from, "to", to));
        return Outcome.done(lease);
    }

    /** When the holder was given the range; empty where it has no such range. */
    @Transactional(readOnly = true)
    public Optional<Instant> leasedAt(UUID holderId, UUID leaseId) {
        return leases.leasedAt(holderId, leaseId);
    }

    /** The holder's ranges that are still good, oldest first. */
    @Transactional(readOnly = true)
    public List<Lease> of(Actor actor, UUID facilityId, UUID holderId) {
        if (!actor.mayIn(facilityId)) {
            throw EntryAccess.nothing();
        }
        return leases.of(holderId, facilities.facility(facilityId).serviceDay(clock.instant()));
    }
}
