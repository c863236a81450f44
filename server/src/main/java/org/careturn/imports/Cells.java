package org.careturn.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The fields of a row as what they stand for; those that stand for nothing are noted as faults. */
final class Cells {
    private final Table.Row row;
    private final List<Finding> findings;
    private final int before;

    Cells(Table.Row row, List<Finding> findings) {
        this.row = row;
        this.findings = findings;
        this.before = findings.size();
    }

    int line() {
        return row.line();
    }

    boolean areSound() {
        return findings.subList(before, findings.size()).stream()
                .noneMatch(found -> found.severity() == Finding.Severity.FAULT);
    }

    void fault(@Nullable String column, String code, String detail) {
        findings.add(Finding.fault(row.line(), column, code, detail));
    }

    @Nullable
    String text(String column) {
        return row.values().get(column);
    }

    /** Empty where it is missing, which is noted. */
    String needed(String column) {
        String text = text(column);
        if (text == null) {
            fault(column, "missing-value", "This must be filled in.");
            return "";
        }
        return text;
    }

    @Nullable
    LocalDate date(String column) {
        return read(column, LocalDate::parse, "A date has the form 2026-03-31.");
    }

    @Nullable
    LocalTime time(String column) {
        return read(
                column,
                text -> LocalTime.parse(text.length() == 4 ? "0" + text : text.equals("24:00") ? "00:00" : text),
                "A time has the form 08:30.");
    }

    @Nullable
    Integer number(String column, int least, int most) {
        return read(
                column,
                text -> {
                    int number = Integer.parseInt(text);
                    if (number < least || number > most) {
                        throw new IllegalArgumentException();
                    }
                    return number;
                },
                "This is a whole number from " + least + " to " + most + ".");
    }

    <E extends Enum<E>> @Nullable E word(String column, Class<E> type) {
        return read(
                column,
                text -> Enum.valueOf(type, text.toUpperCase(Locale.ROOT)),
                "This is one of " + List.of(type.getEnumConstants()) + ".");
    }

    private <T> @Nullable T read(String column, Function<String, T> reading, String otherwise) {
        String text = text(column);
        if (text == null) {
            return null;
        }
        try {
            return reading.apply(text);
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            fault(column, "invalid-value", otherwise);
            return null;
        }
    }
}
