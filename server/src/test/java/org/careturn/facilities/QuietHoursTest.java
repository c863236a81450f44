package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
    private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");

    private static Optional<Instant> end(String at, String from, String until) {
        return QuietHours.end(Instant.parse(at), DUBLIN, LocalTime.parse(from), LocalTime.parse(until));
    }

    @Test
    void theyMayLastOverMidnight() {
        assertThat(end("2026-01-05T21:00:00Z", "21:00", "08:00")).contains(Instant.parse("2026-01-06T08:00:00Z"));
        assertThat(end("2026-01-06T07:59:59Z", "21:00", "08:00")).contains(Instant.parse("2026-01-06T08:00:00Z"));
        assertThat(end("2026-01-06T08:00:00Z", "21:00", "08:00")).isEmpty();
        assertThat(end("2026-01-05T20:59:59Z", "21:00", "08:00")).isEmpty();
    }

    @Test
    void orLieWithinADayOrBeNone() {
        assertThat(end("2026-01-05T13:30:00Z", "13:00", "14:00")).contains(Instant.parse("2026-01-05T14:00:00Z"));
        assertThat(end("2026-01-05T14:00:00Z", "13:00", "14:00")).isEmpty();
        assertThat(end("2026-01-05T13:00:00Z", "13:00", "13:00")).isEmpty();
    }

    @Test
    void theirEndFollowsTheClockThatIsPutForward() {
        assertThat(end("2026-03-28T22:00:00Z", "21:00", "08:00")).contains(Instant.parse("2026-03-29T07:00:00Z"));
    }

    private static Optional<QuietHours.Quiet> next(String at, String from, String until) {
        return QuietHours.next(Instant.parse(at), DUBLIN, LocalTime.parse(from), LocalTime.parse(until));
    }

    @Test
    void theNextOnesBeginTodayOrTomorrow() {
        QuietHours.Quiet night =
                new QuietHours.Quiet(Instant.parse("2026-01-05T21:00:00Z"), Instant.parse("2026-01-06T08:00:00Z"));
        assertThat(next("2026-01-05T08:00:00Z", "21:00", "08:00")).contains(night);
        assertThat(next("2026-01-05T20:59:59Z", "21:00", "08:00")).contains(night);
        assertThat(next("2026-01-05T21:00:00Z", "21:00", "08:00")).isEmpty();
        assertThat(next("2026-01-05T14:00:00Z", "13:00", "14:00"))
                .contains(new QuietHours.Quiet(
                        Instant.parse("2026-01-06T13:00:00Z"), Instant.parse("2026-01-06T14:00:00Z")));
        assertThat(next("2026-01-05T12:00:00Z", "13:00", "13:00")).isEmpty();
    }
}
