package org.careturn.imports;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A file of comma-separated values (RFC 4180), or with semicolons or tabs as spreadsheets write them where the comma is the
 * decimal sign. Its first row names the columns, in any order. Pure.
 *
 * @param findings of the file as a whole; with a fault among them there are no rows
 */
record Table(List<Row> rows, List<Finding> findings) {
    static final int MOST_ROWS = 20_000;
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    /** @param values by the names of {@link ImportKind}; none for an empty field */
    record Row(int line, Map<String, String> values) {
        @Override
        public String toString() {
            return "Row[" + line + "]";
        }
    }

    static Table read(String text, ImportKind kind) {
        String plain = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(delimiter(plain))
                .setIgnoreEmptyLines(false)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(plain), format)) {
            return read(parser, kind);
        } catch (IOException | UncheckedIOException | IllegalStateException broken) {
            return refused(Finding.fault(
                    1,
                    null,
                    "not-csv",
                    "The file can't be read as a table: a quotation mark isn't closed, or stands alone."));
        }
    }

    private static Table read(CSVParser parser, ImportKind kind) {
        List<Finding> findings = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        Iterator<CSVRecord> records = parser.iterator();
        Map<Integer, String> columns = Map.of();
        boolean headed = false;
        while (true) {
            int line = (int) parser.getCurrentLineNumber() + 1;
            if (!records.hasNext()) {
                break;
            }
            CSVRecord record = records.next();
            if (isEmpty(record)) {
                continue;
            }
            if (!headed) {
                columns = columns(record, line, kind, findings);
                headed = true;
                if (findings.stream().anyMatch(found -> found.severity() == Finding.Severity.FAULT)) {
                    return new Table(List.of(), findings);
                }
                continue;
            }
            if (rows.size() == MOST_ROWS) {
                return refused(Finding.fault(
                        line, null, "too-many-rows", "A file has at most " + MOST_ROWS + " rows: divide it."));
            }
            rows.add(new Row(line, values(record, columns)));
        }
        if (rows.isEmpty()) {
            findings.add(Finding.fault(1, null, "no-rows", "The file has no rows beneath its headings."));
        }
        return new Table(rows, findings);
    }

    private static Table refused(Finding finding) {
        return new Table(List.of(), List.of(finding));
    }

    /** Whichever stands most often in the first line, which has only headings. */
    private static char delimiter(String text) {
        String head = text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
        char found = ',';
        long most = 0;
        for (char one : new char[] {',', ';', '\t'}) {
            long count = head.chars().filter(c -> c == one).count();
            if (count > most) {
                most = count;
                found = one;
            }
        }
        return found;
    }

    private static boolean isEmpty(CSVRecord record) {
        return record.stream().allMatch(String::isBlank);
    }

    private static Map<Integer, String> columns(CSVRecord head, int line, ImportKind kind, List<Finding> findings) {
        Map<Integer, String> columns = new HashMap<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < head.size(); i++) {
            String heading = head.get(i).strip();
            if (heading.isEmpty()) {
                continue;
            }
            Optional<String> column = kind.column(heading);
            if (column.isEmpty()) {
                // by its number: in a file without headings, what stands here is about somebody
                findings.add(Finding.hint(
                        line,
                        String.valueOf(i + 1),
                        "unknown-column",
                        "Column " + (i + 1) + " is none of this kind of file, and is left out."));
            } else if (!seen.add(column.get())) {
                findings.add(Finding.fault(line, column.get(), "repeated-column", "This column is there twice."));
            } else {
                columns.put(i, column.get());
            }
        }
        kind.required().stream()
                .filter(column -> !seen.contains(column))
                .forEach(column ->
                        findings.add(Finding.fault(line, column, "missing-column", "The file lacks this column.")));
        return columns;
    }

    private static Map<String, String> values(CSVRecord record, Map<Integer, String> columns) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < record.size(); i++) {
            String column = columns.get(i);
            String value = value(record.get(i));
            if (column != null && !value.isEmpty()) {
                values.put(column, value);
            }
        }
        return values;
    }

    /** Without the apostrophe that keeps spreadsheets from taking a text, such as a phone number with +, for a formula. */
    private static String value(String field) {
        String value = field.strip();
        boolean guarded = value.length() > 1 && value.charAt(0) == '\'' && "=+-@".indexOf(value.charAt(1)) >= 0;
        return guarded ? value.substring(1) : value;
    }
}
