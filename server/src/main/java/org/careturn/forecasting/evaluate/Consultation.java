package org.careturn.forecasting.evaluate;

import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.careturn.platform.input.InvalidInputException;

/**
 * A row of a clinic's log.
 *
 * @param start seconds since midnight
 * @param duration seconds
 */
record Consultation(String session, String weekday, int start, double duration) {
    private static final List<String> COLUMNS = List.of("session", "weekday", "start", "duration_s");
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("H:mm:ss");

    /** By session, in the order of the file. */
    static List<List<Consultation>> sessions(Path file) throws InvalidInputException {
        List<List<Consultation>> sessions = new ArrayList<>();
        CsvTable.read(file, COLUMNS, row -> {
            Consultation next = of(row);
            if (sessions.isEmpty() || !sessions.getLast().getFirst().session().equals(next.session())) {
                sessions.add(new ArrayList<>());
            }
            sessions.getLast().add(next);
        });
        return sessions;
    }

    private static Consultation of(CsvTable row) throws InvalidInputException {
        int duration = row.number(3);
        if (duration < 0) {
            throw row.wrong("has a negative duration_s");
        }
        try {
            int start = LocalTime.parse(row.text(2), TIME).toSecondOfDay();
            return new Consultation(row.text(0), row.text(1), start, duration);
        } catch (DateTimeException e) {
            throw row.wrong("has no time of day as start");
        }
    }
}
