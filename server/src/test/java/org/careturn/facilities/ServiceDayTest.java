package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FR-QUEUE-03, FR-FAC-01. */
class ServiceDayTest {

    @ParameterizedTest
    @CsvSource({
        // an ordinary night, around four in the morning
        "Europe/Dublin, 04:00, 2026-07-10T02:59:59Z, 2026-07-09",
        "Europe/Dublin, 04:00, 2026-07-10T03:00:00Z, 2026-07-10",
        "America/Bogota, 04:00, 2026-07-10T08:59:59Z, 2026-07-09",
        "America/Bogota, 04:00, 2026-07-10T09:00:00Z, 2026-07-10",
        // the clock goes forward at one, and back at two
        "Europe/Dublin, 04:00, 2026-03-29T02:59:59Z, 2026-03-28",
        "Europe/Dublin, 04:00, 2026-03-29T03:00:00Z, 2026-03-29",
        "Europe/Dublin, 04:00, 2026-10-25T03:59:59Z, 2026-10-24",
        "Europe/Dublin, 04:00, 2026-10-25T04:00:00Z, 2026-10-25",
        // the day starts at a time that the clock skips
        "Europe/Dublin, 01:30, 2026-03-29T00:59:59Z, 2026-03-28",
        "Europe/Dublin, 01:30, 2026-03-29T01:29:59Z, 2026-03-28",
        "Europe/Dublin, 01:30, 2026-03-29T01:30:00Z, 2026-03-29",
        // ... at one that it shows twice: from the first on, it is the new day, also when it's earlier again
        "Europe/Dublin, 01:30, 2026-10-25T00:29:59Z, 2026-10-24",
        "Europe/Dublin, 01:30, 2026-10-25T00:30:00Z, 2026-10-25",
        "Europe/Dublin, 01:30, 2026-10-25T01:10:00Z, 2026-10-25",
        // midnight itself is skipped
        "America/Santiago, 00:00, 2026-09-06T03:59:59Z, 2026-09-05",
        "America/Santiago, 00:00, 2026-09-06T04:00:00Z, 2026-09-06",
        // a leap day; a date that a country left out
        "Asia/Kathmandu, 04:00, 2028-02-29T22:14:59Z, 2028-02-29",
        "Asia/Kathmandu, 04:00, 2028-02-29T22:15:00Z, 2028-03-01",
        "Pacific/Apia, 04:00, 2011-12-30T12:00:00Z, 2011-12-29"
    })
    void belongsTo(String zone, LocalTime start, Instant instant, LocalDate expected) {
        assertThat(facility(zone, start).serviceDay(instant)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Dublin, 04:00", "Europe/Dublin, 01:30", "Europe/Dublin, 00:00", "America/Bogota, 04:00",
        "America/Havana, 00:30", "Australia/Lord_Howe, 01:45", "America/Santiago, 00:00", "Asia/Kathmandu, 23:59"
    })
    void neverGoesBackAndLiesBetweenItsStartAndTheNext(String zone, LocalTime start) {
        Facility facility = facility(zone, start);
        LocalDate last = LocalDate.MIN;
        for (Instant t = Instant.parse("2026-01-01T00:00:00Z");
                t.isBefore(Instant.parse("2027-01-02T00:00:00Z"));
                t = t.plus(Duration.ofMinutes(15))) {
            LocalDate day = facility.serviceDay(t);
            if (day.isBefore(last)
                    || t.isBefore(facility.startOf(day))
                    || !t.isBefore(facility.startOf(day.plusDays(1)))) {
                fail("%s was given to %s, after %s", t, day, last);
            }
            last = day;
        }
    }

    @Test
    void lastsAnHourLessAndMoreWhenTheClockChanges() {
        Facility facility = facility("Europe/Dublin", LocalTime.of(4, 0));
        assertThat(length(facility, LocalDate.of(2026, 3, 28))).isEqualTo(Duration.ofHours(23));
        assertThat(length(facility, LocalDate.of(2026, 3, 29))).isEqualTo(Duration.ofHours(24));
        assertThat(length(facility, LocalDate.of(2026, 10, 24))).isEqualTo(Duration.ofHours(25));
    }

    private static Duration length(Facility facility, LocalDate day) {
        return Duration.between(facility.startOf(day), facility.startOf(day.plusDays(1)));
    }

    private static Facility facility(String zone, LocalTime start) {
        return new Facility(new UUID(0, 1), "Test", "IE", ZoneId.of(zone), start, 1);
    }
}
