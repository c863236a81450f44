package org.careturn.demo.past;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.UUID;
import org.careturn.demo.past.PastDay.Appointment;
import org.careturn.demo.past.PastDay.Desk;
import org.careturn.demo.past.PastDay.Stay;
import org.careturn.demo.past.PastDay.Visit;
import org.careturn.demo.past.PastHospital.Line;
import org.careturn.demo.past.PastHospital.Path;
import org.careturn.demo.past.PastHospital.Worker;
import org.careturn.platform.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Makes up the days of a hospital: people arrive as they do at one, are served in the order of urgency and arrival by as many
 * desks as it takes, and some of those who booked don't come. The same seed makes the same days. Pure.
 */
public final class PastYear {
    /** Of arrivals, by the hour from 07:00. */
    private static final double[] HOURS = {4, 9, 13, 14, 12, 9, 7, 9, 9, 7, 4, 2, 1};

    /** Monday is the busiest day. */
    private static final double[] WEEKDAYS = {1.25, 1.12, 1.05, 1.04, 1.0, .62, .55};

    private static final LocalTime OPENS = LocalTime.of(7, 0);
    private static final LocalTime FIRST_SLOT = LocalTime.of(8, 0);
    private static final int SLOT_HOURS = 10;
    private static final double BUSY = .82;
    private static final double MISSED_CALL = .03;
    private static final double UNRELIABLE = .01;
    private static final int PATIENCE_MINUTES = 75;

    private final PastHospital hospital;
    private final long seed;

    public PastYear(PastHospital hospital, long seed) {
        this.hospital = hospital;
        this.seed = seed;
    }

    /** How many visits go to each of these days, together so many. */
    public static List<Integer> shares(List<LocalDate> days, int visits) {
        double all = days.stream().mapToDouble(PastYear::weight).sum();
        List<Integer> shares = new ArrayList<>();
        double passed = 0;
        int given = 0;
        for (LocalDate day : days) {
            passed += weight(day);
            int upTo = (int) Math.round(visits * passed / all);
            shares.add(upTo - given);
            given = upTo;
        }
        return shares;
    }

    private static double weight(LocalDate day) {
        return WEEKDAYS[day.getDayOfWeek().getValue() - 1];
    }

    /** One of these days, with so many visits. */
    public PastDay day(LocalDate day, int visits) {
        return new Made(day, new Random(seed * 1_000_003 + day.toEpochDay())).make(visits);
    }

    /** Who has come so far on his path. */
    private static final class Walk {
        final UUID visitId;
        final UUID patientId;
        final Path path;
        final int urgency;
        final String channel;
        final Instant arrived;
        final List<Stay> stays = new ArrayList<>();
        Instant came;

        Walk(UUID visitId, UUID patientId, Path path, int urgency, String channel, Instant arrived) {
            this.visitId = visitId;
            this.patientId = patientId;
            this.path = path;
            this.urgency = urgency;
            this.channel = channel;
            this.arrived = arrived;
            this.came = arrived;
        }

        boolean goesOnAt(int line) {
            return stays.size() < path.lines().size()
                    && path.lines().get(stays.size()) == line
                    && stays.stream().allMatch(stay -> stay.state().equals("SERVED"));
        }
    }

    private final class Made {
        private final LocalDate day;
        private final Random random;
        private final List<Walk> walks = new ArrayList<>();
        private final List<Desk> desks = new ArrayList<>();
        private final List<Appointment> appointments = new ArrayList<>();
        private final Map<Integer, List<Slot>> slots = new HashMap<>();

        Made(LocalDate day, Random random) {
            this.day = day;
            this.random = random;
        }

        private record Slot(Worker doctor, Instant start) {}

        PastDay make(int visits) {
            for (int line = 0; line < hospital.lines().size(); line++) {
                slots.put(line, slots(hospital.lines().get(line)));
            }
            while (walks.size() < visits) {
                Path path = path();
                List<Slot> free = slots.getOrDefault(path.lines().getFirst(), List.of());
                if (random.nextDouble() < path.booked() && !free.isEmpty()) {
                    book(path, free.removeLast());
                } else {
                    come(path, path.booked() > 0 && random.nextInt(6) == 0 ? "PATIENT" : "RECEPTION", arrival());
                }
            }
            for (int line = 0; line < hospital.lines().size(); line++) {
                serve(line);
            }
            return new PastDay(day, desks, visits(), appointments);
        }

        private List<Slot> slots(Line line) {
            List<Slot> slots = new ArrayList<>();
            if (line.isBookable()) {
                Instant first = at(FIRST_SLOT);
                for (int start = 0; start + line.minutes() <= 60 * SLOT_HOURS; start += line.minutes()) {
                    for (Worker worker : line.workers()) {
                        slots.add(new Slot(worker, first.plus(start, ChronoUnit.MINUTES)));
                    }
                }
                Collections.shuffle(slots, random);
            }
            return slots;
        }

        private Path path() {
            double left = random.nextDouble()
                    * hospital.paths().stream().mapToDouble(Path::weight).sum();
            for (Path path : hospital.paths()) {
                left -= path.weight();
                if (left < 0) {
                    return path;
                }
            }
            return hospital.paths().getLast();
        }

        /** Somebody who comes seldom late, and sometimes not: how seldom differs from one to the other. */
        private void book(Path path, Slot slot) {
            Line line = hospital.lines().get(path.lines().getFirst());
            UUID patient = somebody();
            int leadDays = (int) Math.min(45, -9 * Math.log(1 - random.nextDouble()));
            double logit = -2.9 + .5 * Math.log1p(leadDays) + carelessness(patient);
            boolean comes = random.nextDouble() >= 1 / (1 + Math.exp(-logit));
            Instant booked =
                    slot.start.minus(leadDays, ChronoUnit.DAYS).minus(30 + random.nextInt(240), ChronoUnit.MINUTES);
            UUID visit = null;
            if (comes) {
                Instant arrival = slot.start.plusSeconds(Math.round(60 * (-9 + 7 * random.nextGaussian())));
                visit = come(path, "BOOKING", arrival, patient);
            }
            appointments.add(new Appointment(
                    id(booked),
                    patient,
                    line.serviceId(),
                    slot.doctor,
                    slot.start,
                    slot.start.plus(line.minutes(), ChronoUnit.MINUTES),
                    booked,
                    visit));
        }

        private void come(Path path, String channel, Instant arrival) {
            come(path, channel, arrival, somebody());
        }

        private UUID come(Path path, String channel, Instant arrival, UUID patient) {
            UUID visit = id(arrival);
            walks.add(new Walk(visit, patient, path, urgency(path), channel, arrival));
            return visit;
        }

        private UUID somebody() {
            return hospital.people().get(random.nextInt(hospital.people().size()));
        }

        /** A person's own: most are reliable, some aren't. */
        private double carelessness(UUID patient) {
            double share = new SplittableRandom(seed ^ patient.getLeastSignificantBits()).nextDouble();
            return share < .62 ? -.9 : share < .85 ? .9 : 2.6;
        }

        private int urgency(Path path) {
            int left = random.nextInt(1_000);
            for (int i = 0; i < path.urgencies().size(); i++) {
                left -= path.urgencies().get(i);
                if (left < 0) {
                    return i + 1;
                }
            }
            return path.urgencies().size();
        }

        private Instant arrival() {
            double left = random.nextDouble() * Arrays.stream(HOURS).sum();
            int hour = 0;
            while (hour < HOURS.length - 1 && left >= HOURS[hour]) {
                left -= HOURS[hour++];
            }
            return at(OPENS).plusSeconds(3_600L * hour + random.nextInt(3_600));
        }

        private void serve(int number) {
            Line line = hospital.lines().get(number);
            List<Walk> coming = new ArrayList<>();
            for (Walk walk : walks) {
                if (walk.goesOnAt(number)) {
                    coming.add(walk);
                }
            }
            if (coming.isEmpty() || line.workers().isEmpty()) {
                return;
            }
            coming.sort(Comparator.comparing((Walk walk) -> walk.came).thenComparing(walk -> walk.visitId));
            int count = (int) Math.max(
                    Math.min(line.workers().size(), coming.size()),
                    Math.ceil(coming.size() * line.minutes() / (BUSY * 60 * HOURS.length)));
            new Served(line, coming, count).run();
        }

        /** The desks of one line through the day. */
        private final class Served {
            private final Line line;
            private final List<Walk> coming;
            private final PriorityQueue<Walk> waiting = new PriorityQueue<>(
                    Comparator.comparingInt((Walk walk) -> walk.urgency).thenComparing(walk -> walk.came));
            private final Instant[] free;
            private final Desk[] open;

            Served(Line line, List<Walk> coming, int count) {
                this.line = line;
                this.coming = coming;
                this.free = new Instant[count];
                this.open = new Desk[count];
                for (int i = 0; i < count; i++) {
                    free[i] = at(OPENS).plusSeconds(60L * random.nextInt(20));
                    Worker worker = line.workers().get(i % line.workers().size());
                    open[i] = new Desk(id(free[i]), worker, line.queueId(), free[i], free[i]);
                }
            }

            void run() {
                int next = 0;
                while (next < coming.size() || !waiting.isEmpty()) {
                    int desk = soonest();
                    if (waiting.isEmpty() && coming.get(next).came.isAfter(free[desk])) {
                        free[desk] = coming.get(next).came;
                    }
                    while (next < coming.size() && !coming.get(next).came.isAfter(free[desk])) {
                        waiting.add(coming.get(next++));
                    }
                    Walk walk = waiting.remove();
                    Instant now = free[desk].isBefore(walk.came) ? walk.came : free[desk];
                    free[desk] = serve(walk, open[desk], now);
                }
                Instant closing = at(OPENS).plusSeconds(3_600L * HOURS.length);
                for (int i = 0; i < open.length; i++) {
                    Instant closed = free[i].isAfter(closing) ? free[i] : closing;
                    desks.add(new Desk(open[i].id(), open[i].worker(), line.queueId(), open[i].opened(), closed));
                }
            }

            private int soonest() {
                int soonest = 0;
                for (int i = 1; i < free.length; i++) {
                    if (free[i].isBefore(free[soonest])) {
                        soonest = i;
                    }
                }
                return soonest;
            }

            /** When the desk is free again. */
            private Instant serve(Walk walk, Desk desk, Instant now) {
                boolean unreliable = random.nextDouble() < UNRELIABLE;
                Duration waited = Duration.between(walk.came, now);
                if (walk.urgency > 2 && waited.toMinutes() > PATIENCE_MINUTES && random.nextInt(3) == 0) {
                    stay(
                            walk,
                            null,
                            null,
                            null,
                            walk.came.plus(PATIENCE_MINUTES, ChronoUnit.MINUTES),
                            "LEFT",
                            unreliable);
                    return now;
                }
                Instant called = now.plusSeconds(5 + random.nextInt(20));
                if (random.nextDouble() < MISSED_CALL) {
                    Instant ended = called.plusSeconds(180);
                    stay(walk, desk, called, null, ended, "NO_SHOW", unreliable);
                    return ended;
                }
                Instant started = called.plusSeconds(20 + random.nextInt(70));
                double minutes = line.minutes() * Math.exp(.5 * random.nextGaussian() - .125);
                Instant ended = started.plusSeconds(Math.round(60 * Math.clamp(minutes, 1, 4 * line.minutes())));
                stay(walk, desk, called, started, ended, "SERVED", unreliable);
                return ended;
            }

            private void stay(
                    Walk walk,
                    @Nullable Desk desk,
                    @Nullable Instant called,
                    @Nullable Instant started,
                    Instant ended,
                    String state,
                    boolean unreliable) {
                walk.stays.add(new Stay(
                        id(walk.came),
                        id(called == null ? walk.came : called),
                        line.queueId(),
                        desk,
                        walk.came,
                        called,
                        started,
                        ended,
                        state,
                        unreliable));
                walk.came = ended;
            }
        }

        private List<Visit> visits() {
            walks.sort(Comparator.comparing((Walk walk) -> walk.arrived).thenComparing(walk -> walk.visitId));
            Map<String, Integer> sequences = new HashMap<>();
            List<Visit> visits = new ArrayList<>();
            for (Walk walk : walks) {
                String prefix =
                        hospital.lines().get(walk.path.lines().getFirst()).prefix();
                visits.add(new Visit(
                        walk.visitId,
                        walk.patientId,
                        prefix,
                        sequences.merge(prefix, 1, Integer::sum),
                        Ids.token(),
                        walk.channel,
                        walk.urgency,
                        walk.arrived,
                        walk.came,
                        walk.stays));
            }
            return visits;
        }

        private Instant at(LocalTime time) {
            return day.atTime(time).atZone(hospital.zone()).toInstant();
        }

        /** A UUID of version 7 of that moment, so that what is old is old by its id. */
        private UUID id(Instant at) {
            return Ids.of(at.toEpochMilli(), random.nextLong(), random.nextLong());
        }
    }
}
