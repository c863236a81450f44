package org.careturn.forecasting.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.careturn.platform.input.InvalidInputException;
import org.careturn.platform.input.TextFile;

/** Reads a log line by line: CSV, plain or gzip, with named columns in any order and without quotation marks. */
final class CsvTable {
    private final Path file;
    private final List<String> columns;
    private int[] places = {};
    private String[] cells = {};
    private int line;

    private CsvTable(Path file, List<String> columns) {
        this.file = file;
        this.columns = columns;
    }

    /** Is told each row of the log. */
    interface Rows {
        void row(CsvTable row) throws InvalidInputException;
    }

    static void read(Path file, List<String> columns, Rows rows) throws InvalidInputException {
        CsvTable table = new CsvTable(file, columns);
        TextFile.read(file, text -> {
            table.read(text, rows);
            return table;
        });
    }

    private void read(BufferedReader text, Rows rows) throws IOException, InvalidInputException {
        readHeader(text.readLine());
        for (String raw = text.readLine(); raw != null; raw = text.readLine()) {
            line++;
            if (raw.isEmpty()) {
                continue;
            }
            cells = raw.split(",", -1);
            if (cells.length != places.length) {
                throw wrong("has " + cells.length + " columns instead of " + places.length);
            }
            rows.row(this);
        }
    }

    private void readHeader(String raw) throws InvalidInputException {
        line = 1;
        List<String> header = raw == null
                ? List.of()
                : Arrays.asList(raw.replace("\ufeff", "").split(",", -1));
        List<String> missing =
                columns.stream().filter(name -> !header.contains(name)).toList();
        if (!missing.isEmpty()) {
            throw new InvalidInputException(
                    "The file " + file + " isn't in the format that is expected: it lacks " + missing + ".");
        }
        places = new int[header.size()];
        for (int i = 0; i < columns.size(); i++) {
            places[i] = header.indexOf(columns.get(i));
        }
    }

    /** @param column its place among the columns that were asked for */
    String text(int column) {
        return cells[places[column]].strip();
    }

    boolean isEmpty(int column) {
        return text(column).isEmpty();
    }

    int number(int column) throws InvalidInputException {
        try {
            return Integer.parseInt(text(column));
        } catch (NumberFormatException e) {
            throw wrong("has no whole number as " + columns.get(column));
        }
    }

    LocalDate day(int column) throws InvalidInputException {
        try {
            return LocalDate.parse(text(column));
        } catch (DateTimeException e) {
            throw wrong("has no date as " + columns.get(column));
        }
    }

    InvalidInputException wrong(String what) {
        return new InvalidInputException("Line " + line + " of " + file + " " + what + ".");
    }
}
