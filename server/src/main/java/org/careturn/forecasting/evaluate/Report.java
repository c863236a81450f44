package org.careturn.forecasting.evaluate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the evaluation found: one table of figures, each beside its reference and its goal where it has them. */
final class Report {
    private final List<Figure> figures = new ArrayList<>();
    private final List<Plot> plots = new ArrayList<>();
    private String section = "";

    /**
     * @param reference what it is compared with
     * @param least the goal's lower bound for the value, or for its ratio to the reference where there is one
     * @param most its upper bound
     */
    record Figure(
            String section,
            String what,
            String unit,
            double value,
            @Nullable Double reference,
            @Nullable Double least,
            @Nullable Double most) {
        double judged() {
            return reference == null ? value : value / reference;
        }

        boolean hasGoal() {
            return least != null || most != null;
        }

        boolean met() {
            return (least == null || judged() >= least) && (most == null || judged() <= most);
        }

        String goal() {
            String lower = least == null ? "" : ">= " + number(least);
            String upper = most == null ? "" : "<= " + number(most);
            return (lower + " " + upper).strip();
        }
    }

    void section(String title) {
        section = title;
    }

    void figure(String what, String unit, double value) {
        figures.add(new Figure(section, what, unit, value, null, null, null));
    }

    void atMost(double bound, String what, String unit, double value) {
        figures.add(new Figure(section, what, unit, value, null, null, bound));
    }

    void atLeast(double bound, String what, String unit, double value) {
        figures.add(new Figure(section, what, unit, value, null, bound, null));
    }

    void within(double least, double most, String what, String unit, double value) {
        figures.add(new Figure(section, what, unit, value, null, least, most));
    }

    void ratioAtMost(double bound, String what, String unit, double value, double reference) {
        figures.add(new Figure(section, what, unit, value, reference, null, bound));
    }

    void compared(String what, String unit, double value, double reference) {
        figures.add(new Figure(section, what, unit, value, reference, null, null));
    }

    void plot(Plot plot) {
        plots.add(plot);
    }

    List<Plot> plots() {
        return List.copyOf(plots);
    }

    /** Whether every goal is met. */
    boolean met() {
        return figures.stream().allMatch(figure -> !figure.hasGoal() || figure.met());
    }

    String text() {
        StringBuilder text = new StringBuilder();
        int width = figures.stream().mapToInt(f -> name(f).length()).max().orElse(0);
        String current = "";
        for (Figure figure : figures) {
            if (!figure.section().equals(current)) {
                current = figure.section();
                text.append('\n').append(current).append('\n');
                text.append(String.format(
                        Locale.ROOT,
                        "%-" + width + "s %10s %10s %7s  %s%n",
                        "",
                        "CareTurn",
                        "reference",
                        "ratio",
                        "goal"));
            }
            Double reference = figure.reference();
            text.append(String.format(
                                    Locale.ROOT,
                                    "%-" + width + "s %10s %10s %7s  %-18s %s",
                                    name(figure),
                                    number(figure.value()),
                                    reference == null ? "" : number(reference),
                                    reference == null ? "" : number(figure.judged()),
                                    figure.goal(),
                                    !figure.hasGoal() ? "" : figure.met() ? "met" : "MISSED")
                            .stripTrailing())
                    .append('\n');
        }
        return text.toString();
    }

    /** For JSON; what can't be computed is left out. */
    List<Map<String, Object>> rows() {
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Figure figure : figures) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("section", figure.section());
            row.put("what", figure.what());
            row.put("unit", figure.unit());
            row.put("value", Double.isFinite(figure.value()) ? figure.value() : "none");
            Double reference = figure.reference();
            if (reference != null) {
                row.put("reference", reference);
                row.put("ratio", Double.isFinite(figure.judged()) ? figure.judged() : "none");
            }
            if (figure.hasGoal()) {
                row.put("goal", figure.goal());
                row.put("met", figure.met());
            }
            rows.add(row);
        }
        return rows;
    }

    private static String name(Figure figure) {
        return figure.what() + (figure.unit().isEmpty() ? "" : ", " + figure.unit());
    }

    private static String number(double value) {
        if (!Double.isFinite(value)) {
            return "none";
        }
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size >= 1000 ? "%,.0f" : size >= 10 ? "%.1f" : "%.3f", value);
    }
}
