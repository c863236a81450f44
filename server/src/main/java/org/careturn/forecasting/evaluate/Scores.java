package org.careturn.forecasting.evaluate;

import java.util.Arrays;
import java.util.List;
import org.careturn.forecasting.domain.Quantiles;

/** Errors and ranges of many forecasts, in the unit of what is added. */
final class Scores {
    private double[] errors = new double[1024];
    private int count;
    private double low;
    private double middle;
    private double high;
    private double width;
    private int underHigh;
    private int inside;
    private int underLow;
    private int underMiddle;

    void add(double forecast, double actual) {
        add(new Quantiles(forecast, forecast, forecast), actual);
    }

    void add(Quantiles forecast, double actual) {
        if (count == errors.length) {
            errors = Arrays.copyOf(errors, 2 * count);
        }
        errors[count++] = Math.abs(forecast.p50() - actual);
        low += Quantiles.pinball(.1, forecast.p10(), actual);
        middle += Quantiles.pinball(.5, forecast.p50(), actual);
        high += Quantiles.pinball(.9, forecast.p90(), actual);
        width += forecast.p90() - forecast.p10();
        underHigh += actual <= forecast.p90() ? 1 : 0;
        underLow += actual <= forecast.p10() ? 1 : 0;
        underMiddle += actual <= forecast.p50() ? 1 : 0;
        inside += actual <= forecast.p90() && actual >= forecast.p10() ? 1 : 0;
    }

    int count() {
        return count;
    }

    double meanError() {
        return Arrays.stream(errors, 0, count).average().orElse(Double.NaN);
    }

    double medianError() {
        double[] sorted = Arrays.copyOf(errors, count);
        Arrays.sort(sorted);
        return count == 0 ? Double.NaN : sorted[count / 2];
    }

    double pinballHigh() {
        return high / count;
    }

    double coverHigh() {
        return (double) underHigh / count;
    }

    double coverRange() {
        return (double) inside / count;
    }

    double meanWidth() {
        return width / count;
    }

    /** How often reality stayed under each percentile. */
    Plot calibration(String name, String title) {
        return new Plot(
                name,
                title,
                "part of the cases under the percentile",
                List.of("P10", "P50", "P90"),
                List.of((double) underLow / count, (double) underMiddle / count, coverHigh()),
                List.of(.1, .5, .9));
    }

    /** Adds what describes the range, without goals. */
    void ranges(Report report) {
        report.figure("median error", "s", medianError());
        report.figure("pinball loss at .1", "s", low / count);
        report.figure("pinball loss at .5", "s", middle / count);
        report.figure("pinball loss at .9", "s", pinballHigh());
        report.figure("P90 covers", "", coverHigh());
        report.figure("P10 to P90 covers", "", coverRange());
        report.figure("width of P10 to P90, mean", "s", meanWidth());
    }
}
