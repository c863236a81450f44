package org.careturn.forecasting;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.forecasting.domain.Overbooking;
import org.careturn.platform.Actor;
import org.careturn.platform.DaySpan;
import org.careturn.platform.openapi.ApiName;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Appointments;
import org.careturn.scheduling.Slot;
import org.careturn.scheduling.Slots;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where staff may book more people than there are seats, since some won't come. */
@Service
public class OverbookingAdvice {
    private static final int LONGEST = 31;
    private static final int MOST = 20_000;

    private final NoShowKnowledge noShows;
    private final Appointments appointments;
    private final Slots slots;
    private final Facilities facilities;
    private final Clock clock;

    OverbookingAdvice(
            NoShowKnowledge noShows, Appointments appointments, Slots slots, Facilities facilities, Clock clock) {
        this.noShows = noShows;
        this.appointments = appointments;
        this.slots = slots;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** Hours to come for which somebody is booked, of services that may be overbooked; by time. */
    @ApiName("OverbookingAdvice")
    public record Advice(UUID facilityId, LocalDate firstDay, LocalDate lastDay, List<Hour> hours) {}

    /**
     * An hour of a doctor's time for a service.
     *
     * @param from its begin, a whole hour in the facility's zone
     * @param seats of all slots that begin in it
     * @param booked people who are booked for these
     * @param expectedNoShows of them, on average
     * @param suggestedSeats to be booked beyond the seats
     * @param overload the probability that more come than there are seats, once these and the free ones are booked
     */
    @ApiName("OverbookingHour")
    public record Hour(
            UUID doctorId,
            UUID serviceId,
            LocalDate day,
            Instant from,
            int seats,
            int booked,
            double expectedNoShows,
            int suggestedSeats,
            double overload) {}

    private record Key(UUID doctorId, UUID serviceId, Instant from) {}

    private static final class Sum {
        int seats;
        int free;
        int most;
        final List<UUID> booked = new ArrayList<>();
    }

    /** Of the service days from the first to the last, at most 31 days apart; for the facility's staff. */
    @Transactional(readOnly = true)
    public Advice of(Actor actor, UUID facilityId, LocalDate firstDay, LocalDate lastDay) {
        Facility facility = facilities.visible(actor, facilityId);
        DaySpan.check(firstDay, lastDay, LONGEST);
        Instant now = clock.instant();
        Instant begin = facility.startOf(firstDay);
        Instant from = begin.isAfter(now) ? begin : now;
        Instant until = facility.startOf(lastDay.plusDays(1));
        List<Hour> hours = from.isBefore(until) ? hours(facility, from, until) : List.of();
        return new Advice(facilityId, firstDay, lastDay, hours);
    }

    private List<Hour> hours(Facility facility, Instant from, Instant until) {
        Map<Key, Sum> sums = new HashMap<>();
        for (org.careturn.facilities.Service service : facilities.services(facility.id())) {
            if (facilities.bookingRule(service.id()).overbookingSeats() > 0) {
                for (Slot slot : slots.compute(service.id(), null, from, until, false)) {
                    if (slot.unavailable() == null) {
                        Sum sum = sums.computeIfAbsent(
                                key(slot.doctorId(), service.id(), slot.start(), facility.timeZone()),
                                fresh -> new Sum());
                        sum.seats += slot.seats();
                        sum.free += slot.freeSeats();
                        sum.most += slot.freeSeats() == 0 ? slot.overbookable() : 0;
                    }
                }
            }
        }
        List<UUID> ids = new ArrayList<>();
        for (Appointment booked : appointments.startingBetween(facility.id(), from.minusNanos(1), until, MOST)) {
            Sum sum = sums.get(key(booked.doctorId(), booked.serviceId(), booked.start(), facility.timeZone()));
            if (sum != null) {
                sum.booked.add(booked.id());
                ids.add(booked.id());
            }
        }
        Map<UUID, Double> shows = noShows.shows(facility, ids);
        double usual = noShows.usualShow(facility);
        List<Hour> hours = new ArrayList<>();
        sums.forEach((key, sum) -> {
            if (!sum.booked.isEmpty()) {
                Overbooking.Suggestion suggestion = Overbooking.of(
                        sum.booked.stream()
                                .map(id -> shows.getOrDefault(id, usual))
                                .toList(),
                        sum.seats,
                        sum.free,
                        sum.most,
                        usual);
                hours.add(new Hour(
                        key.doctorId,
                        key.serviceId,
                        facility.serviceDay(key.from),
                        key.from,
                        sum.seats,
                        sum.booked.size(),
                        suggestion.expectedNoShows(),
                        suggestion.seats(),
                        suggestion.overload()));
            }
        });
        hours.sort(
                Comparator.comparing(Hour::from).thenComparing(Hour::doctorId).thenComparing(Hour::serviceId));
        return hours;
    }

    private static Key key(UUID doctorId, UUID serviceId, Instant start, ZoneId zone) {
        return new Key(
                doctorId,
                serviceId,
                start.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant());
    }
}
