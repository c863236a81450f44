package org.careturn.sync;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.careturn.facilities.Urgency;
import org.careturn.patients.NewPatient;
import org.careturn.patients.PatientNotes;
import org.careturn.patients.PatientNotes.NewNote;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Entries;
import org.careturn.queueing.TakenOffline;
import org.careturn.queueing.Undo;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.Bookings.Booking;
import org.careturn.scheduling.CheckInUndo;
import org.careturn.scheduling.CheckIns;
import org.careturn.sync.Judged.About;
import org.careturn.sync.Judged.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The mutations by their names: who may send each, and which service judges it. */
@Component
class Mutations {
    private static final Set<Role> STAFF = Set.of(Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR);
    private static final Set<Role> STAFF_AND_PATIENT = Set.of(Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT);
    private static final Set<Role> RECORDS = Set.of(Role.ADMIN, Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR);
    private static final String ENTRY = "entry";
    private static final String VISIT = "visit";
    private static final String APPOINTMENT = "appointment";
    private static final String PATIENT = "patient";

    private final Entries entries;
    private final Visits visits;
    private final Bookings bookings;
    private final CheckIns checkIns;
    private final Patients patients;
    private final PatientNotes notes;
    private final Conflicts conflicts;
    private final JsonMapper json;
    private final Validator validator;
    private final Map<String, Mutation> byName;

    Mutations(
            Calls calls,
            Entries entries,
            Undo undo,
            Visits visits,
            Bookings bookings,
            CheckIns checkIns,
            CheckInUndo checkInUndo,
            Patients patients,
            PatientNotes notes,
            ProfileMutation profiles,
            Conflicts conflicts,
            JsonMapper json,
            Validator validator) {
        this.entries = entries;
        this.visits = visits;
        this.bookings = bookings;
        this.checkIns = checkIns;
        this.patients = patients;
        this.notes = notes;
        this.conflicts = conflicts;
        this.json = json;
        this.validator = validator;
        this.byName = List.of(
                        of("registerPatient", NewPatient.class, RECORDS, this::register),
                        of(
                                "takeTicket",
                                Args.TakeTicket.class,
                                Set.of(Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.DEVICE),
                                this::takeTicket),
                        of(
                                "checkIn",
                                Args.CheckIn.class,
                                Set.of(Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.DEVICE, Role.PATIENT),
                                this::checkIn),
                        of(
                                "undoCheckIn",
                                Args.UndoCheckIn.class,
                                STAFF,
                                (context, x) -> judged(
                                        checkInUndo.undo(context.actor, x.appointmentId(), x.visitId()),
                                        made -> new About(APPOINTMENT, made.id()),
                                        new About(APPOINTMENT, x.appointmentId()))),
                        of("book", Args.Book.class, STAFF_AND_PATIENT, this::book),
                        of(
                                "cancelAppointment",
                                Args.CancelAppointment.class,
                                STAFF_AND_PATIENT,
                                this::cancelAppointment),
                        entry(
                                "start",
                                Args.OfCall.class,
                                Args.OfCall::entryId,
                                (a, x) -> calls.start(a, x.entryId(), x.callId())),
                        entry(
                                "serve",
                                Args.Serve.class,
                                Args.Serve::entryId,
                                (a, x) -> calls.serve(a, x.entryId(), x.callId(), assessed(x.nextUrgency()))),
                        entry(
                                "noShow",
                                Args.OfCall.class,
                                Args.OfCall::entryId,
                                (a, x) -> calls.noShow(a, x.entryId(), x.callId())),
                        entry(
                                "hold",
                                Args.WithReason.class,
                                Args.WithReason::entryId,
                                (a, x) -> entries.hold(a, x.entryId(), x.reason())),
                        entry(
                                "resume",
                                Args.OfEntry.class,
                                Args.OfEntry::entryId,
                                (a, x) -> entries.resume(a, x.entryId())),
                        of(
                                "cancelEntry",
                                Args.WithReason.class,
                                STAFF_AND_PATIENT,
                                (context, x) -> judged(
                                        entries.cancel(context.actor, x.entryId(), x.reason()),
                                        done -> new About(ENTRY, done.id()),
                                        new About(ENTRY, x.entryId()))),
                        entry(
                                "leave",
                                Args.WithReason.class,
                                Args.WithReason::entryId,
                                (a, x) -> entries.leave(a, x.entryId(), x.reason())),
                        of("runningLate", Args.RunningLate.class, STAFF_AND_PATIENT, this::runningLate),
                        of(
                                "rejoin",
                                Args.OfEntry.class,
                                STAFF_AND_PATIENT,
                                (context, x) -> judged(
                                        entries.rejoin(context.actor, x.entryId()),
                                        done -> new About(ENTRY, done.id()),
                                        new About(ENTRY, x.entryId()))),
                        entry(
                                "move",
                                Args.Move.class,
                                Args.Move::entryId,
                                (a, x) -> entries.move(a, x.entryId(), x.afterEntryId(), x.reason())),
                        entry(
                                "setUrgency",
                                Args.SetUrgency.class,
                                Args.SetUrgency::entryId,
                                (a, x) -> entries.setUrgency(a, x.entryId(), x.urgency(), x.reason())),
                        entry(
                                "bind",
                                Args.Bind.class,
                                Args.Bind::entryId,
                                (a, x) -> entries.bind(a, x.entryId(), x.doctorId())),
                        entry(
                                "transfer",
                                Args.Transfer.class,
                                Args.Transfer::entryId,
                                (a, x) -> entries.transfer(a, x.entryId(), x.queueIds(), x.returns(), x.reason())),
                        entry(
                                "lateEntry",
                                Args.LateEntry.class,
                                Args.LateEntry::entryId,
                                (a, x) -> entries.lateEntry(a, x.entryId(), x.startedAt(), x.endedAt(), x.roomId())),
                        entry(
                                "undo",
                                Args.Undo.class,
                                Args.Undo::entryId,
                                (a, x) -> undo.undo(a, x.entryId(), x.version())),
                        of(
                                "profile",
                                Args.ChangeProfile.class,
                                Set.of(Role.ADMIN, Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT),
                                profiles::change),
                        of("addNote", Args.AddNote.class, Set.of(Role.DOCTOR, Role.NURSE), this::addNote))
                .stream()
                .collect(Collectors.toUnmodifiableMap(Mutation::name, Function.identity()));
    }

    /**
     * Who sends a mutation, and from where.
     *
     * @param actor with the rights of now, in the client's facility only
     * @param occurredAt the device's time, brought between the client's last contact and now
     */
    record Context(
            Actor actor, Client client, long mid, @Nullable Instant occurredAt) {}

    private interface Act<T> {
        Judged judge(Context context, T args);
    }

    private interface OnEntry<T> {
        Outcome<org.careturn.queueing.Entry> act(Actor actor, T args);
    }

    private interface Mutation {
        String name();

        Judged judge(Context context, ObjectNode args);
    }

    boolean knows(String name) {
        return byName.containsKey(name);
    }

    /**
     * Judges a mutation within the running transaction.
     *
     * @throws RefusedException where it is refused
     */
    Judged judge(Context context, String name, ObjectNode args) {
        return Objects.requireNonNull(byName.get(name)).judge(context, args);
    }

    private <T> Mutation of(String name, Class<T> type, Set<Role> roles, Act<T> act) {
        return new Mutation() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Judged judge(Context context, ObjectNode args) {
                Actor narrowed = context.actor.narrowedTo(roles);
                if (narrowed.grants().isEmpty()) {
                    throw new RefusedException(CommonProblem.NOT_ALLOWED);
                }
                return act.judge(
                        new Context(narrowed, context.client, context.mid, context.occurredAt), read(type, args));
            }
        };
    }

    private <T> Mutation entry(String name, Class<T> type, Function<T, UUID> id, OnEntry<T> act) {
        return of(
                name,
                type,
                STAFF,
                (context, args) -> judged(
                        act.act(context.actor, args),
                        done -> new About(ENTRY, done.id()),
                        new About(ENTRY, id.apply(args))));
    }

    private <T> T read(Class<T> type, ObjectNode args) {
        T read;
        try {
            read = json.treeToValue(args, type);
        } catch (JacksonException unreadable) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST);
        }
        Set<ConstraintViolation<T>> faults = validator.validate(read);
        if (!faults.isEmpty()) {
            String fields = faults.stream()
                    .map(fault -> fault.getPropertyPath().toString())
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Please check: " + fields + '.');
        }
        return read;
    }

    static <T> Judged judged(Outcome<T> outcome, Function<T, About> about, @Nullable About otherwise) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> new Judged(Status.APPLIED, null, null, Map.of(), about.apply(value));
            case Outcome.Merged<T>(T value) -> new Judged(Status.MERGED, null, null, Map.of(), about.apply(value));
            case Outcome.Noop<T>(T value) -> new Judged(Status.NOOP, null, null, Map.of(), about.apply(value));
            case Outcome.Refused<T>(Refusal refusal) -> Judged.refused(refusal, otherwise);
        };
    }

    private static Calls.@Nullable Assessed assessed(Args.@Nullable NextUrgency next) {
        return next == null ? null : new Calls.Assessed(next.urgency(), next.reason());
    }

    private Judged register(Context context, NewPatient args) {
        if (args.id() == null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Please check: id.");
        }
        Judged judged = judged(
                patients.register(context.actor, args),
                made -> new About(PATIENT, made.id()),
                new About(PATIENT, UUID.fromString(args.id())));
        if (judged.status() == Status.APPLIED) {
            conflicts.raiseDuplicates(context, args.facilityId(), UUID.fromString(args.id()));
        }
        return judged;
    }

    private Judged takeTicket(Context context, Args.TakeTicket args) {
        boolean kiosk = context.client.scope() == Client.Scope.DEVICE;
        boolean plain = (args.urgency() == null || args.urgency() == Urgency.NON_URGENT)
                && (args.priorityGroups() == null || args.priorityGroups().isEmpty())
                && args.doctorId() == null
                && args.reasonForComing() == null;
        if (kiosk && !plain) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED, "A kiosk hands out plain tickets.");
        }
        if (args.entryIds().size() != args.steps().getFirst().size()) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Please check: entryIds.");
        }
        TakenOffline.Ticket ticket = null;
        if (args.leaseId() != null && args.sequence() != null && args.token() != null) {
            ticket = new TakenOffline.Ticket(args.leaseId(), context.client.clientId(), args.sequence(), args.token());
        } else if (args.leaseId() != null || args.sequence() != null || args.token() != null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "leaseId, sequence and token go together.");
        }
        UUID visitId = UUID.fromString(args.visitId());
        Visits.Arriving arriving = new Visits.Arriving(
                visitId,
                args.facilityId(),
                args.patientId(),
                args.steps(),
                args.urgency() == null ? Urgency.NON_URGENT : args.urgency(),
                args.priorityGroups() == null ? List.of() : args.priorityGroups(),
                null,
                args.doctorId(),
                kiosk ? Visit.Channel.KIOSK : Visit.Channel.RECEPTION,
                kiosk ? null : args.reason(),
                args.reasonForComing(),
                new TakenOffline(args.entryIds().stream().map(UUID::fromString).toList(), context.occurredAt, ticket));
        return judged(
                visits.arrive(context.actor, arriving),
                made -> new About(VISIT, made.visit().id()),
                new About(VISIT, visitId));
    }

    private Judged checkIn(Context context, Args.CheckIn args) {
        return judged(
                checkIns.checkIn(
                        context.actor,
                        args.appointmentId(),
                        args.facilityId(),
                        args.priorityGroups() == null ? List.of() : args.priorityGroups(),
                        args.reason(),
                        args.visitId() == null ? Ids.next() : UUID.fromString(args.visitId()),
                        new TakenOffline(
                                args.entryId() == null ? List.of() : List.of(UUID.fromString(args.entryId())),
                                context.occurredAt,
                                null)),
                made -> new About(APPOINTMENT, made.appointment().id()),
                new About(APPOINTMENT, args.appointmentId()));
    }

    private Judged book(Context context, Args.Book args) {
        return judged(
                bookings.book(
                        context.actor,
                        new Booking(
                                UUID.fromString(args.id()),
                                args.serviceId(),
                                args.doctorId(),
                                args.start(),
                                args.patientId(),
                                args.reason(),
                                Boolean.TRUE.equals(args.overbook()))),
                made -> new About(APPOINTMENT, made.id()),
                null);
    }

    private Judged cancelAppointment(Context context, Args.CancelAppointment args) {
        return judged(
                bookings.cancel(context.actor, args.appointmentId(), args.reason()),
                made -> new About(APPOINTMENT, made.id()),
                new About(APPOINTMENT, args.appointmentId()));
    }

    private Judged runningLate(Context context, Args.RunningLate args) {
        if (args.entryId() != null && args.appointmentId() == null) {
            return judged(
                    entries.runningLate(context.actor, args.entryId(), args.minutes(), context.occurredAt),
                    done -> new About(ENTRY, done.id()),
                    new About(ENTRY, args.entryId()));
        }
        if (args.appointmentId() != null && args.entryId() == null) {
            return judged(
                    bookings.runningLate(context.actor, args.appointmentId(), args.minutes()),
                    done -> new About(APPOINTMENT, done.id()),
                    new About(APPOINTMENT, args.appointmentId()));
        }
        throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name either entryId or appointmentId.");
    }

    private Judged addNote(Context context, Args.AddNote args) {
        return judged(
                notes.add(context.actor, args.patientId(), new NewNote(args.id(), args.text())),
                note -> new About(PATIENT, args.patientId()),
                new About(PATIENT, args.patientId()));
    }
}
