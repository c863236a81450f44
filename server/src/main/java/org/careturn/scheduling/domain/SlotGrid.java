package org.careturn.scheduling.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The times into which a stretch of local hours falls.
 *
 * <p>Slots begin where the wall clock shows the first hour plus whole lengths, so that a change of the clock shifts none
 * of them. What the clock skips isn't there; what it shows twice is there twice, as the doctor is. A slot lasts its whole
 * length of real time, ends within the hours, and never reaches into the next one.
 */
public final class SlotGrid {
    private SlotGrid() {}

    /** From a minute to another, counted since 1970: numbers, since most are looked at and thrown away. */
    public record Span(long from, long until) {
        static Span of(Instant start, Instant end) {
            return new Span(minute(start), minute(end));
        }

        public Instant start() {
            return Instant.ofEpochSecond(from * 60);
        }

        public Instant end() {
            return Instant.ofEpochSecond(until * 60);
        }
    }

    static long minute(Instant instant) {
        return Math.floorDiv(instant.getEpochSecond(), 60);
    }

    /**
     * The slots of one day's hours, by time.
     *
     * @param ends midnight means the end of the day
     * @param length of a slot, whole minutes
     */
    public static List<Span> of(LocalDate day, LocalTime starts, LocalTime ends, Duration length, ZoneId zone) {
        LocalDateTime open = day.atTime(starts);
        LocalDateTime close = endOf(day, ends);
        ZoneRules rules = zone.getRules();
        Instant last = first(close, rules);
        ZoneOffset offset = rules.getOffset(open);
        Instant first = open.toInstant(offset);
        if (isSteady(rules, first)) {
            return evenly(first, close.toInstant(offset), length);
        }
        List<Instant> begins = new ArrayList<>();
        for (LocalDateTime at = open; at.isBefore(close); at = at.plus(length)) {
            for (ZoneOffset valid : rules.getValidOffsets(at)) {
                begins.add(at.toInstant(valid));
            }
        }
        Collections.sort(begins);
        List<Span> spans = new ArrayList<>(begins.size());
        for (int i = 0; i < begins.size(); i++) {
            Instant end = begins.get(i).plus(length);
            Instant next = i + 1 < begins.size() ? begins.get(i + 1) : last;
            if (!end.isAfter(last) && !end.isAfter(next)) {
                spans.add(Span.of(begins.get(i), end));
            }
        }
        return spans;
    }

    /** Whether the clock is far from any change all that day: then the rest is plain arithmetic. */
    private static boolean isSteady(ZoneRules rules, Instant first) {
        if (rules.isFixedOffset()) {
            return true;
        }
        ZoneOffsetTransition next = rules.nextTransition(first.minus(Duration.ofDays(2)));
        return next == null || next.getInstant().isAfter(first.plus(Duration.ofDays(2)));
    }

    private static List<Span> evenly(Instant first, Instant last, Duration length) {
        List<Span> spans = new ArrayList<>();
        long minutes = length.toMinutes();
        long close = minute(last);
        for (long begin = minute(first); begin + minutes <= close; begin += minutes) {
            spans.add(new Span(begin, begin + minutes));
        }
        return spans;
    }

    static LocalDateTime endOf(LocalDate day, LocalTime ends) {
        return ends.equals(LocalTime.MIDNIGHT) ? day.plusDays(1).atStartOfDay() : day.atTime(ends);
    }

    /** When the clock first shows this time, or jumps over it. */
    private static Instant first(LocalDateTime local, ZoneRules rules) {
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            ZoneOffsetTransition gap = rules.getTransition(local);
            return gap.getInstant();
        }
        return local.toInstant(offsets.getFirst());
    }
}
