package org.careturn.forecasting.evaluate;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.careturn.platform.input.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * A row of a service centre's log. Times are seconds since 1970-01-01 by the log's own clock.
 *
 * @param row tells rows apart that are otherwise the same
 * @param priority 0 to 2, 2 is high
 * @param left when the wait ended, by the start of service or by leaving
 * @param end of the service; that of the wait where nobody was served or the log tells nothing that can be
 * @param server who served; null where the log names nobody
 */
record Ticket(
        int row,
        LocalDate day,
        int priority,
        String service,
        long arrival,
        boolean served,
        long left,
        long end,
        @Nullable String server) {
    private static final List<String> COLUMNS = List.of(
            "day",
            "priority_class",
            "service",
            "arrival_s",
            "outcome",
            "left_queue_s",
            "service_start_s",
            "service_end_s",
            "server");
    private static final int DAY = 24 * 60 * 60;

    long waitSeconds() {
        return left - arrival;
    }

    /** One who waited and was served: a case to judge. */
    boolean waited() {
        return served && waitSeconds() > 0;
    }

    /** All files' rows, one file after the other. */
    static List<Ticket> readAll(List<Path> files) throws InvalidInputException {
        List<Ticket> tickets = new ArrayList<>();
        for (Path file : files) {
            CsvTable.read(file, COLUMNS, row -> tickets.add(of(row, tickets.size())));
        }
        if (tickets.isEmpty()) {
            throw new InvalidInputException("The service centre's log holds no tickets.");
        }
        return tickets;
    }

    /** Until when a log may be learnt from unless somebody says: the first of several files, the first half of one. */
    static LocalDate middle(List<Path> files, List<Ticket> tickets) throws InvalidInputException {
        List<Ticket> learnt = files.size() == 1 ? tickets : readAll(files.subList(0, 1));
        List<LocalDate> days =
                learnt.stream().map(Ticket::day).distinct().sorted().toList();
        return files.size() == 1 ? days.get((days.size() - 1) / 2) : days.getLast();
    }

    private static Ticket of(CsvTable row, int number) throws InvalidInputException {
        LocalDate day = row.day(0);
        int priority = row.number(1);
        if (priority < 0 || priority > 2) {
            throw row.wrong("has a priority_class other than 0, 1, 2");
        }
        boolean served = switch (row.text(4)) {
            case "SERVED" -> true;
            case "ABANDONED" -> false;
            default -> throw row.wrong("has an outcome other than SERVED, ABANDONED");
        };
        int arrival = seconds(row, 3);
        int left = row.isEmpty(5) ? arrival : Math.max(arrival, seconds(row, 5));
        int length = row.isEmpty(6) || row.isEmpty(7) ? 0 : Math.max(0, seconds(row, 7) - seconds(row, 6));
        long midnight = day.toEpochDay() * DAY;
        String server = row.text(8);
        return new Ticket(
                number,
                day,
                priority,
                row.text(2),
                midnight + arrival,
                served,
                midnight + left,
                midnight + left + (served ? length : 0),
                server.isEmpty() ? null : server);
    }

    private static int seconds(CsvTable row, int column) throws InvalidInputException {
        int seconds = row.number(column);
        if (seconds < 0 || seconds > 2 * DAY) {
            throw row.wrong("has a time that can't be");
        }
        return seconds;
    }
}
