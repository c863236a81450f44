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
        Taken taken = calendar.taken.getOrDefault(doctor, Taken.NOTHING);
        List<Slot> slots = new ArrayList<>();
        // in order of time already, so that sorting merges a few long runs
        for (Session session : sessions.stream().sorted(BY_DAY).toList()) {
            for (SlotGrid.Span span : SlotGrid.of(
                    session.day(),
                    session.starts(),
                    session.ends(),
                    Duration.ofMinutes(session.slotMinutes()),
                    calendar.zone)) {
                if (!span.start().isBefore(from) && span.start().isBefore(until)) {
                    if (!freeOnly || isFree(session, span, taken)) {
                        Slot slot = slot(session, span, why(calendar, away, span), taken);
                        if (!freeOnly || slot.status() == SlotStatus.FREE) {
                            slots.add(slot);
                        }
                    }
                }
            }
        }
        return slots;
    }

    private static @Nullable Unavailable why(Calendar calendar, List<Away> away, SlotGrid.Span span) {
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

    private static boolean isFree(Session session, SlotGrid.Span span, Taken taken) {
        long seats = (1L << session.seats()) - 1;
        long used = taken.seats(span.start().getEpochSecond() / 60, span.end().getEpochSecond() / 60, false);
        return (seats & ~used) != 0;
    }

    private static Slot slot(Session session, SlotGrid.Span span, @Nullable Unavailable unavailable, Taken taken) {
        long from = span.start().getEpochSecond() / 60;
        long until = span.end().getEpochSecond() / 60;
        long seats = (1L << session.seats()) - 1;
        long all = (1L << (session.seats() + session.overbooking())) - 1;
        long used = taken.seats(from, until, false);
        int free = Long.bitCount(seats & ~used);
        SlotStatus status;
        if (unavailable != null) {
            status = SlotStatus.BUSY_UNAVAILABLE;
        } else if (free > 0) {
            status = SlotStatus.FREE;
        } else {
            boolean offered = (taken.seats(from, until, true) & seats) != 0;
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
