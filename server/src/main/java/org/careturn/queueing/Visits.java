package org.careturn.queueing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilityProblem;
import org.careturn.facilities.PriorityGroup;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Route;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Accounts;
import org.careturn.patients.PatientAliases;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.queueing.domain.Arrival;
import org.careturn.queueing.jdbc.EntryStore;
import org.careturn.queueing.jdbc.LeaseStore;
import org.careturn.queueing.jdbc.VisitStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Visits: a patient arrives, gets a number and a path through queues. */
@Service
public class Visits {
    private final VisitStore visits;
    private final EntryStore entries;
    private final LeaseStore leases;
    private final VisitPath path;
    private final Admission admission;
    private final EntryChanges changes;
    private final Facilities facilities;
    private final Patients patients;
    private final PatientAliases aliases;
    private final Accounts accounts;
    private final AuditLog audit;
    private final ChangeFeed feed;
    private final Clock clock;

    Visits(
            VisitStore visits,
            EntryStore entries,
            LeaseStore leases,
            VisitPath path,
            Admission admission,
            EntryChanges changes,
            Facilities facilities,
            Patients patients,
            PatientAliases aliases,
            Accounts accounts,
            AuditLog audit,
            ChangeFeed feed,
            Clock clock) {
        this.visits = visits;
        this.entries = entries;
        this.leases = leases;
        this.path = path;
        this.admission = admission;
        this.changes = changes;
        this.facilities = facilities;
        this.patients = patients;
        this.aliases = aliases;
        this.accounts = accounts;
        this.audit = audit;
        this.feed = feed;
        this.clock = clock;
    }

    /**
     * A patient arrives.
     *
     * @param steps the queues of the path; those within one list are waited for in parallel
     * @param bookedAt the booked time, if the patient has one
     * @param reason why the patient is taken while the facility is closed; not needed for whoever has booked
     * @param reasonForComing what the patient says about it
     * @param offline what was settled before the server heard of it
     */
    public record Arriving(
            UUID id,
            UUID facilityId,
            UUID patientId,
            List<List<UUID>> steps,
            Urgency urgency,
            List<String> priorityGroups,
            @Nullable Instant bookedAt,
            @Nullable UUID boundDoctorId,
            Visit.Channel channel,
            @Nullable String reason,
            @Nullable String reasonForComing,
            TakenOffline offline) {

        /** Nothing is said about why. */
        public Arriving(
                UUID id,
                UUID facilityId,
                UUID patientId,
                List<List<UUID>> steps,
                Urgency urgency,
                List<String> priorityGroups,
                @Nullable Instant bookedAt,
                @Nullable UUID boundDoctorId,
                Visit.Channel channel,
                @Nullable String reason,
                TakenOffline offline) {
            this(
                    id,
                    facilityId,
                    patientId,
                    steps,
                    urgency,
                    priorityGroups,
                    bookedAt,
                    boundDoctorId,
                    channel,
                    reason,
                    null,
                    offline);
        }

        /** A plain arrival at one queue: nothing booked, nobody before others. */
        public static Arriving at(
                UUID id, UUID facilityId, UUID patientId, UUID queueId, Urgency urgency, Visit.Channel channel) {
            return new Arriving(
                    id,
                    facilityId,
                    patientId,
                    List.of(List.of(queueId)),
                    urgency,
                    List.of(),
                    null,
                    null,
                    channel,
                    null,
                    TakenOffline.NOTHING);
        }

        Arriving of(UUID patient) {
            return new Arriving(
                    id,
                    facilityId,
                    patient,
                    steps,
                    urgency,
                    priorityGroups,
                    bookedAt,
                    boundDoctorId,
                    channel,
                    reason,
                    reasonForComing,
                    offline);
        }
    }

    /** A visit with its entries, oldest first, and its path. */
    public record VisitWithPath(Visit visit, List<Entry> entries, List<VisitStep> steps) {}

    /** The steps of a route, for {@link Arriving}; empty where the facility has no such route. */
    public List<List<UUID>> stepsOf(UUID facilityId, UUID routeId) {
        return facilities
                .findRoute(routeId)
                .filter(route -> route.facilityId().equals(facilityId) && route.active())
                .map(route -> route.steps().stream().map(Route.Step::queueIds).toList())
                .orElse(List.of());
    }

    /** Starts a visit: gives it its number, and lets it wait in the first queues of its path. */
    @Transactional
    public Outcome<VisitWithPath> arrive(Actor actor, Arriving arriving) {
        if (!actor.mayIn(arriving.facilityId)) {
            throw EntryAccess.nothing();
        }
        return admit(actor, arriving);
    }

    /** A patient joins from elsewhere, himself or one he acts for, where the service allows that. */
    @Transactional
    public Outcome<VisitWithPath> join(Actor actor, UUID id, UUID facilityId, UUID asked, UUID queueId) {
        UUID patientId = aliases.held(asked);
        QueueSettings queue = facilities
                .findQueue(queueId)
                .filter(found -> found.facilityId().equals(facilityId) && actor.isPatient(patientId))
                .orElseThrow(EntryAccess::nothing);
        if (!facilities.bookingRule(queue.serviceId()).remoteJoining()) {
            return Outcome.refused(QueueProblem.NO_REMOTE_JOINING);
        }
        return admit(actor, Arriving.at(id, facilityId, patientId, queueId, Urgency.NON_URGENT, Visit.Channel.PATIENT));
    }

    /** As {@link #arrive}, for callers who have judged that the actor may bring this patient in. */
    @Transactional
    public Outcome<VisitWithPath> admit(Actor actor, Arriving asked) {
        Optional<UUID> patient = aliases.alone(asked.patientId);
        Arriving arriving = asked.of(patient.orElse(asked.patientId));
        Facility facility = facilities.facility(arriving.facilityId);
        Outcome<VisitWithPath> refusal = check(actor, facility, arriving, patient.isPresent());
        if (refusal != null) {
            return refusal;
        }
        TakenOffline offline = arriving.offline;
        Instant now = offline.arrivedAt() == null ? clock.instant() : offline.arrivedAt();
        LocalDate day = facility.serviceDay(now);
        QueueSettings first = facilities.queue(arriving.steps.getFirst().getFirst());
        TakenOffline.Ticket ticket = offline.ticket();
        if (ticket != null) {
            QueueProblem unusable = unusable(arriving, ticket, first.prefix(), day);
            if (unusable != null) {
                return Outcome.refused(unusable);
            }
        }
        int sequence = ticket == null ? visits.nextTicket(facility.id(), first.prefix(), day) : ticket.sequence();
        Visit visit = new Visit(
                arriving.id,
                facility.id(),
                arriving.patientId,
                day,
                ticketNumber(first.prefix(), sequence),
                sequence,
                ticket == null ? Ids.token() : ticket.token(),
                arriving.channel,
                arriving.priorityGroups,
                now,
                null,
                arriving.reasonForComing);
        visits.insert(visit, first.prefix());
        patients.knownIn(arriving.patientId, facility.id());
        path.layOut(visit, arriving.steps);
        List<VisitStep> steps = visits.steps(visit.id());
        List<Credit> groups = credits(facility.id(), arriving.priorityGroups);
        for (UUID queueId : arriving.steps.getFirst()) {
            QueueSettings queue = facilities.queue(queueId);
            Arrival arrival =
                    Arrival.of(now, arriving.bookedAt, queue.bookingCreditMinutes(), queue.graceMinutes(), groups);
            int index = arriving.steps.getFirst().indexOf(queueId);
            Entry entry = path.newEntry(
                    offline.entryIds().isEmpty()
                            ? Ids.next()
                            : offline.entryIds().get(index),
                    visit,
                    queueId,
                    now,
                    new Place(arriving.urgency, arrival.since(), sequence),
                    arrival.credits(),
                    arriving.bookedAt,
                    arriving.boundDoctorId);
            changes.enter(actor, entry);
            steps.stream()
                    .filter(step -> step.ordinal() == 1 && step.queueId().equals(queueId))
                    .forEach(step -> visits.setStepEntry(visit.id(), step, entry.id(), null));
        }
        audit.record(
                actor,
                "VISIT_ARRIVE",
                new AuditLog.Subject(VisitPath.VISIT, visit.id(), facility.id(), visit.patientId()),
                Map.of("ticketNumber", visit.ticketNumber(), "channel", visit.channel()),
                AuditLog.reason(arriving.reason));
        feed.changed(facility.id(), VisitPath.VISIT, visit.id());
        return Outcome.done(withPath(visit));
    }

    private @Nullable QueueProblem unusable(
            Arriving arriving, TakenOffline.Ticket ticket, String prefix, LocalDate day) {
        if (!leases.covers(ticket.leaseId(), ticket.holderId(), arriving.facilityId, prefix, day, ticket.sequence())) {
            return QueueProblem.NOT_LEASED;
        }
        return visits.isTaken(arriving.id, arriving.facilityId, prefix, day, ticket.sequence(), ticket.token())
                ? QueueProblem.TICKET_TAKEN
                : null;
    }

    private @Nullable Outcome<VisitWithPath> check(
            Actor actor, Facility facility, Arriving arriving, boolean isSomebody) {
        if (arriving.channel != Visit.Channel.BOOKING && arriving.reason == null && admission.isClosed(facility)) {
            return Outcome.refused(
                    arriving.channel == Visit.Channel.RECEPTION
                            ? FacilityProblem.REASON_REQUIRED
                            : FacilityProblem.FACILITY_CLOSED);
        }
        for (UUID queueId : arriving.steps.stream().flatMap(List::stream).toList()) {
            QueueSettings queue = facilities.findQueue(queueId).orElse(null);
            if (queue == null || !queue.facilityId().equals(facility.id())) {
                return Outcome.refused(QueueProblem.UNKNOWN_QUEUE);
            }
        }
        for (UUID queueId : arriving.steps.getFirst().stream().sorted().toList()) { // locked in this order
            QueueProblem full = admission.refusal(queueId);
            if (full != null) {
                return Outcome.refused(full);
            }
        }
        // staff may take in whoever is known to the organisation; a kiosk has only those of its own facility
        boolean mayTakeIn =
                !actor.is(Role.DEVICE, facility.id()) || patients.isKnownIn(arriving.patientId, facility.id());
        if (!mayTakeIn || !isSomebody) {
            return Outcome.refused(QueueProblem.UNKNOWN_PATIENT);
        }
        if (credits(facility.id(), arriving.priorityGroups).size() != arriving.priorityGroups.size()) {
            return Outcome.refused(QueueProblem.UNKNOWN_PRIORITY_GROUP);
        }
        if (arriving.boundDoctorId != null && !accounts.holds(arriving.boundDoctorId, Role.DOCTOR, facility.id())) {
            return Outcome.refused(QueueProblem.DOCTOR_NOT_IN_FACILITY);
        }
        if (arriving.bookedAt != null
                && Duration.between(clock.instant(), arriving.bookedAt).abs().compareTo(Duration.ofHours(24)) > 0) {
            return Outcome.refused(QueueProblem.INVALID_TIME, "The booked time is more than a day away.");
        }
        for (Visit other : visits.openOf(arriving.patientId, facility.id())) {
            for (Entry entry : entries.ofVisit(other.id())) {
                if (entry.state().isActive() && arriving.steps.getFirst().contains(entry.queueId())) {
                    return Outcome.refused(
                            QueueProblem.ALREADY_IN_QUEUE,
                            "The patient waits there already, with number " + other.ticketNumber() + ".",
                            Map.of("visitId", other.id(), "ticketNumber", other.ticketNumber()));
                }
            }
        }
        return null;
    }

    /** The visit, for staff of its facility and for the patient himself. */
    public VisitWithPath get(Actor actor, UUID visitId) {
        Visit visit = visits.find(visitId)
                .filter(v -> actor.mayIn(v.facilityId()) || actor.isPatient(v.patientId()))
                .orElseThrow(EntryAccess::nothing);
        return withPath(visit);
    }

    /**
     * The visits of the patient and of those for whom he acts, newest first.
     *
     * @param before the last one of the page before
     */
    public List<Visit> mine(Actor actor, @Nullable UUID before, int limit) {
        Visit last = before == null
                ? null
                : visits.find(before)
                        .filter(visit -> actor.isPatient(visit.patientId()))
                        .orElseThrow(Cursor::ofNoPage);
        return visits.ofPatients(actor.patients(), null, last, limit);
    }

    private VisitWithPath withPath(Visit visit) {
        return new VisitWithPath(visit, entries.ofVisit(visit.id()), visits.steps(visit.id()));
    }

    private List<Credit> credits(UUID facilityId, List<String> codes) {
        List<Credit> credits = new ArrayList<>();
        for (PriorityGroup group : facilities.priorityGroups(facilityId)) {
            if (codes.contains(group.code())) {
                credits.add(new Credit(group.code(), group.headStartMinutes()));
            }
        }
        return credits;
    }

    /** As the database writes it. */
    private static String ticketNumber(String prefix, int sequence) {
        String digits = Integer.toString(sequence);
        return prefix + '-' + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
    }
}
