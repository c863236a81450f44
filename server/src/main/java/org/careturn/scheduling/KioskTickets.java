package org.careturn.scheduling;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Urgency;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.QueueProblem;
import org.careturn.queueing.TakenOffline;
import org.careturn.queueing.TicketLeases;
import org.careturn.queueing.TicketLeases.Lease;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.scheduling.KioskCheckIns.KioskTicket;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets people take a number at a kiosk without saying who they are: their visit is of a record under an alias, which the
 * staff complete when they are called.
 */
@Service
public class KioskTickets {
    private final Visits visits;
    private final Patients patients;
    private final Tickets tickets;
    private final TicketLeases leases;
    private final Facilities facilities;
    private final Clock clock;

    KioskTickets(
            Visits visits,
            Patients patients,
            Tickets tickets,
            TicketLeases leases,
            Facilities facilities,
            Clock clock) {
        this.visits = visits;
        this.patients = patients;
        this.tickets = tickets;
        this.leases = leases;
        this.facilities = facilities;
        this.clock = clock;
    }

    /**
     * A number that a kiosk gave while it had no contact.
     *
     * @param takenAt by the kiosk's clock; it counts from the moment at which the range was leased at the earliest
     */
    public record Taken(UUID leaseId, int sequence, String token, Instant takenAt) {}

    /**
     * Who wants a number, and for what.
     *
     * @param queueId the one queue to wait in, or
     * @param routeId the route to take; one of the two
     * @param language BCP 47, as chosen at the kiosk
     */
    public record Wish(
            UUID facilityId,
            @Nullable UUID queueId,
            @Nullable UUID routeId,
            @Nullable String language,
            @Nullable Taken taken) {}

    @Transactional
    public Outcome<KioskTicket> take(Actor actor, Wish wish) {
        if (!isKioskOf(actor, wish.facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Instant now = clock.instant();
        TakenOffline offline = TakenOffline.NOTHING;
        Taken taken = wish.taken;
        if (taken != null) {
            Instant leasedAt = leases.leasedAt(actor.accountId(), taken.leaseId).orElse(null);
            if (leasedAt == null) {
                return Outcome.refused(QueueProblem.NOT_LEASED);
            }
            Instant at = taken.takenAt.isBefore(leasedAt) ? leasedAt : taken.takenAt.isAfter(now) ? now : taken.takenAt;
            offline = new TakenOffline(
                    List.of(),
                    at,
                    new TakenOffline.Ticket(taken.leaseId, actor.accountId(), taken.sequence, taken.token));
        }
        List<List<UUID>> steps = steps(wish);
        if (steps.isEmpty()) {
            return Outcome.refused(QueueProblem.UNKNOWN_QUEUE, "There is no such route in this facility.");
        }
        Patient nobodyYet =
                patients.registerAtKiosk(actor, wish.facilityId, wish.language).orElseThrow();
        Outcome<VisitWithPath> arrived = visits.arrive(
                actor,
                new Arriving(
                        Ids.next(),
                        wish.facilityId,
                        nobodyYet.id(),
                        steps,
                        Urgency.NON_URGENT,
                        List.of(),
                        null,
                        null,
                        Visit.Channel.KIOSK,
                        null,
                        offline));
        return arrived.map(made -> {
            String token = made.visit().token();
            return new KioskTicket(token, null, tickets.byToken(token));
        });
    }

    /** Numbers of the kiosk's own, for a time without contact. */
    @Transactional
    public Outcome<Lease> lease(Actor actor, UUID facilityId, String prefix, int count) {
        return isKioskOf(actor, facilityId)
                ? leases.lease(actor, facilityId, actor.accountId(), prefix, count)
                : Outcome.refused(CommonProblem.NOT_FOUND);
    }

    private List<List<UUID>> steps(Wish wish) {
        if (wish.queueId != null) {
            return List.of(List.of(wish.queueId));
        }
        return wish.routeId == null ? List.of() : visits.stepsOf(wish.facilityId, wish.routeId);
    }

    private boolean isKioskOf(Actor actor, UUID facilityId) {
        return facilities
                .findFacility(facilityId)
                .filter(found -> actor.is(Role.DEVICE, found.id()))
                .isPresent();
    }
}
