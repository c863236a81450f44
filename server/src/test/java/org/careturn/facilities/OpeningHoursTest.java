package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import org.careturn.facilities.OpeningHours.Holiday;
import org.careturn.facilities.OpeningHours.Hours;
import org.junit.jupiter.api.Test;

class OpeningHoursTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final List<Hours> OVER_MIDNIGHT = List.of(
            hours(DayOfWeek.MONDAY, "20:00", "00:00"),
            hours(DayOfWeek.TUESDAY, "00:00", "06:00"),
            hours(DayOfWeek.TUESDAY, "08:00", "12:00"),
            hours(DayOfWeek.TUESDAY, "12:00", "16:00"));

    private static Hours hours(DayOfWeek day, String opens, String closes) {
        return new Hours(day, LocalTime.parse(opens), LocalTime.parse(closes));
    }

    private static LocalDateTime monday(String time) {
        return MONDAY.atTime(LocalTime.parse(time));
    }

    private static LocalDateTime tuesday(String time) {
        return MONDAY.plusDays(1).atTime(LocalTime.parse(time));
    }

    @Test
    void hoursThatMeetAtMidnightAreOpenOverIt() {
        OpeningHours night = new OpeningHours(OVER_MIDNIGHT, List.of());
        assertThat(night.isOpen(monday("23:30"), tuesday("00:30"))).isTrue();
        assertThat(night.isOpen(monday("23:30"), tuesday("00:00"))).isTrue();
        assertThat(night.isOpen(monday("20:00"), tuesday("06:00"))).isTrue();
        assertThat(night.isOpen(monday("19:59"), tuesday("00:30"))).isFalse();
        assertThat(night.isOpen(monday("23:30"), tuesday("06:01"))).isFalse();
        assertThat(night.isOpen(tuesday("05:30"), tuesday("08:30"))).isFalse();
    }

    @Test
    void hoursThatMeetAtNoonAreOneTime() {
        OpeningHours day = new OpeningHours(OVER_MIDNIGHT, List.of());
        assertThat(day.isOpen(tuesday("11:30"), tuesday("12:30"))).isTrue();
        assertThat(day.isOpen(tuesday("12:00"), tuesday("12:00"))).isTrue();
        assertThat(day.isOpen(tuesday("15:45"), tuesday("16:01"))).isFalse();
        assertThat(day.isOpen(tuesday("16:01"), tuesday("16:01"))).isFalse();
    }

    @Test
    void aHolidayBeginsAtMidnight() {
        List<Holiday> tuesdayOff = List.of(new Holiday(MONDAY.plusDays(1), "A day off"));
        for (List<Hours> hours : List.of(OVER_MIDNIGHT, List.<Hours>of())) {
            OpeningHours withHoliday = new OpeningHours(hours, tuesdayOff);
            assertThat(withHoliday.isOpen(monday("23:30"), tuesday("00:00"))).isTrue();
            assertThat(withHoliday.isOpen(monday("23:30"), tuesday("00:30"))).isFalse();
            assertThat(withHoliday.isOpen(tuesday("00:00"), tuesday("00:00"))).isFalse();
        }
        assertThat(new OpeningHours(List.of(), List.of()).isOpen(monday("23:30"), tuesday("23:30")))
                .isTrue();
    }
}
