package org.careturn.imports;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file holds, with the columns that it may have. */
public enum ImportKind {
    PATIENTS("name!", "birthDate", "birthPrecision", "ageYears", "contactPhone", "sex", "language"),
    STAFF("userName!", "displayName!", "roles!", "loginPhone", "password"),
    SCHEDULES("doctor!", "service!", "room", "weekday!", "starts!", "ends!", "validFrom!", "validUntil", "seats");

    @SuppressWarnings("ImmutableEnumChecker") // toList gives lists that can't be changed
    private final List<String> columns;

    @SuppressWarnings("ImmutableEnumChecker")
    private final List<String> required;

    /** @param columns those with an exclamation mark must be there */
    ImportKind(String... columns) {
        this.columns =
                Arrays.stream(columns).map(column -> column.replace("!", "")).toList();
        this.required = Arrays.stream(columns)
                .filter(column -> column.endsWith("!"))
                .map(column -> column.replace("!", ""))
                .toList();
    }

    List<String> columns() {
        return columns;
    }

    List<String> required() {
        return required;
    }

    /** The column that a heading means, however it is spelled: {@code Birth date} and {@code birth_date} are one. */
    Optional<String> column(String heading) {
        String plain = plain(heading);
        return columns.stream().filter(column -> plain(column).equals(plain)).findFirst();
    }

    private static String plain(String name) {
        return name.replaceAll("[\\s_-]", "").toLowerCase(Locale.ROOT);
    }
}
