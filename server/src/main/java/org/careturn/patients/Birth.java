package org.careturn.patients;

import java.time.LocalDate;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;

/**
 * When somebody was born, as well as it is known.
 *
 * @param date its first day where the precision is MONTH or YEAR
 */
public record Birth(LocalDate date, Precision precision) {
    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 2);

    public enum Precision {
        DAY,
        MONTH,
        YEAR,
        /** From the age that somebody has or seems to have: at best half a year off. */
        ESTIMATED
    }

    public Birth {
        date = switch (precision) {
            case DAY, ESTIMATED -> date;
            case MONTH -> date.withDayOfMonth(1);
            case YEAR -> date.withDayOfYear(1);
        };
    }

    /** Of somebody who is so many years old: half a year past the birthday, which is least wrong. */
    static Birth ofAge(int years, LocalDate today) {
        return new Birth(today.minusYears(years).minusMonths(6), Precision.ESTIMATED);
    }

    /**
     * As somebody gives it: a date, or an age, or neither.
     *
     * @param precision of the date; null: DAY
     * @throws RefusedException INVALID_REQUEST for both, IMPLAUSIBLE_BIRTH_DATE for one that nobody living can have
     */
    static @Nullable Birth read(
            @Nullable LocalDate date, @Nullable Precision precision, @Nullable Integer ageYears, LocalDate today) {
        if (ageYears != null && date != null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Give a birth date or an age.");
        }
        if (precision != null && date == null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "A precision goes with a birth date.");
        }
        Birth birth = null;
        if (ageYears != null) {
            birth = ofAge(ageYears, today);
        } else if (date != null) {
            birth = new Birth(date, precision == null ? Precision.DAY : precision);
        }
        if (birth != null && (birth.date.isBefore(EARLIEST) || birth.date.isAfter(today))) {
            throw new RefusedException(PatientProblem.IMPLAUSIBLE_BIRTH_DATE);
        }
        return birth;
    }

    @Override
    public String toString() {
        return "Birth[]";
    }
}
