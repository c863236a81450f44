package org.careturn.demo;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.careturn.demo.DemoHospital.Person;
import org.careturn.demo.DemoHospital.Way;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Room;
import org.careturn.facilities.Route;
import org.careturn.identity.Account;
import org.careturn.identity.Staff;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Calls.Called;
import org.careturn.queueing.DeskSession;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entries;
import org.careturn.queueing.TakenOffline;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * The last hours of a day at the demo hospital, played through the same services that its people will use, with the
 * clock driven from then to now. What they leave is a day in progress.
 */
@Component
class DemoDay {
    private static final Duration PLAYED = Duration.ofMinutes(150);
    private static final int MINUTES_UNTIL_ENTERED = 1;
    private static final double NO_SHOW = 0.04;
    private static final double SENT_TO_TESTS = 0.12;

    private final Facilities facilities;
    private final Patients patients;
    private final Staff staff;
    private final Visits visits;
    private final DeskSessions desks;
    private final Calls calls;
    private final Entries entries;
    private final DrivableClock clock;

    DemoDay(
            Facilities facilities,
            Patients patients,
            Staff staff,
            Visits visits,
            DeskSessions desks,
            Calls calls,
            Entries entries,
            DrivableClock clock) {
        this.facilities = facilities;
        this.patients = patients;
        this.staff = staff;
        this.visits = visits;
        this.desks = desks;
        this.calls = calls;
        this.entries = entries;
        this.clock = clock;
    }

    /** Plays the hours up to {@code now}, all of them or nothing; leaves the clock driven. */
    @Transactional
    public void play(DemoHospital plan, Facility facility, Instant now, Random random) {
        new Played(plan, facility, random).until(now);
    }

    private final class Played {
        private final DemoHospital plan;
        private final Facility facility;
        private final Random random;
        private final Map<String, QueueSettings> queues;
        private final Map<String, Route> routes;
        private final Deque<UUID> athome;
        private final List<Desk> atWork = new ArrayList<>();
        private Instant now = Instant.EPOCH;

        Played(DemoHospital plan, Facility facility, Random random) {
            this.plan = plan;
            this.facility = facility;
            this.random = random;
            this.queues = facilities.queues(facility.id()).stream()
                    .collect(Collectors.toMap(QueueSettings::prefix, Function.identity()));
            this.routes = facilities.routes(facility.id()).stream()
                    .collect(Collectors.toMap(Route::name, Function.identity()));
            List<UUID> people = new ArrayList<>(patients.page(Actor.SYSTEM, facility.id(), null, 200).items().stream()
                    .map(Patient::id)
                    .toList());
            Collections.shuffle(people, random);
            this.athome = new ArrayDeque<>(people);
        }

        void until(Instant end) {
            now = end.minus(PLAYED).truncatedTo(ChronoUnit.MINUTES);
            clock.drive(now);
            openDesks();
            for (Instant minute = now; minute.isBefore(end.minusSeconds(60)); minute = minute.plusSeconds(60)) {
                now = minute;
                plan.ways().forEach(this::arrivals);
                atWork.forEach(this::work);
            }
            pause();
        }

        /** A little later: acts within one minute follow each other. */
        private void tick() {
            now = now.plusMillis(random.nextInt(200, 1_500));
            clock.drive(now);
        }

        /** Those of an earlier day are closed first. */
        private void openDesks() {
            for (DeskSession old : desks.page(Actor.SYSTEM, facility.id(), null, 500)) {
                Actor owner =
                        new Actor(old.accountId(), Ids.next(), List.of(new Grant(old.role(), facility.id())), null);
                desks.close(owner, old.id());
            }
            Map<String, UUID> accounts = staff.page(Actor.SYSTEM, facility.id(), null, 200).stream()
                    .collect(Collectors.toMap(account -> String.valueOf(account.userName()), Account::id));
            Map<String, UUID> rooms =
                    facilities.rooms(facility.id()).stream().collect(Collectors.toMap(Room::name, Room::id));
            for (Person person : plan.staff()) {
                UUID account = accounts.get(person.userName());
                UUID room = rooms.get(person.room());
                if (account == null || room == null || person.queues().isEmpty()) {
                    continue;
                }
                tick();
                Actor actor = new Actor(account, Ids.next(), List.of(new Grant(person.role(), facility.id())), null);
                List<UUID> served = person.queues().stream()
                        .map(prefix -> queue(prefix).id())
                        .toList();
                // refused where somebody has a patient at an earlier desk still
                if (desks.open(actor, room, served, 1) instanceof Outcome.Done<DeskSession>(DeskSession session)) {
                    atWork.add(new Desk(actor, session.id()));
                }
            }
        }

        private void arrivals(Way way) {
            if (random.nextDouble() >= way.perHour() / 60 || athome.isEmpty()) {
                return;
            }
            tick();
            boolean booked = random.nextDouble() < way.booked();
            Instant bookedAt =
                    booked ? Instant.ofEpochSecond(300 * (now.getEpochSecond() / 300 + random.nextInt(-1, 5))) : null;
            List<List<UUID>> steps = way.isRoute() && routes.containsKey(way.name())
                    ? visits.stepsOf(facility.id(), routes.get(way.name()).id())
                    : List.of(way.steps().getFirst().stream()
                            .map(prefix -> queue(prefix).id())
                            .toList());
            List<String> groups = random.nextInt(8) == 0 ? List.of("AGE") : List.of();
            visits.arrive(
                    Actor.SYSTEM,
                    new Arriving(
                            Ids.next(),
                            facility.id(),
                            athome.pop(),
                            steps,
                            way.urgency(random.nextDouble()),
                            groups,
                            bookedAt,
                            null,
                            booked ? Visit.Channel.BOOKING : Visit.Channel.RECEPTION,
                            null,
                            TakenOffline.NOTHING));
        }

        private void work(Desk desk) {
            Called current = desk.current;
            if (current == null) {
                callNext(desk);
            } else if (!now.isBefore(desk.until)) {
                tick();
                UUID entry = current.entry().id();
                if (desk.isServing) {
                    end(desk, current);
                } else if (random.nextDouble() < NO_SHOW) {
                    calls.noShow(desk.actor, entry, current.call().id()).orElseThrow();
                    desk.free();
                } else {
                    calls.start(desk.actor, entry, current.call().id()).orElseThrow();
                    desk.isServing = true;
                    desk.until = now.plus(duration(current.entry().queueId()));
                }
            }
        }

        private void callNext(Desk desk) {
            tick();
            if (calls.callNext(desk.actor, desk.sessionId, null) instanceof Outcome.Done<Called>(Called called)) {
                desk.current = called;
                desk.isServing = false;
                desk.until = now.plus(Duration.ofMinutes(MINUTES_UNTIL_ENTERED));
            }
        }

        /** Served, or sent to the laboratory and expected back. */
        private void end(Desk desk, Called current) {
            QueueSettings laboratory = queues.get("L");
            boolean sent = laboratory != null
                    && isOf("E", current.entry().queueId())
                    && random.nextDouble() < SENT_TO_TESTS
                    && entries.transfer(
                                    desk.actor,
                                    current.entry().id(),
                                    List.of(laboratory.id()),
                                    true,
                                    "Blood count before the diagnosis")
                            instanceof Outcome.Done<?>;
            if (!sent) {
                calls.serve(desk.actor, current.entry().id(), current.call().id())
                        .orElseThrow();
            }
            desk.free();
        }

        /** One doctor who is free has a break. */
        private void pause() {
            for (Desk desk : atWork) {
                if (desk.current == null) {
                    tick();
                    desks.startBreak(desk.actor, desk.sessionId, "Lunch", now.plus(Duration.ofMinutes(20)));
                    return;
                }
            }
        }

        /** Log-normal around the service's configured mean, as consultations are. */
        private Duration duration(UUID queueId) {
            double mean = facilities.queue(queueId).serviceDurationMinutes();
            double spread = 0.5;
            double minutes = mean * Math.exp(spread * random.nextGaussian() - spread * spread / 2);
            return Duration.ofSeconds(Math.round(60 * Math.clamp(minutes, 1, 4 * mean)));
        }

        private boolean isOf(String prefix, UUID queueId) {
            QueueSettings queue = queues.get(prefix);
            return queue != null && queue.id().equals(queueId);
        }

        private QueueSettings queue(String prefix) {
            QueueSettings queue = queues.get(prefix);
            if (queue == null) {
                throw new IllegalStateException("the demo hospital has no queue " + prefix + " any more");
            }
            return queue;
        }
    }

    private static final class Desk {
        private final Actor actor;
        private final UUID sessionId;
        private @Nullable Called current;
        private boolean isServing;
        private Instant until = Instant.EPOCH;

        private Desk(Actor actor, UUID sessionId) {
            this.actor = actor;
            this.sessionId = sessionId;
        }

        private void free() {
            current = null;
            isServing = false;
        }
    }
}
