package org.careturn.facilities;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

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

        /** Until when it is open that day, where it is at that moment; its end is still of it. */
        private Optional<LocalDateTime> end(LocalDateTime at) {
            LocalDate day = at.toLocalDate();
            LocalDateTime end =
                    closes.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(closes);
            boolean holds = weekday == day.getDayOfWeek() && !at.toLocalTime().isBefore(opens) && !at.isAfter(end);
            return holds ? Optional.of(end) : Optional.empty();
        }
    }

    /** Hours have no seconds: slots and service days begin at whole minutes. */
    public static boolean isWholeMinute(LocalTime time) {
        return time.equals(time.truncatedTo(ChronoUnit.MINUTES));
    }

    public record Holiday(
            @NotNull LocalDate day,
            @NotBlank @Size(max = 100) String name) {}

    /** Whether it is open for all of that time, both local; hours that meet, be it at midnight, are one. */
    public boolean isOpen(LocalDateTime from, LocalDateTime until) {
        LocalDateTime at = from;
        while (true) {
            LocalDateTime end = openUntil(at).orElse(null);
            if (end == null) {
                return false;
            }
            if (!until.isAfter(end)) {
                return true;
            }
            if (!end.isAfter(at)) {
                return false;
            }
            at = end;
        }
    }

    private Optional<LocalDateTime> openUntil(LocalDateTime at) {
        if (isHoliday(at.toLocalDate())) {
            return Optional.empty();
        }
        return hours.isEmpty()
                ? Optional.of(at.toLocalDate().plusDays(1).atStartOfDay())
                : hours.stream().flatMap(interval -> interval.end(at).stream()).max(Comparator.naturalOrder());
    }

    /** Whether it never closes. */
    public boolean isAlways() {
        return hours.isEmpty() && holidays.isEmpty();
    }

    public boolean isHoliday(LocalDate day) {
        return holidays.stream().anyMatch(holiday -> holiday.day.equals(day));
    }
}
