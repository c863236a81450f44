package org.careturn.scheduling.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.OpeningHours;
import org.careturn.scheduling.Slot;
import org.careturn.scheduling.Slot.Unavailable;
import org.careturn.scheduling.SlotStatus;
import org.jspecify.annotations.Nullable;

/** Slots are what schedules give, less absences, closed days and what is booked. */
public final class SlotPlan {
    /** No two slots are equal in it: a doctor's hours of one facility don't overlap, those of two may. */
    public static final Comparator<Slot> BY_TIME =
            Comparator.comparing(Slot::start).thenComparing(Slot::doctorId).thenComparing(Slot::facilityId);

    private static final Comparator<Session> BY_DAY =
            Comparator.comparing(Session::day).thenComparing(Session::starts);

    private SlotPlan() {}

    /** A time in which a doctor is away. */
    public record Away(UUID doctorId, Instant start, Instant end) {}

    /** All that is known of one facility's doctors in a time. */
    public record Calendar(
            ZoneId zone, OpeningHours opening, List<Session> sessions, List<Away> away, Map<UUID, Taken> taken) {}

    /**
     * The slots that begin between, by time.
     *
     * @param freeOnly leaves the others out
     */
    public static List<Slot> slots(Calendar calendar, Instant from, Instant until, boolean freeOnly) {
        Map<UUID, List<Session>> byDoctor = new HashMap<>();
        calendar.sessions.forEach(session -> byDoctor.computeIfAbsent(session.doctorId(), d -> new ArrayList<>())
                .add(session));
        List<Slot> slots = new ArrayList<>();
        byDoctor.forEach((doctor, sessions) -> slots.addAll(of(calendar, doctor, sessions, from, until, freeOnly)));
        slots.sort(BY_TIME);
        return slots;
    }

    private static List<Slot> of(
            Calendar calendar, UUID doctor, List<Session> sessions, Instant from, Instant until, boolean freeOnly) {
        List<Away> away = calendar.away.stream()
                .filter(one -> one.doctorId.equals(doctor))
                .toList();
        Taken.Walk taken = calendar.taken.getOrDefault(doctor, Taken.NOTHING).walk();
        long first = minuteFrom(from);
        long end = minuteFrom(until);
        List<Slot> slots = new ArrayList<>();
        // in order of time already, so that sorting merges a few long runs
        for (Session session : sessions.stream().sorted(BY_DAY).toList()) {
            long seats = (1L << session.seats()) - 1;
            for (SlotGrid.Span span : SlotGrid.of(
                    session.day(),
                    session.starts(),
                    session.ends(),
                    Duration.ofMinutes(session.slotMinutes()),
                    calendar.zone)) {
                if (span.from() < first || span.from() >= end) {
                    continue;
                }
                long used = taken.seats(span.from(), span.until(), false);
                if (freeOnly && (seats & ~used) == 0) {
                    continue;
                }
                boolean offered = (seats & ~used) == 0 && (taken.seats(span.from(), span.until(), true) & seats) != 0;
                Slot slot = slot(session, span, why(calendar, away, span), used, offered);
                if (!freeOnly || slot.status() == SlotStatus.FREE) {
                    slots.add(slot);
                }
            }
        }
        return slots;
    }

    /** The first whole minute that isn't before. */
    private static long minuteFrom(Instant instant) {
        return SlotGrid.minute(instant.plusNanos(59_999_999_999L));
    }

    private static @Nullable Unavailable why(Calendar calendar, List<Away> away, SlotGrid.Span span) {
        if (away.isEmpty() && calendar.opening.isAlways()) {
            return null;
        }
        for (Away one : away) {
            if (one.start.isBefore(span.end()) && span.start().isBefore(one.end)) {
                return Unavailable.ABSENT;
            }
        }
        if (calendar.opening.isAlways()) {
            return null;
        }
        boolean open = calendar.opening.isOpen(
                LocalDateTime.ofInstant(span.start(), calendar.zone),
                LocalDateTime.ofInstant(span.end(), calendar.zone));
        return open ? null : Unavailable.CLOSED;
    }

    private static Slot slot(
            Session session, SlotGrid.Span span, @Nullable Unavailable unavailable, long used, boolean offered) {
        long seats = (1L << session.seats()) - 1;
        long all = (1L << (session.seats() + session.overbooking())) - 1;
        int free = Long.bitCount(seats & ~used);
        SlotStatus status;
        if (unavailable != null) {
            status = SlotStatus.BUSY_UNAVAILABLE;
        } else if (free > 0) {
            status = SlotStatus.FREE;
        } else {
            status = offered ? SlotStatus.BUSY_TENTATIVE : SlotStatus.BUSY;
        }
        return new Slot(
                session.facilityId(),
                session.serviceId(),
                session.doctorId(),
                session.roomId(),
                span.start(),
                span.end(),
                status,
                unavailable,
                session.seats(),
                free,
                Long.bitCount(all & ~seats & ~used));
    }
}
