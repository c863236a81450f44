package org.careturn.demo.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.careturn.demo.replay.RecordedTicket.Outcome;
import org.careturn.platform.input.InvalidInputException;
import org.careturn.platform.input.TextFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a day from a log of a service centre: CSV, plain or gzip, with the columns {@code ticket, day, priority_class,
 * service, arrival_s, outcome, left_queue_s, service_start_s, service_end_s, server} in any order.
 */
final class LogReader {
    private static final List<String> COLUMNS = List.of(
            "ticket",
            "day",
            "priority_class",
            "service",
            "arrival_s",
            "outcome",
            "left_queue_s",
            "service_start_s",
            "service_end_s",
            "server");
    private static final int MAX_SECONDS = 2 * 24 * 60 * 60;

    private final Path file;
    private List<String> header = List.of();
    private List<String> row = List.of();
    private int line;

    private LogReader(Path file) {
        this.file = file;
    }

    static RecordedDay read(Path file, LocalDate day) throws InvalidInputException {
        LogReader reader = new LogReader(file);
        return TextFile.read(file, text -> reader.read(day, text));
    }

    private RecordedDay read(LocalDate day, BufferedReader text) throws IOException, InvalidInputException {
        readHeader(text);
        List<RecordedTicket> tickets = new ArrayList<>();
        Set<String> names = new HashSet<>();
        String first = null;
        String last = null;
        for (String raw = text.readLine(); raw != null; raw = text.readLine()) {
            line++;
            if (raw.isEmpty()) {
                continue;
            }
            row = cells(raw);
            if (row.size() != header.size()) {
                throw wrong("has " + row.size() + " columns instead of " + header.size());
            }
            String date = cell("day");
            first = first == null || date.compareTo(first) < 0 ? date : first;
            last = last == null || date.compareTo(last) > 0 ? date : last;
            if (date.equals(day.toString())) {
                RecordedTicket ticket = ticket();
                if (!names.add(ticket.ticket())) {
                    throw wrong("repeats ticket " + ticket.ticket());
                }
                tickets.add(ticket);
            }
        }
        if (first == null) {
            throw new InvalidInputException("The file " + file + " holds no tickets.");
        }
        if (tickets.isEmpty()) {
            throw new InvalidInputException("The file " + file + " holds no tickets of " + day + "; its days lie from "
                    + first + " to " + last + ".");
        }
        RecordedDay read = new RecordedDay(day, tickets);
        if (read.shifts().isEmpty()) {
            throw new InvalidInputException("On " + day + " nobody was on duty, as far as " + file + " tells.");
        }
        return read;
    }

    private void readHeader(BufferedReader text) throws IOException, InvalidInputException {
        String raw = text.readLine();
        line = 1;
        if (raw == null || raw.isBlank()) {
            throw new InvalidInputException("The file " + file + " is empty.");
        }
        header = cells(raw.startsWith("\ufeff") ? raw.substring(1) : raw);
        List<String> missing =
                COLUMNS.stream().filter(name -> !header.contains(name)).toList();
        List<String> unknown =
                header.stream().filter(name -> !COLUMNS.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "The file " + file + " isn't a log of the service-centre format: it lacks " + named(missing) + ".");
        }
        if (!unknown.isEmpty()) {
            throw new InvalidInputException("The file " + file
                    + " isn't a log of the service-centre format: nobody knows what to do with " + named(unknown)
                    + ".");
        }
        if (header.size() != COLUMNS.size()) {
            throw new InvalidInputException("The file " + file + " names a column twice.");
        }
    }

    private static String named(List<String> columns) {
        List<String> shown = columns.stream()
                .limit(12)
                .map(name -> name.length() > 40 ? name.substring(0, 40) + "..." : name)
                .toList();
        return (columns.size() == 1 ? "the column " : "the columns ") + String.join(", ", shown);
    }

    private RecordedTicket ticket() throws InvalidInputException {
        String name = cell("ticket");
        if (name.isEmpty() || name.length() > 60) {
            throw wrong("has no usable ticket number");
        }
        int priorityClass = seconds("priority_class");
        if (priorityClass > 2) {
            throw wrong("has a priority_class other than 0, 1, 2");
        }
        Outcome outcome = switch (cell("outcome")) {
            case "SERVED" -> Outcome.SERVED;
            case "ABANDONED" -> Outcome.ABANDONED;
            default -> throw wrong("has an outcome other than SERVED, ABANDONED");
        };
        Integer left = secondsIfAny("left_queue_s");
        if (outcome == Outcome.ABANDONED && left == null) {
            throw wrong("doesn't say when who ABANDONED left");
        }
        String server = cell("server");
        return new RecordedTicket(
                name,
                priorityClass,
                seconds("arrival_s"),
                outcome,
                left,
                secondsIfAny("service_start_s"),
                secondsIfAny("service_end_s"),
                server.isEmpty() ? null : server);
    }

    private String cell(String column) {
        return row.get(header.indexOf(column)).strip();
    }

    private @Nullable Integer secondsIfAny(String column) throws InvalidInputException {
        return cell(column).isEmpty() ? null : Integer.valueOf(seconds(column));
    }

    private int seconds(String column) throws InvalidInputException {
        try {
            int number = Integer.parseInt(cell(column));
            if (number >= 0 && number <= MAX_SECONDS) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw wrong("has no whole number as " + column);
        }
        throw wrong("has a " + column + " that can't be");
    }

    private InvalidInputException wrong(String what) {
        return new InvalidInputException("Line " + line + " of " + file + " " + what + ".");
    }

    /** Splits at commas outside of quotation marks; a doubled mark within them stands for itself. */
    private static List<String> cells(String raw) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c == '"' && quoted && i + 1 < raw.length() && raw.charAt(i + 1) == '"') {
                cell.append(c);
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == ',' && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }
}
