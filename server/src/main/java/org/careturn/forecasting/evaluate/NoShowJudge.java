package org.careturn.forecasting.evaluate;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.careturn.forecasting.domain.NoShow;
import org.careturn.platform.input.InvalidInputException;
import org.careturn.scheduling.NoShowRisk;

/**
 * Judges the probability of a no-show on the last 30 % of a log of appointments by day. Each day's appointments are judged
 * before any of that day is learnt.
 */
final class NoShowJudge {
    private static final double JUDGED = .3;
    private static final List<String> COLUMNS =
            List.of("patient", "booked_at", "appointment_day", "age", "sms_sent", "no_show");

    private record Row(String patient, Instant booked, LocalDate day, int age, boolean reminded, boolean noShow) {}

    private NoShowJudge() {}

    /** @param files one, of which the last 30 % are judged; or several, of which all but the first are */
    static void judge(List<Path> files, Report report) throws InvalidInputException {
        List<Row> rows = new ArrayList<>();
        int ofFirst = 0;
        for (Path file : files) {
            List<Row> ofFile = new ArrayList<>();
            CsvTable.read(file, COLUMNS, row -> ofFile.add(row(row)));
            ofFile.sort(
                    Comparator.comparing(Row::day).thenComparing(Row::booked).thenComparing(Row::patient));
            ofFirst = rows.isEmpty() ? ofFile.size() : ofFirst;
            rows.addAll(ofFile);
        }
        if (rows.isEmpty()) {
            throw new InvalidInputException("The log of appointments is empty.");
        }
        int firstJudged = files.size() == 1 ? (int) Math.round(rows.size() * (1 - JUDGED)) : ofFirst;
        NoShow model = new NoShow();
        Map<String, int[]> history = new HashMap<>();
        List<double[]> judged = new ArrayList<>();
        int missedBefore = 0;
        for (int begin = 0, end; begin < rows.size(); begin = end) {
            end = begin;
            List<NoShow.Appointment> day = new ArrayList<>();
            while (end < rows.size()
                    && rows.get(end).day().equals(rows.get(begin).day())) {
                Row row = rows.get(end);
                NoShow.Appointment appointment = appointment(row, history);
                day.add(appointment);
                if (end >= firstJudged) {
                    judged.add(new double[] {model.probability(appointment), row.noShow() ? 1 : 0});
                }
                end++;
            }
            for (int i = begin; i < end; i++) {
                Row row = rows.get(i);
                model.learn(day.get(i - begin), row.noShow());
                history.computeIfAbsent(row.patient(), fresh -> new int[2])[row.noShow() ? 1 : 0]++;
                missedBefore += i < firstJudged && row.noShow() ? 1 : 0;
            }
        }
        report(report, judged, firstJudged == 0 ? .2 : (double) missedBefore / firstJudged);
    }

    private static void report(Report report, List<double[]> judged, double baseRate) {
        double brier = 0;
        double base = 0;
        for (double[] one : judged) {
            brier += (one[0] - one[1]) * (one[0] - one[1]) / judged.size();
            base += (baseRate - one[1]) * (baseRate - one[1]) / judged.size();
        }
        report.section("No-show of appointments, judged by day: " + judged.size());
        report.ratioAtMost(.905, "Brier score, beside the base rate", "", brier, base);
        report.atLeast(.73, "area under the curve", "", auc(judged));
        for (NoShowRisk.Level level : NoShowRisk.Level.values()) {
            List<double[]> those =
                    judged.stream().filter(one -> NoShow.level(one[0]) == level).toList();
            report.figure("share told " + level, "", (double) those.size() / judged.size());
            report.compared(
                    "of them missed, beside what was forecast",
                    "",
                    those.stream().mapToDouble(one -> one[1]).average().orElse(0),
                    those.stream().mapToDouble(one -> one[0]).average().orElse(0));
        }
    }

    /** The probability that one who didn't come was thought less likely to come than one who came; ties count half. */
    static double auc(List<double[]> judged) {
        List<double[]> sorted = new ArrayList<>(judged);
        sorted.sort(Comparator.comparingDouble(one -> one[0]));
        double ranks = 0;
        double positives = 0;
        for (int begin = 0, end; begin < sorted.size(); begin = end) {
            end = begin;
            double positivesHere = 0;
            while (end < sorted.size() && sorted.get(end)[0] == sorted.get(begin)[0]) {
                positivesHere += sorted.get(end++)[1];
            }
            ranks += positivesHere * (begin + end + 1) / 2.0;
            positives += positivesHere;
        }
        double negatives = sorted.size() - positives;
        return (ranks - positives * (positives + 1) / 2) / (positives * negatives);
    }

    private static NoShow.Appointment appointment(Row row, Map<String, int[]> history) {
        int[] earlier = history.getOrDefault(row.patient(), new int[2]);
        LocalDate bookedDay = row.booked().atOffset(ZoneOffset.UTC).toLocalDate();
        return new NoShow.Appointment(
                ChronoUnit.DAYS.between(bookedDay, row.day()),
                row.booked().atOffset(ZoneOffset.UTC).getHour(),
                row.day().getDayOfWeek().getValue(),
                row.age(),
                row.reminded(),
                earlier[0],
                earlier[1]);
    }

    private static Row row(CsvTable row) throws InvalidInputException {
        try {
            return new Row(
                    row.text(0),
                    OffsetDateTime.parse(row.text(1)).toInstant(),
                    row.day(2),
                    row.number(3),
                    row.number(4) != 0,
                    row.number(5) != 0);
        } catch (DateTimeException e) {
            throw row.wrong("has no time as booked_at");
        }
    }
}
