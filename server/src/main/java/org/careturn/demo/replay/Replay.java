package org.careturn.demo.replay;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.careturn.demo.replay.RecordedTicket.Outcome;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/** Replays a day: makes a facility for it, drives the clock from event to event, and says what came out. */
final class Replay {
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final Options options;
    private final RecordedDay day;
    private final PrintStream messages;
    private final boolean terminal;
    private final Function<ReplayFacility, ReferenceOrder> reference;

    Replay(Options options, RecordedDay day, PrintStream messages, boolean terminal) {
        this(options, day, messages, terminal, facility -> specified(options.policy(), facility));
    }

    /** @param reference by which the order of calls is judged */
    Replay(
            Options options,
            RecordedDay day,
            PrintStream messages,
            boolean terminal,
            Function<ReplayFacility, ReferenceOrder> reference) {
        this.options = options;
        this.day = day;
        this.messages = messages;
        this.terminal = terminal;
        this.reference = reference;
    }

    static ReferenceOrder specified(OrderPolicy policy, ReplayFacility facility) {
        return new ReferenceOrder(policy, facility.promotionFactor(), facility.targets());
    }

    /** @throws ReplayFailedException where it can't even begin */
    Report run() {
        Api api = new Api(options.url(), TIMEOUT);
        SignIn admin = SignIn.of(api, options.user(), options.password());
        DemoClock clock = new DemoClock(admin);
        Thread atExit = releaseAtExit(clock, Thread.currentThread());
        try {
            return run(api, admin, clock);
        } finally {
            if (!clock.release()) {
                messages.println(
                        "The server's clock could not be released: it stands still until the server restarts.");
            }
            forget(atExit);
        }
    }

    private Report run(Api api, SignIn admin, DemoClock clock) {
        Instant midnight = day.date().atStartOfDay(options.zone()).toInstant();
        clock.take(midnight, options.takeClock());
        messages.println("Setting up a facility for the replay");
        ReplayFacility facility = new ReplayFacility.Maker(admin, options.zone(), options.country(), options.policy())
                .make(day.date(), day.typicalServiceS(), day.shifts());
        Mishaps mishaps = new Mishaps();
        OrderCheck order = new OrderCheck(reference.apply(facility));
        HttpHospital hospital = new HttpHospital(
                staff -> SignIn.of(api, staff.userName(), staff.password()), facility, clock, midnight, order, mishaps);
        World world = new World(hospital, day.people(), day.shifts());
        Progress progress = new Progress(messages, terminal, day.tickets().size());
        messages.println("Replaying " + day.tickets().size() + " tickets in " + facility.name());
        int requestsBefore = api.requests();
        long begun = System.nanoTime();
        String stoppedBecause = null;
        try {
            int firstS = world.beginsAtS();
            for (Integer next = world.nextAtS(); next != null; next = world.nextAtS()) {
                waitUntil(begun, next - firstS);
                world.step();
                progress.show(world);
            }
            compareBoard(hospital, world, mishaps);
        } catch (ReplayFailedException failed) {
            stoppedBecause = failed.getMessage();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        progress.end(world);
        return report(
                facility,
                hospital,
                world,
                order,
                mishaps,
                stoppedBecause,
                api.requests() - requestsBefore,
                api.repeats(),
                seconds);
    }

    /** Keeps the pace, if there is one. */
    private void waitUntil(long begunNanos, int recordedS) {
        if (options.speed() > 0) {
            long dueNanos = (long) (recordedS / options.speed() * 1e9);
            long leftNanos = dueNanos - (System.nanoTime() - begunNanos);
            if (leftNanos > 0) {
                try {
                    Thread.sleep(Duration.ofNanos(leftNanos));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new ReplayFailedException("The replay was stopped.", stopped);
                }
            }
        }
    }

    private static void compareBoard(HttpHospital hospital, World world, Mishaps mishaps) {
        int onBoard = hospital.waitingOnBoard();
        if (onBoard != world.waiting()) {
            mishaps.add(
                    "board: another number waits", onBoard + " on the board, " + world.waiting() + " in the replay");
        }
    }

    private Report report(
            ReplayFacility facility,
            HttpHospital hospital,
            World world,
            OrderCheck order,
            Mishaps mishaps,
            @Nullable String stoppedBecause,
            int requests,
            int repeats,
            double seconds) {
        List<Report.OfClass> classes = new ArrayList<>();
        for (int priorityClass = 2; priorityClass >= 0; priorityClass--) {
            int each = priorityClass;
            List<RecordedTicket> recorded = day.tickets().stream()
                    .filter(ticket -> ticket.priorityClass() == each)
                    .toList();
            if (!recorded.isEmpty()) {
                classes.add(ofClass(recorded, hospital, facility));
            }
        }
        int onDutyS = day.shifts().stream()
                .mapToInt(shift -> shift.endS() - shift.startS())
                .sum();
        return new Report(
                facility.name(),
                day.date(),
                options.zone().getId(),
                options.policy(),
                stoppedBecause,
                day.tickets().size(),
                day.shifts().size(),
                onDutyS / 3600.0,
                day.withoutDuration(),
                day.typicalServiceS(),
                world.served(),
                world.left(),
                world.waiting(),
                world.refused(),
                order.result(),
                classes,
                mishaps.total(),
                mishaps.kinds(),
                requests,
                repeats,
                seconds);
    }

    private static Report.OfClass ofClass(
            List<RecordedTicket> recorded, HttpHospital hospital, ReplayFacility facility) {
        Urgency urgency = recorded.getFirst().urgency();
        Waits replayed = hospital.waits(urgency);
        List<Integer> recordedWaits = new ArrayList<>();
        for (RecordedTicket ticket : recorded) {
            Integer wait = ticket.recordedWaitS();
            if (wait != null) {
                recordedWaits.add(wait);
            }
        }
        int recordedLeft = (int) recorded.stream()
                .filter(ticket -> ticket.outcome() == Outcome.ABANDONED)
                .count();
        int target = facility.targets().getOrDefault(urgency, 0);
        return new Report.OfClass(
                recorded.getFirst().priorityClass(),
                urgency,
                target,
                replayed.shareWithin(60 * target),
                Report.Figures.of(replayed, hospital.left(urgency)),
                Report.Figures.of(Waits.of(recordedWaits), recordedLeft));
    }

    /** Ctrl-C must not leave the server in the past: the clock is released whatever the replay is doing. */
    private Thread releaseAtExit(DemoClock clock, Thread replaying) {
        Thread hook = new Thread(
                () -> {
                    replaying.interrupt();
                    messages.println();
                    messages.println(
                            clock.release()
                                    ? "Stopped; the server's clock is released."
                                    : "Stopped; the server's clock could not be released.");
                },
                "release-clock");
        Runtime.getRuntime().addShutdownHook(hook);
        return hook;
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // then it runs, or has run
            return;
        }
    }
}
