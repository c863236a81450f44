package org.careturn.forecasting.evaluate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.ArrivalRates;
import org.careturn.forecasting.domain.DurationLaw;
import org.careturn.forecasting.domain.LineState;
import org.careturn.forecasting.domain.Notice;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.forecasting.domain.Simulation;
import org.careturn.forecasting.domain.Situation;
import org.careturn.forecasting.domain.StartForecast;
import org.careturn.queueing.Place;
import org.careturn.queueing.domain.Board;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;
import org.jspecify.annotations.Nullable;

/**
 * A clinic whose state is fully known: 3 doctors, 190 patients a day, mixed urgency, service times drawn from a clinic's
 * log. Forecasts at each arrival; notices as the product gives them, at each change and at least each minute; what was told
 * is judged every two minutes. Times are seconds from the day's midnight.
 */
final class SimulatedClinic {
    private static final int DOCTORS = 3;
    private static final int PATIENTS = 190;
    private static final int OPENS = 8 * 3600;
    private static final int LOOK = 60;
    private static final int RETELL = 120;
    private static final double LEAD = 15;
    private static final double LONG = 1200;
    private static final int PATHS = 100;
    private static final double[] MIX = {.008, .076, .594, .285, .037};
    private static final int[] PER_MILLE = {116, 143, 123, 110, 48, 14, 101, 62, 42, 7, 87, 76, 45, 17, 8, 1};
    private static final OrderRule RULE = new OrderRule(
            OrderPolicy.STRICT_WITH_PROMOTION,
            4,
            new Targets(Map.of(
                    Urgency.IMMEDIATE, 0,
                    Urgency.EMERGENT, 10,
                    Urgency.URGENT, 30,
                    Urgency.LESS_URGENT, 60,
                    Urgency.NON_URGENT, 120)));

    private final double[] durations;
    private final SplittableRandom random;
    private final ServiceTimes<Integer> times = new ServiceTimes<>(900);
    private final ArrivalRates rates = new ArrivalRates();
    private final SelfCorrection correction = new SelfCorrection();
    final List<double[]> judged = new ArrayList<>();
    final Map<Integer, Scores> byHorizon = new HashMap<>();
    final List<Double> leads = new ArrayList<>();

    /** A patient of the day. */
    private static final class Patient {
        final int number;
        final Urgency urgency;
        final double arrival;
        final UUID id;
        double noticed = -1;
        Notice.Said said = Notice.Said.NOTHING;
        SelfCorrection.@Nullable Forecast forecast;
        double reference;
        final List<double[]> told = new ArrayList<>();

        Patient(int number, Urgency urgency, double arrival) {
            this.number = number;
            this.urgency = urgency;
            this.arrival = arrival;
            id = new UUID(0, number);
        }

        Place place() {
            return new Place(urgency, Instant.EPOCH.plusMillis((long) (arrival * 1000)), number);
        }
    }

    SimulatedClinic(double[] durations, long seed) {
        this.durations = durations;
        random = new SplittableRandom(seed);
    }

    void day(int day, boolean counts) {
        List<Patient> patients = patients();
        List<Patient> waiting = new ArrayList<>();
        double[] freeAt = new double[DOCTORS];
        double[] began = new double[DOCTORS];
        double nextLook = OPENS;
        int arrived = 0;
        int started = 0;
        int weekday = day % 7 + 1;
        while (started < patients.size()) {
            double arrival = arrived < patients.size() ? patients.get(arrived).arrival : Double.POSITIVE_INFINITY;
            int doctor = 0;
            for (int d = 1; d < DOCTORS; d++) {
                doctor = freeAt[d] < freeAt[doctor] ? d : doctor;
            }
            double call =
                    waiting.isEmpty() ? Double.POSITIVE_INFINITY : Math.max(freeAt[doctor], firstArrival(waiting));
            if (call <= arrival && call <= nextLook) {
                Patient next = order(waiting, call).getFirst();
                waiting.remove(next);
                begin(next, call, counts);
                double lasts = durations[random.nextInt(durations.length)];
                times.observe(doctor, lasts);
                freeAt[doctor] = call + lasts;
                began[doctor] = call;
                started++;
                forecast(waiting, call, freeAt, began, weekday, null);
            } else if (arrival <= nextLook) {
                Patient next = patients.get(arrived++);
                waiting.add(next);
                forecast(waiting, next.arrival, freeAt, began, weekday, next);
            } else {
                forecast(waiting, nextLook, freeAt, began, weekday, null);
                nextLook += LOOK;
            }
        }
        learnArrivals(patients, weekday);
    }

    private static double firstArrival(List<Patient> waiting) {
        return waiting.stream().mapToDouble(p -> p.arrival).min().orElse(0);
    }

    private List<Patient> patients() {
        List<Double> arrivals = new ArrayList<>();
        for (int i = 0; i < PATIENTS; i++) {
            int left = random.nextInt(1000);
            int hour = 0;
            while (left >= PER_MILLE[hour]) {
                left -= PER_MILLE[hour++];
            }
            arrivals.add(OPENS + 3600 * (hour + random.nextDouble()));
        }
        arrivals.sort(null);
        List<Patient> patients = new ArrayList<>();
        for (double arrival : arrivals) {
            double left = random.nextDouble();
            int urgency = 0;
            while (urgency < MIX.length - 1 && left >= MIX[urgency]) {
                left -= MIX[urgency++];
            }
            patients.add(new Patient(patients.size(), Urgency.ofLevel(urgency + 1), arrival));
        }
        return patients;
    }

    private static List<Patient> order(List<Patient> waiting, double now) {
        Map<UUID, Patient> byId = new HashMap<>();
        List<Board.Waiting> all = new ArrayList<>();
        for (Patient patient : waiting) {
            byId.put(patient.id, patient);
            all.add(new Board.Waiting(patient.id, patient.place(), null, 0));
        }
        List<Patient> order = new ArrayList<>();
        for (Board.Waiting next : Board.order(all, RULE, Instant.EPOCH.plusMillis((long) (now * 1000)))) {
            Patient patient = byId.get(next.entryId());
            if (patient != null) {
                order.add(patient);
            }
        }
        return order;
    }

    private void forecast(
            List<Patient> waiting, double now, double[] freeAt, double[] began, int weekday, @Nullable Patient fresh) {
        if (waiting.isEmpty()) {
            return;
        }
        List<LineState.Waiting> all = new ArrayList<>();
        for (Patient patient : waiting) {
            all.add(new LineState.Waiting(
                    0, patient.urgency, patient.arrival - now, patient.number, LineState.ANYBODY, 0));
        }
        List<LineState.Desk> desks = new ArrayList<>();
        for (int d = 0; d < DOCTORS; d++) {
            LineState.Activity activity = freeAt[d] > now
                    ? new LineState.Activity.Serving(0, now - began[d])
                    : new LineState.Activity.Ready();
            desks.add(new LineState.Desk(d, 1, 0, Double.POSITIVE_INFINITY, activity, List.of()));
        }
        List<double[]> arrivals = rates.from(weekday, now / 3600);
        LineState state = new LineState(
                RULE,
                all,
                desks,
                List.of(),
                List.of(new LineState.Service(times.law(), List.of(), DurationLaw.constant(0), 0, arrivals)));
        List<StartForecast> starts = Simulation.run(state, PATHS, (long) now);
        List<Patient> order = order(waiting, now);
        for (int i = 0; i < waiting.size(); i++) {
            if (starts.get(i) instanceof StartForecast.Range range) {
                Patient patient = waiting.get(i);
                int rank = order.indexOf(patient) + 1;
                if (patient == fresh) {
                    patient.reference = rank * times.law().mean() / DOCTORS;
                    patient.forecast = correction.forecast(new Situation(
                            patient.urgency.level() - 1,
                            rank - 1,
                            range.quantiles(),
                            now - firstArrival(waiting),
                            range.quantiles().p50(),
                            10,
                            now / 3600 % 24,
                            false));
                } else if (now % RETELL == 0) {
                    patient.told.add(new double[] {now, range.quantiles().p50()});
                }
                notice(patient, rank, range, now);
            }
        }
    }

    private void notice(Patient patient, int rank, StartForecast.Range range, double now) {
        double p50 = range.quantiles().p50() / 60;
        if (Notice.due(patient.said, rank, range.p35() / 60, p50, LEAD) == Notice.Due.NOTICE) {
            patient.said = Notice.Said.NOTICE;
            patient.noticed = now;
        }
    }

    private void begin(Patient patient, double now, boolean counts) {
        double wait = now - patient.arrival;
        SelfCorrection.Forecast forecast = patient.forecast;
        if (forecast == null) {
            return;
        }
        boolean judgedCategory = patient.urgency.level() >= 3 && wait > LONG;
        if (counts && judgedCategory) {
            Quantiles shown = forecast.shown();
            judged.add(new double[] {wait, shown.p10(), shown.p50(), shown.p90(), patient.reference});
            if (patient.noticed >= 0) {
                leads.add((now - patient.noticed) / 60);
            }
            for (double[] told : patient.told) {
                double left = now - told[0];
                byHorizon
                        .computeIfAbsent((int) Math.min(left / 900, 8), fresh -> new Scores())
                        .add(told[1], left);
            }
        }
        if (wait > 0) {
            correction.learn(forecast, wait);
        }
    }

    private void learnArrivals(List<Patient> patients, int weekday) {
        int[][] counts = new int[24][5];
        for (Patient patient : patients) {
            counts[Math.min(23, (int) (patient.arrival / 3600))][patient.urgency.level() - 1]++;
        }
        rates.observeDay(weekday, counts);
    }
}
