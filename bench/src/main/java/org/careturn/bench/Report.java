package org.careturn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a benchmark found: a table of figures, each with its goal where it has one, and notes. */
final class Report {
    private final String title;
    private final List<Figure> figures = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * @param ours what the product does
     * @param reference what it is compared with; null where nothing
     * @param goal the bound that {@code judged} must keep
     */
    private record Figure(
            String what,
            String unit,
            double ours,
            @Nullable Double reference,
            @Nullable Double judged,
            @Nullable Goal goal) {
        boolean met() {
            return goal == null || judged == null || goal.met(judged);
        }
    }

    /** At least or at most a number. */
    private record Goal(boolean atLeast, double bound) {
        boolean met(double value) {
            return atLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return (atLeast ? "≥ " : "≤ ") + number(bound);
        }
    }

    Report(String title) {
        this.title = title;
    }

    void figure(String what, String unit, double ours) {
        figures.add(new Figure(what, unit, ours, null, null, null));
    }

    void atMost(double bound, String what, String unit, double ours) {
        figures.add(new Figure(what, unit, ours, null, ours, new Goal(false, bound)));
    }

    void atLeast(double bound, String what, String unit, double ours) {
        figures.add(new Figure(what, unit, ours, null, ours, new Goal(true, bound)));
    }

    /** The ratio ours : reference should be at least this. */
    void ratioAtLeast(double bound, String what, String unit, double ours, double reference) {
        figures.add(new Figure(what, unit, ours, reference, ours / reference, new Goal(true, bound)));
    }

    /** The ratio ours : reference should be at most this. */
    void ratioAtMost(double bound, String what, String unit, double ours, double reference) {
        figures.add(new Figure(what, unit, ours, reference, ours / reference, new Goal(false, bound)));
    }

    void compared(String what, String unit, double ours, double reference) {
        figures.add(new Figure(what, unit, ours, reference, null, null));
    }

    void note(String note) {
        notes.add(note);
    }

    boolean met() {
        return figures.stream().allMatch(Figure::met);
    }

    String text() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("", "CareTurn", "reference", "ratio", "goal", ""));
        for (Figure figure : figures) {
            Double reference = figure.reference();
            rows.add(List.of(
                    figure.what() + (figure.unit().isEmpty() ? "" : ", " + figure.unit()),
                    number(figure.ours()),
                    reference == null ? "" : number(reference),
                    reference == null ? "" : number(figure.ours() / reference),
                    figure.goal() == null ? "" : figure.goal().toString(),
                    figure.goal() == null ? "" : figure.met() ? "met" : "MISSED"));
        }
        StringBuilder text = new StringBuilder(title).append('\n');
        int[] widths = new int[6];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String pad = " ".repeat(widths[i] - row.get(i).length());
                line.append(i == 0 || i == 5 ? row.get(i) + pad : pad + row.get(i))
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        notes.forEach(note -> text.append("- ").append(note).append('\n'));
        return text.toString();
    }

    void write(Path file) throws IOException {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("title", title);
        all.put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Figure figure : figures) {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("what", figure.what());
            row.put("unit", figure.unit());
            row.put("ours", figure.ours());
            Double reference = figure.reference();
            if (reference != null) {
                row.put("reference", reference);
                row.put("ratio", figure.ours() / reference);
            }
            Goal goal = figure.goal();
            if (goal != null) {
                row.put("goal", goal.toString());
                row.put("met", figure.met());
            }
            rows.add(row);
        }
        all.put("figures", rows);
        all.put("notes", notes);
        Files.writeString(
                file,
                JsonMapper.builder()
                        .enable(SerializationFeature.INDENT_OUTPUT)
                        .build()
                        .writeValueAsString(all));
    }

    static String number(double value) {
        double size = Math.abs(value);
        String format =
                size >= 100 || (value == Math.rint(value) && size >= 10) ? "%,.0f" : size >= 10 ? "%.1f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }
}
