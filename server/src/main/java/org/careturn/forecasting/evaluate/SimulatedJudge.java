package org.careturn.forecasting.evaluate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.careturn.forecasting.domain.Quantiles;

/** Judges forecasts and notices of the simulated clinic. */
final class SimulatedJudge {
    private static final int LEARNING = 10;
    private static final int DAYS = 40;
    private static final int LEAST = 2000;
    private static final long SEED = 20_260_101;

    private SimulatedJudge() {}

    /** Of a clinic's sessions; where there are none, log-normal with a mean of 13.5 minutes. */
    static double[] durations(List<List<Consultation>> sessions) {
        double[] recorded = sessions.stream()
                .flatMap(List::stream)
                .mapToDouble(Consultation::duration)
                .toArray();
        if (recorded.length > 0) {
            return recorded;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double[] drawn = new double[4000];
        for (int i = 0; i < drawn.length; i++) {
            drawn[i] = 810 * Math.exp(.6 * random.nextGaussian() - .18);
        }
        return drawn;
    }

    /** @param durations of services, seconds */
    static void judge(double[] durations, Report report) {
        SimulatedClinic clinic = new SimulatedClinic(durations, SEED);
        for (int day = 0; day < LEARNING + DAYS || (clinic.judged.size() < LEAST && day < 10 * DAYS); day++) {
            clinic.day(day, day >= LEARNING);
        }
        Scores ours = new Scores();
        Scores byRank = new Scores();
        for (double[] one : clinic.judged) {
            ours.add(new Quantiles(one[1], one[2], one[3]), one[0]);
            byRank.add(one[4], one[0]);
        }
        report.section("Simulated clinic, categories 3 to 5 who waited over 20 min: " + clinic.judged.size());
        report.ratioAtMost(
                .40, "mean absolute error, beside rank x mean / doctors", "s", ours.meanError(), byRank.meanError());
        ours.ranges(report);
        report.atLeast(.93, "notices (" + clinic.leads.size() + ") 5 to 30 min before", "", share(clinic.leads, 5, 30));
        report.figure("notices 10 to 20 min before", "", share(clinic.leads, 10, 20));
        report.atMost(.02, "notices under 5 min before", "", share(clinic.leads, Double.NEGATIVE_INFINITY, 4.999999));
        report.plot(ours.calibration("simulated-calibration", "Simulated clinic: calibration"));
        plots(clinic, report);
        clinic.byHorizon.keySet().stream().sorted().forEach(bin -> {
            Scores scores = clinic.byHorizon.get(bin);
            if (scores != null) {
                report.figure(
                        "told every 2 min, " + 15 * bin
                                + (bin == 8 ? " min and more" : " to " + 15 * (bin + 1) + " min")
                                + " before: mean absolute error",
                        "s",
                        scores.meanError());
            }
        });
    }

    private static void plots(SimulatedClinic clinic, Report report) {
        Map<Integer, Scores> bins = new TreeMap<>(clinic.byHorizon);
        report.plot(new Plot(
                "simulated-error-by-horizon",
                "Simulated clinic: mean absolute error, told every 2 min, by minutes until the start",
                "seconds",
                bins.keySet().stream()
                        .map(bin -> bin == 8 ? "120 and more" : 15 * bin + " to " + 15 * (bin + 1))
                        .toList(),
                bins.values().stream().map(Scores::meanError).toList(),
                List.of()));
        List<String> labels = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        for (int from = 0; from < 45; from += 5) {
            boolean last = from == 40;
            labels.add(last ? "40 and more" : from + " to " + (from + 5));
            shares.add(share(clinic.leads, from, last ? Double.POSITIVE_INFINITY : from + 4.999999));
        }
        report.plot(new Plot(
                "simulated-notice-lead",
                "Simulated clinic: minutes between the notice and the turn",
                "part of the notices",
                labels,
                shares,
                List.of()));
    }

    private static double share(List<Double> leads, double from, double to) {
        return leads.isEmpty()
                ? Double.NaN
                : (double) leads.stream().filter(l -> l >= from && l <= to).count() / leads.size();
    }
}
