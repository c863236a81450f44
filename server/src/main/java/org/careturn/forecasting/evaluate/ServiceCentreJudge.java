package org.careturn.forecasting.evaluate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.platform.input.InvalidInputException;

/** Judges the forecasts of a service centre's log after a day, beside what simpler ways said. */
final class ServiceCentreJudge {
    private static final int HEAVY = 4;
    private static final long DAY = 86_400;

    private ServiceCentreJudge() {}

    /** @param until the last day that may be learnt from without being judged */
    static void judge(List<Ticket> tickets, LocalDate until, Report report) throws InvalidInputException {
        ServiceCentre.Lived lived = ServiceCentre.live(tickets, new ArrayList<>());
        List<Case> cases = lived.cases();
        long split = until.plusDays(1).toEpochDay() * DAY;
        List<Case> before = cases.stream().filter(c -> c.at() < split).toList();
        List<Case> judged = cases.stream().filter(c -> c.at() >= split).toList();
        if (before.isEmpty() || judged.isEmpty()) {
            throw new InvalidInputException(
                    "The service centre's log needs people who waited both until " + until + " and after it.");
        }
        Fitted fitted = Fitted.to(before);
        section(report, "Service centre, after " + until + ", all who waited", judged, fitted, true);
        section(
                report,
                "Service centre, with " + HEAVY + " or more waiting",
                judged.stream().filter(c -> c.waiting() >= HEAVY).toList(),
                fitted,
                false);
        categories(report, judged);
        byHorizon(report, lived.retold().stream().filter(r -> r.at() >= split).toList());
        beginning(report, cases);
    }

    private static void section(Report report, String title, List<Case> judged, Fitted fitted, boolean all) {
        report.section(title + ": " + judged.size());
        Scores ours = new Scores();
        Map<String, Scores> references = new LinkedHashMap<>();
        for (Case one : judged) {
            ours.add(one.forecast(), one.actual());
            for (String name : List.of(
                    ServiceCentre.QUEUE_LENGTH,
                    ServiceCentre.PRIORITY_AWARE,
                    ServiceCentre.LAST_TO_ENTER,
                    ServiceCentre.LAST_FIVE,
                    ServiceCentre.HEAD_OF_LINE,
                    ServiceCentre.SIMULATION)) {
                double said = one.references().getOrDefault(name, Double.NaN);
                references.computeIfAbsent(name, fresh -> new Scores()).add(said, one.actual());
            }
            fitted.say(one)
                    .forEach((name, said) -> references
                            .computeIfAbsent(name, fresh -> new Scores())
                            .add(said, one.actual()));
        }
        references.forEach((name, scores) -> {
            String what = "mean absolute error, beside " + name;
            boolean constant = name.equals(Fitted.MEDIAN);
            if (name.equals(ServiceCentre.HEAD_OF_LINE)) {
                report.ratioAtMost(.68, what, "s", ours.meanError(), scores.meanError());
            } else if (all && constant) {
                report.ratioAtMost(.80, what, "s", ours.meanError(), scores.meanError());
            } else {
                report.compared(what, "s", ours.meanError(), scores.meanError());
            }
        });
        if (all) {
            report.atMost(14, "pinball loss at .9", "s", ours.pinballHigh());
            report.within(.88, .92, "P90 covers", "", ours.coverHigh());
            report.within(.78, .82, "P10 to P90 covers", "", ours.coverRange());
        }
        ours.ranges(report);
        if (all) {
            report.plot(ours.calibration("service-centre-calibration", "Service centre: calibration"));
        }
    }

    /** What people were told every two minutes while they waited, by how much was left. */
    private static void byHorizon(Report report, List<ServiceCentre.Retold> retold) {
        report.section("Service centre, told every 2 min while they waited, by minutes until the start");
        Map<Integer, Scores> bins = new TreeMap<>();
        retold.forEach(one -> bins.computeIfAbsent((int) Math.min(one.left() / 60, 8), fresh -> new Scores())
                .add(one.said(), one.left()));
        List<String> labels = bins.keySet().stream()
                .map(bin -> bin == 8 ? "8 and more" : bin + " to " + (bin + 1))
                .toList();
        List<Double> errors = bins.values().stream().map(Scores::meanError).toList();
        int place = 0;
        for (Scores scores : bins.values()) {
            report.figure(
                    labels.get(place) + " min (" + scores.count() + "): mean absolute error", "s", errors.get(place));
            place++;
        }
        report.plot(new Plot(
                "service-centre-error-by-horizon",
                "Service centre: mean absolute error, told every 2 min, by minutes until the start",
                "seconds",
                labels,
                errors,
                List.of()));
    }

    private static void categories(Report report, List<Case> judged) {
        report.section("Service centre, by service and priority");
        Map<String, Scores> all = new TreeMap<>();
        judged.forEach(
                c -> all.computeIfAbsent(c.category(), fresh -> new Scores()).add(c.forecast(), c.actual()));
        all.forEach((category, scores) -> {
            String what = category + " (" + scores.count() + "): ";
            report.figure(what + "mean absolute error", "s", scores.meanError());
            report.figure(what + "P90 covers", "", scores.coverHigh());
            report.figure(what + "P10 to P90 covers", "", scores.coverRange());
            report.figure(what + "mean width", "s", scores.meanWidth());
        });
    }

    /** From no history at all: how good it was on the first days. */
    private static void beginning(Report report, List<Case> cases) {
        report.section("Service centre, from zero history");
        long first = cases.getFirst().at() / DAY;
        for (int day : new int[] {1, 7, 30}) {
            Scores ours = new Scores();
            Scores head = new Scores();
            for (Case one : cases) {
                if (one.at() / DAY == first + day - 1) {
                    ours.add(one.forecast(), one.actual());
                    double said = one.references().getOrDefault(ServiceCentre.HEAD_OF_LINE, 0.0);
                    head.add(new Quantiles(said, said, said), one.actual());
                }
            }
            if (ours.count() > 0) {
                report.compared(
                        "day " + day + " (" + ours.count() + "): mean absolute error, beside head of line",
                        "s",
                        ours.meanError(),
                        head.meanError());
                report.figure("day " + day + ": P90 covers", "", ours.coverHigh());
            }
        }
    }
}
