package org.careturn.scheduling;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.scheduling.domain.BookingPolicy;
import org.careturn.scheduling.domain.Session;
import org.careturn.scheduling.domain.SlotPlan;
import org.careturn.scheduling.jdbc.AbsenceStore;
import org.careturn.scheduling.jdbc.AppointmentLists;
import org.careturn.scheduling.jdbc.ScheduleStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Finds slots: computes them from schedules, absences, opening hours and appointments as they stand. */
@Service
public class Slots {
    private static final Duration STRETCH = Duration.ofDays(7);

    private final ScheduleStore schedules;
    private final AbsenceStore absences;
    private final AppointmentLists appointments;
    private final Facilities facilities;
    private final Clock clock;

    Slots(
            ScheduleStore schedules,
            AbsenceStore absences,
            AppointmentLists appointments,
            Facilities facilities,
            Clock clock) {
        this.schedules = schedules;
        this.absences = absences;
        this.appointments = appointments;
        this.facilities = facilities;
        this.clock = clock;
    }

    /**
     * What is asked for: a service's slots, a doctor's, or both.
     *
     * @param all for staff: the busy ones too, and those that have passed
     */
    public record Query(@Nullable UUID serviceId, @Nullable UUID doctorId, Instant from, Instant until, boolean all) {}

    /**
     * The slots that the actor may book, by time, up to {@code limit} of them.
     *
     * @param after the last one of the page before
     * @throws RefusedException NOT_FOUND where the service is in no facility that the actor may see
     */
    public List<Slot> find(Actor actor, Query query, @Nullable SlotKey after, int limit) {
        if (query.serviceId != null) {
            requireVisible(actor, facilities.service(query.serviceId).facilityId());
        }
        Instant now = clock.instant();
        List<Slot> found = new ArrayList<>();
        Instant from = after == null ? query.from : after.start;
        while (from.isBefore(query.until) && found.size() < limit) {
            Instant until = from.plus(STRETCH).isBefore(query.until) ? from.plus(STRETCH) : query.until;
            for (Slot slot : compute(query.serviceId, query.doctorId, from, until, !query.all)) {
                boolean beyond = after == null || after.isBefore(slot);
                if (beyond && isFor(actor, slot, query.all, now)) {
                    found.add(slot);
                }
            }
            from = until;
        }
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : List.copyOf(found);
    }

    /** Where a page of slots ends. */
    public record SlotKey(Instant start, UUID doctorId, UUID facilityId) {
        private static final Comparator<SlotKey> BY_TIME = Comparator.comparing(SlotKey::start)
                .thenComparing(SlotKey::doctorId)
                .thenComparing(SlotKey::facilityId);

        public static SlotKey of(Slot slot) {
            return new SlotKey(slot.start(), slot.doctorId(), slot.facilityId());
        }

        private boolean isBefore(Slot slot) {
            return BY_TIME.compare(this, of(slot)) < 0;
        }
    }

    /** The doctor's slot of the service that begins at this instant. */
    Optional<Slot> at(UUID serviceId, UUID doctorId, Instant start) {
        return compute(serviceId, doctorId, start, start.plusNanos(1), false).stream()
                .findFirst();
    }

    /**
     * Every slot that begins between, of a service, a doctor or both, by time.
     *
     * @param from included
     * @param until excluded
     * @param freeOnly leaves the others out
     */
    public List<Slot> compute(
            @Nullable UUID serviceId, @Nullable UUID doctorId, Instant from, Instant until, boolean freeOnly) {
        Map<UUID, List<Schedule>> byFacility = new HashMap<>();
        // a day more on either side, whatever the zone
        LocalDate first = LocalDate.ofInstant(from, ZoneOffset.UTC).minusDays(1);
        LocalDate last = LocalDate.ofInstant(until, ZoneOffset.UTC).plusDays(1);
        for (Schedule schedule : schedules.between(serviceId, doctorId, first, last)) {
            byFacility
                    .computeIfAbsent(schedule.facilityId(), f -> new ArrayList<>())
                    .add(schedule);
        }
        List<Slot> slots = new ArrayList<>();
        byFacility.forEach(
                (facility, held) -> slots.addAll(compute(facilities.facility(facility), held, from, until, freeOnly)));
        if (byFacility.size() > 1) {
            slots.sort(SlotPlan.BY_TIME);
        }
        return slots;
    }

    private List<Slot> compute(Facility facility, List<Schedule> held, Instant from, Instant until, boolean freeOnly) {
        List<Session> sessions = new ArrayList<>();
        Set<UUID> doctors = new HashSet<>();
        LocalDate first = LocalDate.ofInstant(from, facility.timeZone()).minusDays(1);
        LocalDate last = LocalDate.ofInstant(until, facility.timeZone());
        for (Schedule schedule : held) {
            BookingRule rule = facilities.bookingRule(schedule.serviceId());
            org.careturn.facilities.Service service = facilities.service(schedule.serviceId());
            if (rule.booking() == Booking.OFF || !service.active()) {
                continue;
            }
            LocalDate day = first.plusDays(Math.floorMod(
                    schedule.weekday().getValue() - first.getDayOfWeek().getValue(), 7));
            for (; !day.isAfter(last); day = day.plusDays(7)) {
                if (schedule.holdsOn(day)) {
                    doctors.add(schedule.doctorId());
                    sessions.add(new Session(
                            facility.id(),
                            schedule.serviceId(),
                            schedule.doctorId(),
                            schedule.roomId(),
                            day,
                            schedule.starts(),
                            schedule.ends(),
                            rule.slotMinutes(service),
                            schedule.seats(),
                            rule.overbookingSeats()));
                }
            }
        }
        if (sessions.isEmpty()) {
            return List.of();
        }
        Instant end = until.plus(Duration.ofHours(8));
        return SlotPlan.slots(
                new SlotPlan.Calendar(
                        facility.timeZone(),
                        facilities.openingHours(facility.id()),
                        sessions,
                        absences.away(facility.id(), doctors, from, end),
                        appointments.taken(doctors, from, end)),
                from,
                until,
                freeOnly);
    }

    private boolean isFor(Actor actor, Slot slot, boolean all, Instant now) {
        boolean staff = actor.mayIn(slot.facilityId());
        if (staff && all) {
            return true;
        }
        if (!staff && !actor.has(Role.PATIENT)) {
            return false;
        }
        BookingRule rule = facilities.bookingRule(slot.serviceId());
        return slot.status() == SlotStatus.FREE
                && BookingPolicy.refusal(rule, new BookingPolicy.Wish(slot.start(), staff, null, false), now) == null;
    }

    private static void requireVisible(Actor actor, UUID facilityId) {
        if (!actor.mayIn(facilityId) && !actor.has(Role.PATIENT)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
    }
}
