package org.careturn.scheduling.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.careturn.scheduling.domain.SlotGrid.Span;
import org.junit.jupiter.api.Test;

/** FR-SCHED-11: no slot is lost, doubled or shifted, whatever the clock does. */
class SlotGridTest {
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Europe/Dublin"),
            ZoneId.of("America/New_York"),
            ZoneId.of("Asia/Kathmandu"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("America/Santiago"));

    record Hours(ZoneId zone, LocalDate day, int startMinute, int endMinute, int length) {
        LocalTime starts() {
            return LocalTime.ofSecondOfDay(startMinute * 60L);
        }

        LocalTime ends() {
            return LocalTime.ofSecondOfDay(endMinute % 1440 * 60L);
        }

        List<Span> spans() {
            return SlotGrid.of(day, starts(), ends(), Duration.ofMinutes(length), zone);
        }
    }

    @Provide
    Arbitrary<Hours> hours() {
        Arbitrary<LocalDate> anyDay = Arbitraries.integers()
                .between(0, 3 * 366)
                .map(days -> LocalDate.of(2026, 1, 1).plusDays(days));
        Arbitrary<LocalDate> special = Arbitraries.of(
                LocalDate.of(2026, 3, 29),
                LocalDate.of(2026, 10, 25),
                LocalDate.of(2026, 3, 8),
                LocalDate.of(2026, 11, 1),
                LocalDate.of(2026, 4, 5),
                LocalDate.of(2026, 10, 4),
                LocalDate.of(2026, 9, 6),
                LocalDate.of(2028, 2, 28),
                LocalDate.of(2028, 2, 29),
                LocalDate.of(2028, 3, 1));
        return Combinators.combine(
                        Arbitraries.of(ZONES),
                        Arbitraries.oneOf(anyDay, special),
                        Arbitraries.integers().between(0, 95).map(quarter -> quarter * 15),
                        Arbitraries.integers().between(1, 96).map(quarter -> quarter * 15),
                        Arbitraries.of(5, 10, 15, 20, 30, 45, 50, 60, 90))
                .as(Hours::new)
                .filter(hours -> hours.startMinute < hours.endMinute);
    }

    /** Walks real time minute by minute, looking at the wall clock: slow, and without any rule of time zones of its own. */
    private static List<Span> byTheClock(Hours hours) {
        Instant midnight = hours.day.atStartOfDay(hours.zone).toInstant();
        LocalDateTime open = hours.day.atTime(hours.starts());
        LocalDateTime close = hours.day.atStartOfDay().plusMinutes(hours.endMinute);
        List<Instant> begins = new ArrayList<>();
        Instant end = null;
        for (int minute = 0; minute <= 27 * 60; minute++) {
            Instant at = midnight.plusSeconds(60L * minute);
            LocalDateTime shown = LocalDateTime.ofInstant(at, hours.zone);
            if (end == null && !shown.isBefore(close)) {
                end = at;
            }
            boolean onGrid = !shown.isBefore(open)
                    && shown.isBefore(close)
                    && Duration.between(open, shown).toMinutes() % hours.length == 0;
            if (onGrid) {
                begins.add(at);
            }
        }
        assertThat(end).isNotNull();
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < begins.size(); i++) {
            Instant until = begins.get(i).plus(Duration.ofMinutes(hours.length));
            boolean fits = !until.isAfter(end) && (i + 1 == begins.size() || !until.isAfter(begins.get(i + 1)));
            if (fits) {
                spans.add(Span.of(begins.get(i), until));
            }
        }
        return spans;
    }

    @Property(tries = 3000)
    void slotsAreThoseThatTheWallClockShows(@ForAll("hours") Hours hours) {
        assertThat(hours.spans()).isEqualTo(byTheClock(hours));
    }

    @Property(tries = 3000)
    void noTwoOverlapAndEachLastsItsLength(@ForAll("hours") Hours hours) {
        Instant before = Instant.MIN;
        for (Span span : hours.spans()) {
            assertThat(span.start()).isAfterOrEqualTo(before);
            assertThat(Duration.between(span.start(), span.end())).isEqualTo(Duration.ofMinutes(hours.length));
            before = span.end();
        }
    }

    /** On a day without a change of the clock there are as many as fit, each at its usual local time. */
    @Property(tries = 2000)
    void noneIsLostOrShiftedOnAnOrdinaryDay(@ForAll("hours") Hours hours) {
        Instant begin = hours.day.atStartOfDay(hours.zone).toInstant();
        Instant end = hours.day.plusDays(1).atStartOfDay(hours.zone).toInstant();
        ZoneOffsetTransition change = hours.zone.getRules().nextTransition(begin.minusSeconds(1));
        if (change != null && change.getInstant().isBefore(end)) {
            return;
        }
        List<Span> spans = hours.spans();
        assertThat(spans).hasSize((hours.endMinute - hours.startMinute) / hours.length);
        for (int i = 0; i < spans.size(); i++) {
            assertThat(LocalDateTime.ofInstant(spans.get(i).start(), hours.zone))
                    .isEqualTo(hours.day.atStartOfDay().plusMinutes(hours.startMinute + (long) i * hours.length));
        }
    }

    @Test
    void theNightOfTheChangeHasAnHourLessOrMore() {
        ZoneId dublin = ZoneId.of("Europe/Dublin");
        assertThat(night(dublin, LocalDate.of(2026, 3, 28))).hasSize(24);
        assertThat(night(dublin, LocalDate.of(2026, 3, 29))).hasSize(20);
        assertThat(night(dublin, LocalDate.of(2026, 10, 25))).hasSize(28);
        assertThat(night(ZoneId.of("America/New_York"), LocalDate.of(2026, 3, 8)))
                .hasSize(20);
        assertThat(night(ZoneId.of("Asia/Kathmandu"), LocalDate.of(2028, 2, 29)))
                .hasSize(24)
                .first()
                .isEqualTo(Span.of(Instant.parse("2028-02-28T18:15:00Z"), Instant.parse("2028-02-28T18:30:00Z")));
    }

    private static List<Span> night(ZoneId zone, LocalDate day) {
        return SlotGrid.of(day, LocalTime.MIDNIGHT, LocalTime.of(6, 0), Duration.ofMinutes(15), zone);
    }
}
