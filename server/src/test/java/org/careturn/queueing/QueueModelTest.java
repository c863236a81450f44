package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.careturn.CareTurn;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.ModelState.DeskOf;
import org.careturn.queueing.ModelState.Item;
import org.careturn.queueing.ModelState.Verdict;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Random acts, legal and illegal, against the model; the database is compared after each. */
class QueueModelTest {
    private static @Nullable ConfigurableApplicationContext context;

    /** An act; the numbers choose among what is there. */
    record Act(Kind kind, int first, int second) {}

    enum Kind {
        ARRIVE,
        CALL_NEXT,
        CALL_THIS,
        RECALL,
        START,
        SERVE,
        NO_SHOW,
        HOLD,
        RESUME,
        CANCEL,
        LEAVE,
        TRANSFER,
        URGENCY,
        MOVE,
        BIND,
        LATE_ENTRY,
        REJOIN,
        UNDO,
        BREAK,
        BACK,
        TIME
    }

    @BeforeContainer
    static void start() {
        context = SpringApplication.run(CareTurn.class, TestDatabase.fresh().arguments());
    }

    @AfterContainer
    static void stop() {
        Objects.requireNonNull(context).close();
    }

    @Property(tries = 60, shrinking = ShrinkingMode.BOUNDED)
    void theQueueDoesWhatTheModelSays(@ForAll("acts") List<Act> acts) {
        Run run = new Run();
        Objects.requireNonNull(context).getAutowireCapableBeanFactory().autowireBean(run);
        run.openHospital();
        run.open();
        for (Act act : acts) {
            run.act(act);
            run.compare(act);
        }
    }

    @Provide
    Arbitrary<List<Act>> acts() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(6, Kind.ARRIVE),
                                Tuple.of(6, Kind.CALL_NEXT),
                                Tuple.of(2, Kind.CALL_THIS),
                                Tuple.of(1, Kind.RECALL),
                                Tuple.of(4, Kind.START),
                                Tuple.of(4, Kind.SERVE),
                                Tuple.of(3, Kind.NO_SHOW),
                                Tuple.of(2, Kind.HOLD),
                                Tuple.of(2, Kind.RESUME),
                                Tuple.of(1, Kind.CANCEL),
                                Tuple.of(1, Kind.LEAVE),
                                Tuple.of(2, Kind.TRANSFER),
                                Tuple.of(2, Kind.URGENCY),
                                Tuple.of(4, Kind.MOVE),
                                Tuple.of(1, Kind.BIND),
                                Tuple.of(1, Kind.LATE_ENTRY),
                                Tuple.of(2, Kind.REJOIN),
                                Tuple.of(5, Kind.UNDO),
                                Tuple.of(1, Kind.BREAK),
                                Tuple.of(1, Kind.BACK),
                                Tuple.of(2, Kind.TIME)),
                        Arbitraries.integers().between(0, 1_000),
                        Arbitraries.integers().between(0, 1_000))
                .as(Act::new)
                .list()
                .ofMinSize(20)
                .ofMaxSize(90);
    }

    /** One history: the services and the model side by side. */
    static final class Run extends QueueFixture {
        private final QueueModel model = new QueueModel(1, 3);
        private final List<Desk> people = new ArrayList<>();

        @Autowired
        private PlatformTransactionManager transactions;

        void open() {
            for (UUID queue : List.of(doctorQueue, doctorQueue, laboratory)) {
                Desk desk = desk(Role.DOCTOR, queue);
                people.add(desk);
                model.desks.put(desk.id(), new DeskOf(desk.id(), desk.actor().accountId(), queue));
            }
        }

        void act(Act act) {
            clock.drive(clock.instant().plusMillis(1));
            Instant now = clock.instant();
            Desk desk = people.get(act.first % people.size());
            DeskOf deskModel = Objects.requireNonNull(model.desks.get(desk.id()));
            switch (act.kind) {
                case ARRIVE -> {
                    Entry entry = arrive(Urgency.ofLevel(1 + act.first % 5));
                    model.items.put(entry.id(), item(entry));
                }
                case TIME -> later(1 + act.first % 200);
                case BREAK -> {
                    desks.startBreak(desk.actor(), desk.id(), null, null);
                    deskModel.state = DeskSession.State.ON_BREAK;
                }
                case BACK -> {
                    desks.endBreak(desk.actor(), desk.id());
                    deskModel.state = DeskSession.State.ACTIVE;
                }
                case CALL_NEXT -> callNext(desk, deskModel, now);
                default -> {
                    if (!model.items.isEmpty()) {
                        onItem(act, desk, deskModel, now);
                    }
                }
            }
        }

        private void callNext(Desk desk, DeskOf deskModel, Instant now) {
            Item expected = model.mayCall(deskModel) == Verdict.DONE ? model.next(deskModel, now) : null;
            Outcome<Calls.Called> outcome = attempt(() -> calls.callNext(desk.actor(), desk.id(), null));
            if (expected == null) {
                assertThat(outcome).isInstanceOf(Outcome.Refused.class);
            } else {
                Calls.Called called = outcome.orElseThrow();
                assertThat(called.entry().id()).isEqualTo(expected.id);
                model.called(expected, deskModel, called.call().id(), now);
            }
        }

        private void onItem(Act act, Desk desk, DeskOf deskModel, Instant now) {
            Item item = List.copyOf(model.items.values()).get(act.second % model.items.size());
            UUID call = callToName(item, act.first);
            switch (act.kind) {
                case CALL_THIS -> {
                    boolean may = item.state == EntryState.WAITING
                            && item.queue.equals(deskModel.queue)
                            && (item.doctor == null || item.doctor.equals(deskModel.account))
                            && model.mayCall(deskModel) == Verdict.DONE
                            && !model.isVisitCalled(item.visit);
                    boolean already = item.state == EntryState.CALLED
                            && item.queue.equals(deskModel.queue)
                            && model.call(item.call).desk.equals(deskModel.id);
                    Outcome<Calls.Called> outcome =
                            attempt(() -> calls.callThis(desk.actor(), item.id, desk.id(), "asked for"));
                    assertThat(verdict(outcome))
                            .isEqualTo(already ? Verdict.NOOP : may ? Verdict.DONE : Verdict.REFUSED);
                    if (may) {
                        model.called(
                                item, deskModel, outcome.orElseThrow().call().id(), now);
                    }
                }
                case RECALL ->
                    same(model.recall(item, call, now), attempt(() -> calls.recall(desk.actor(), item.id, call)));
                case START ->
                    same(model.start(item, call, now), attempt(() -> calls.start(desk.actor(), item.id, call)));
                case SERVE ->
                    same(model.serve(item, call, now), attempt(() -> calls.serve(desk.actor(), item.id, call)));
                case NO_SHOW ->
                    same(model.miss(item, call, now), attempt(() -> calls.noShow(desk.actor(), item.id, call)));
                case HOLD -> same(model.hold(item, now), attempt(() -> entries.hold(reception, item.id, null)));
                case RESUME -> same(model.resume(item, now), attempt(() -> entries.resume(reception, item.id)));
                case CANCEL ->
                    same(
                            model.end(item, EntryState.CANCELLED, now),
                            attempt(() -> entries.cancel(reception, item.id, null)));
                case LEAVE ->
                    same(model.end(item, EntryState.LEFT, now), attempt(() -> entries.leave(reception, item.id, null)));
                case TRANSFER -> {
                    UUID target = act.first % 2 == 0 ? laboratory : doctorQueue;
                    Verdict verdict = model.transfer(item, target, now);
                    same(verdict, attempt(() -> entries.transfer(reception, item.id, List.of(target), false, null)));
                    if (verdict == Verdict.DONE) {
                        adopt(item, target);
                    }
                }
                case URGENCY -> {
                    Urgency urgency = Urgency.ofLevel(1 + act.first % 5);
                    Verdict verdict = model.setUrgency(item, urgency, now);
                    same(verdict, attempt(() -> entries.setUrgency(reception, item.id, urgency, "judged again")));
                    comparePosition(item, "SET_URGENCY", verdict);
                }
                case MOVE -> {
                    Item after = act.first % 5 == 0
                            ? null
                            : List.copyOf(model.items.values()).get(act.first % model.items.size());
                    Verdict verdict = model.move(item, after, now);
                    same(
                            verdict,
                            attempt(() -> entries.move(
                                    reception, item.id, after == null ? null : after.id, "knows each other")));
                    comparePosition(item, "MOVE", verdict);
                }
                case BIND -> {
                    UUID doctor = act.first % 3 == 0 ? null : desk.actor().accountId();
                    same(model.bind(item, doctor, now), attempt(() -> entries.bind(reception, item.id, doctor)));
                }
                case LATE_ENTRY ->
                    same(
                            model.lateEntry(item, now),
                            attempt(() -> entries.lateEntry(reception, item.id, item.arrived, now, null)));
                case REJOIN -> rejoin(item);
                case UNDO ->
                    same(
                            ModelUndo.undo(model, item, now),
                            attempt(() -> undo.undo(
                                    reception,
                                    item.id,
                                    entries.get(reception, item.id).version())));
                default -> throw new IllegalStateException(act.kind.name());
            }
        }

        /** The audit log tells where the board shows the entry; nought where it is on hold. */
        private void comparePosition(Item item, String action, Verdict verdict) {
            if (verdict == Verdict.DONE) {
                Entry entry = entries.get(reception, item.id);
                int position = waitingNumbers(item.queue).indexOf(entry.ticketNumber()) + 1;
                assertThat(audited(entry, action).getLast()).matches("\\d+ " + position + " .*");
            }
        }

        private void rejoin(Item item) {
            boolean dropped = item.state == EntryState.NO_SHOW
                    || item.state == EntryState.LEFT
                    || item.state == EntryState.CANCELLED;
            boolean here = model.items.values().stream()
                    .anyMatch(other ->
                            other.visit.equals(item.visit) && other.queue.equals(item.queue) && other.state.isActive());
            Outcome<Entry> outcome = attempt(() -> entries.rejoin(reception, item.id));
            boolean sameDay = clock.instant().isBefore(Instant.parse("2026-03-03T04:00:00Z"));
            boolean joins = dropped && sameDay && !here && !item.takenBack;
            same(dropped && sameDay && here ? Verdict.NOOP : joins ? Verdict.DONE : Verdict.REFUSED, outcome);
            if (joins) {
                adopt(item, item.queue);
            }
        }

        /** Takes the entry that began after this item into the model. */
        private void adopt(Item after, UUID queue) {
            List<Entry> begun = visits.get(reception, after.visit).entries().stream()
                    .filter(entry -> !model.items.containsKey(entry.id()))
                    .toList();
            assertThat(begun).hasSize(1);
            Entry entry = begun.getFirst();
            assertThat(entry.queueId()).isEqualTo(queue);
            Item item = item(entry);
            item.begunBy = after.id;
            if (entry.boundDoctorId() != null) {
                item.doctor = entry.boundDoctorId();
            }
            model.items.put(item.id, item);
        }

        private static Item item(Entry entry) {
            return new Item(
                    entry.id(),
                    entry.visitId(),
                    entry.queueId(),
                    entry.place().urgency().level(),
                    entry.place().since(),
                    entry.place().tie());
        }

        private UUID callToName(Item item, int choice) {
            if (item.call != null && choice % 4 != 0) {
                return item.call;
            }
            List<UUID> all = List.copyOf(model.calls.keySet());
            return all.isEmpty() ? UUID.randomUUID() : all.get(choice % all.size());
        }

        /** As over HTTP: in one transaction, which a refusal rolls back. */
        private <T> Outcome<T> attempt(Supplier<Outcome<T>> command) {
            try {
                return Objects.requireNonNull(new TransactionTemplate(transactions).execute(tx -> {
                    Outcome<T> outcome = command.get();
                    if (outcome instanceof Outcome.Refused<T>) {
                        tx.setRollbackOnly();
                    }
                    return outcome;
                }));
            } catch (DataAccessException e) {
                throw new AssertionError("refused by the database instead of by the service", e);
            }
        }

        private static Verdict verdict(Outcome<?> outcome) {
            return switch (outcome) {
                case Outcome.Done<?> _, Outcome.Merged<?> _ -> Verdict.DONE;
                case Outcome.Noop<?> noop -> Verdict.NOOP;
                case Outcome.Refused<?> refused -> Verdict.REFUSED;
            };
        }

        private static void same(Verdict expected, Outcome<?> outcome) {
            assertThat(verdict(outcome)).as(outcome.toString()).isEqualTo(expected);
        }

        void compare(Act act) {
            Map<String, String> expected = new TreeMap<>();
            for (Item item : model.items.values()) {
                expected.put(
                        item.id.toString(),
                        "%s %d %s %d %s %d %s"
                                .formatted(
                                        item.state,
                                        item.urgency,
                                        item.since,
                                        item.tie,
                                        item.doctor,
                                        item.missed,
                                        item.call));
            }
            Map<String, String> found = new TreeMap<>();
            jdbc.query(
                    "select id, state, urgency, since, tie, bound_doctor_id, missed_calls, call_id from entry where facility_id = ?",
                    row -> {
                        found.put(
                                row.getString("id"),
                                "%s %d %s %d %s %d %s"
                                        .formatted(
                                                row.getString("state"),
                                                row.getInt("urgency"),
                                                row.getTimestamp("since").toInstant(),
                                                row.getLong("tie"),
                                                row.getString("bound_doctor_id"),
                                                row.getInt("missed_calls"),
                                                row.getString("call_id")));
                    },
                    facility);
            assertThat(found).as("after " + act).isEqualTo(expected);
            List<String> active = jdbc.query(
                    "select id from call where facility_id = ? and ended_at is null",
                    (row, n) -> row.getString("id"),
                    facility);
            assertThat(active)
                    .as("active calls after " + act)
                    .containsExactlyInAnyOrderElementsOf(model.calls.entrySet().stream()
                            .filter(call -> call.getValue().active)
                            .map(call -> call.getKey().toString())
                            .toList());
            assertThat(jdbc.queryForObject("""
                            select count(*) from entry e where e.facility_id = ?
                              and (select max(version) from entry_event h where h.entry_id = e.id) <> e.version""", Integer.class, facility))
                    .as("entries whose history lacks a transition, after " + act)
                    .isZero();
        }
    }
}
