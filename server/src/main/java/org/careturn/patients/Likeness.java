package org.careturn.patients;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.careturn.patients.NameMatch.Kind;
import org.jspecify.annotations.Nullable;

/**
 * How likely two records are of one person, from 0 to 100: half of it from the name, 30 from the birth date, 20 from the
 * phone, which families share. A birth date that is quite another one speaks against it. Pure.
 */
final class Likeness {
    /** From here on a person should look at it. */
    static final int LIKELY = 60;

    private static final int MOST_OF_NAME = 50;

    /** @param words in the form of {@link NameWords}, sorted */
    record Described(
            List<String> words,
            @Nullable LocalDate birthDate,
            @Nullable String phone) {}

    private Likeness() {}

    static int of(Described one, Described other) {
        int name = Math.max(name(one.words, other.words), name(other.words, one.words));
        return name == 0
                ? 0
                : Math.clamp(name + birthDate(one.birthDate, other.birthDate) + phone(one.phone, other.phone), 0, 100);
    }

    /**
     * Whether a person should look at it. The name alone isn't enough: who has neither the phone nor nearly the birth date in
     * common is told apart without comparing names.
     */
    static boolean isLikely(Described one, Described other) {
        return MOST_OF_NAME + birthDate(one.birthDate, other.birthDate) + phone(one.phone, other.phone) >= LIKELY
                && of(one, other) >= LIKELY;
    }

    private static int name(List<String> one, List<String> other) {
        Kind kind = NameMatch.of(one, other);
        return switch (kind) {
            case SAME -> MOST_OF_NAME;
            case SAME_BUT_ONE_ERROR -> 42;
            case WORDS -> one.size() > 1 ? 40 : 25;
            case BEGINNINGS -> one.size() > 1 ? 30 : 15;
            case BEGINNINGS_BUT_ONE_ERROR -> one.size() > 1 ? 25 : 10;
            case NONE -> shared(one, other) > 0 ? 15 : 0;
        };
    }

    private static int shared(List<String> one, List<String> other) {
        List<String> both = new ArrayList<>(one);
        both.retainAll(other);
        return both.size();
    }

    private static int birthDate(@Nullable LocalDate one, @Nullable LocalDate other) {
        if (one == null || other == null) {
            return 5;
        }
        if (one.equals(other)) {
            return 30;
        }
        boolean swapped = one.getYear() == other.getYear()
                && one.getMonthValue() == other.getDayOfMonth()
                && one.getDayOfMonth() == other.getMonthValue();
        int same = (one.getYear() == other.getYear() ? 1 : 0)
                + (one.getMonthValue() == other.getMonthValue() ? 1 : 0)
                + (one.getDayOfMonth() == other.getDayOfMonth() ? 1 : 0);
        return swapped || same == 2 ? 15 : -30;
    }

    private static int phone(@Nullable String one, @Nullable String other) {
        return one != null && Objects.equals(one, other) ? 20 : 0;
    }
}
