package org.careturn.facilities;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** When a facility is open, in its own local time. Without any hours it is open whenever there is no holiday. */
public record OpeningHours(List<Hours> hours, List<Holiday> holidays) {

    /**
     * An interval of a weekday.
     *
     * @param closes midnight means the end of the day
     */
    public record Hours(
            @NotNull DayOfWeek weekday,
            @NotNull LocalTime opens,
            @NotNull LocalTime closes) {
        boolean isPossible() {
            return isWholeMinute(opens)
                    && isWholeMinute(closes)
                    && (closes.isAfter(opens) || closes.equals(LocalTime.MIDNIGHT));
        }

        boolean overlaps(Hours other) {
            return weekday == other.weekday && beginsBeforeEndOf(other) && other.beginsBeforeEndOf(this);
        }

        private boolean beginsBeforeEndOf(Hours other) {
            return other.closes.equals(LocalTime.MIDNIGHT) || opens.isBefore(other.closes);
        }

        private boolean covers(LocalDateTime from, LocalDateTime until) {
            LocalDate day = from.toLocalDate();
            boolean begins =
                    weekday == from.getDayOfWeek() && !from.toLocalTime().isBefore(opens);
            LocalDateTime end =
                    closes.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(closes);
            return begins && !until.isAfter(end);
        }
    }

    /** Hours have no seconds: slots and service days begin at whole minutes. */
    public static boolean isWholeMinute(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }

    public record Holiday(
            @NotNull LocalDate day,
            @NotBlank @Size(max = 100) String name) {}

    /** Whether it is open for all of that time, both local. */
    public boolean isOpen(LocalDateTime from, LocalDateTime until) {
        return !isHoliday(from.toLocalDate())
                && (hours.isEmpty() || hours.stream().anyMatch(interval -> interval.covers(from, until)));
    }

    /** Whether it never closes. */
    public boolean isAlways() {
        return hours.isEmpty() && holidays.isEmpty();
    }

    public boolean isHoliday(LocalDate day) {
        return holidays.stream().anyMatch(holiday -> holiday.day.equals(day));
    }
}
