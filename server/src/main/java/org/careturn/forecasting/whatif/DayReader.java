package org.careturn.forecasting.whatif;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OpeningHours;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.NoShowKnowledge;
import org.careturn.forecasting.domain.ArrivalRates;
import org.careturn.forecasting.domain.LineState;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.queueing.domain.OrderRule;
import org.careturn.queueing.domain.Targets;
import org.springframework.stereotype.Component;

/**
 * A facility's day as it was recorded, or as it is planned: the latter with the schedules' doctors (where nobody is
 * scheduled, the desks of the latest such weekday), those who are booked, and walk-ins as on the eight weeks before. Earlier
 * holidays say nothing of other days.
 */
@Component
class DayReader {
    private static final int MOST_QUEUES = 60;
    private static final int MOST_PEOPLE = 20_000;
    private static final int MOST_DESKS = 200;
    private static final int WEEKS = 8;
    private static final Duration LEARNT_FROM = Duration.ofDays(60);
    private static final double TURN_ROUND = 60;
    /** Who is booked comes so long before his time. */
    private static final double EARLY = 600;

    private static final double MINUTE = 60;

    private final DayStore store;
    private final NoShowKnowledge noShows;
    private final Facilities facilities;

    DayReader(DayStore store, NoShowKnowledge noShows, Facilities facilities) {
        this.store = store;
        this.noShows = noShows;
        this.facilities = facilities;
    }

    record Days(Day baseline, Day changed) {}

    /** A day that can't be simulated. */
    static final class UnusableDayException extends Exception {
        private static final long serialVersionUID = 1;
        private final WhatIfJob.Failure failure;

        UnusableDayException(WhatIfJob.Failure failure) {
            super(failure.name());
            this.failure = failure;
        }

        WhatIfJob.Failure failure() {
            return failure;
        }
    }

    Days read(WhatIfRequest request, Instant now) throws UnusableDayException {
        Facility facility = facilities.facility(request.facilityId());
        List<QueueSettings> queues = facilities.queues(request.facilityId());
        if (queues.isEmpty()) {
            throw new UnusableDayException(WhatIfJob.Failure.EMPTY_DAY);
        }
        if (queues.size() > MOST_QUEUES) {
            throw new UnusableDayException(WhatIfJob.Failure.DAY_TOO_LARGE);
        }
        LocalDate today = facility.serviceDay(now);
        if (!request.day().isBefore(today)
                && facilities.openingHours(facility.id()).isHoliday(request.day())) {
            throw new UnusableDayException(WhatIfJob.Failure.CLOSED_DAY);
        }
        Reading reading = new Reading(facility, queues, request.day(), today, now);
        Day day = reading.baseline();
        if (day.people().size() >= MOST_PEOPLE || day.desks().size() >= MOST_DESKS) {
            throw new UnusableDayException(WhatIfJob.Failure.DAY_TOO_LARGE);
        }
        if (day.people().isEmpty()
                && day.services().stream().allMatch(s -> s.arrivals().isEmpty())) {
            throw new UnusableDayException(WhatIfJob.Failure.EMPTY_DAY);
        }
        return new Days(day, ChangedDay.of(day, request, facility, queues));
    }

    private final class Reading {
        private final Facility facility;
        private final OpeningHours opening;
        private final List<QueueSettings> queues;
        private final List<UUID> queueIds;
        private final Map<UUID, Integer> queueOf = new HashMap<>();
        private final Map<UUID, Integer> queueOfService = new HashMap<>();
        private final Map<UUID, Integer> doctors = new HashMap<>();
        private final LocalDate day;
        private final LocalDate today;
        private final Instant begin;
        private final Instant end;
        private final Instant known;

        Reading(Facility facility, List<QueueSettings> queues, LocalDate day, LocalDate today, Instant now) {
            this.facility = facility;
            opening = facilities.openingHours(facility.id());
            this.queues = queues;
            this.day = day;
            this.today = today;
            queueIds = queues.stream().map(QueueSettings::id).toList();
            for (int q = 0; q < queues.size(); q++) {
                queueOf.put(queues.get(q).id(), q);
                queueOfService.put(queues.get(q).serviceId(), q);
            }
            begin = facility.startOf(day);
            end = facility.startOf(day.plusDays(1));
            known = now.isBefore(end) ? now : end;
        }

        Day baseline() {
            boolean over = day.isBefore(today);
            List<LineState.Desk> desks = over ? recordedDesks(day) : plannedDesks();
            List<Day.Person> people = over ? recordedPeople() : bookedPeople();
            Targets targets = Targets.of(facilities.urgencyLevels(facility.id()));
            return new Day(
                    queues.stream()
                            .map(q -> new OrderRule(q.policy(), q.promotionFactor(), targets))
                            .toList(),
                    people,
                    desks,
                    services(over ? Map.of() : walkIns()),
                    List.of());
        }

        private double at(Instant time) {
            return Duration.between(begin, time).toMillis() / 1000.0;
        }

        private int doctor(UUID accountId) {
            return doctors.computeIfAbsent(accountId, fresh -> doctors.size());
        }

        private List<LineState.Desk> recordedDesks(LocalDate recorded) {
            Instant from = facility.startOf(recorded);
            Instant to = facility.startOf(recorded.plusDays(1));
            List<DayStore.Desk> rows = store.desks(facility.id(), from, to, MOST_DESKS);
            List<DayStore.Pause> breaks =
                    store.breaks(rows.stream().map(DayStore.Desk::id).toList(), to);
            double shift = at(from);
            List<LineState.Desk> desks = new ArrayList<>();
            for (DayStore.Desk row : rows) {
                long mask = 0;
                for (UUID queue : row.queueIds()) {
                    Integer number = queueOf.get(queue);
                    mask |= number == null ? 0 : 1L << number;
                }
                desks.add(new LineState.Desk(
                        doctor(row.accountId()),
                        mask,
                        at(row.from()) - shift,
                        at(row.to()) - shift,
                        new LineState.Activity.Ready(),
                        pauses(breaks, row.id(), shift)));
            }
            return desks;
        }

        private List<LineState.Break> pauses(List<DayStore.Pause> all, UUID of, double shift) {
            return all.stream()
                    .filter(pause -> pause.of().equals(of) && pause.to().isAfter(pause.from()))
                    .map(pause -> new LineState.Break(at(pause.from()) - shift, at(pause.to()) - shift))
                    .toList();
        }

        private List<LineState.Desk> plannedDesks() {
            List<DayStore.Pause> absences = store.absences(facility.id(), begin, end);
            List<LineState.Desk> desks = new ArrayList<>();
            for (DayStore.Planned planned : store.schedules(facility.id(), day, MOST_DESKS)) {
                Integer queue = queueOfService.get(planned.serviceId());
                if (queue != null) {
                    boolean untilMidnight = planned.ends().equals(LocalTime.MIDNIGHT);
                    Instant ends = (untilMidnight ? day.plusDays(1) : day)
                            .atTime(planned.ends())
                            .atZone(facility.timeZone())
                            .toInstant();
                    desks.add(new LineState.Desk(
                            doctor(planned.doctorId()),
                            1L << queue,
                            at(day.atTime(planned.starts())
                                    .atZone(facility.timeZone())
                                    .toInstant()),
                            at(ends),
                            new LineState.Activity.Ready(),
                            pauses(absences, planned.doctorId(), 0)));
                }
            }
            for (int week = 1; week <= 2 * WEEKS && desks.isEmpty(); week++) {
                LocalDate earlier = day.minusWeeks(week);
                if (earlier.isBefore(today) && !opening.isHoliday(earlier)) {
                    desks = recordedDesks(earlier);
                }
            }
            return desks;
        }

        private List<Day.Person> recordedPeople() {
            return store.came(queueIds, day, begin, end, MOST_PEOPLE).stream()
                    .map(came -> {
                        double arrived = Math.max(0, at(came.arrivedAt()));
                        Instant booked = came.bookedAt();
                        Integer doctor = came.doctorId() == null ? null : doctors.get(came.doctorId());
                        return new Day.Person(
                                queueOf.getOrDefault(came.queueId(), 0),
                                Urgency.ofLevel(came.urgency()),
                                arrived,
                                at(came.since()),
                                booked == null ? arrived : Math.max(arrived, at(booked)),
                                doctor == null ? LineState.ANYBODY : doctor,
                                1);
                    })
                    .toList();
        }

        private List<Day.Person> bookedPeople() {
            List<DayStore.Booked> all = store.booked(facility.id(), day, MOST_PEOPLE);
            Map<UUID, Double> shows = noShows.shows(
                    facility,
                    all.stream()
                            .filter(booked -> !booked.there())
                            .map(DayStore.Booked::id)
                            .toList());
            List<Day.Person> people = new ArrayList<>();
            for (DayStore.Booked booked : all) {
                Integer queue = queueOfService.get(booked.serviceId());
                if (queue != null) {
                    double at = at(booked.startsAt());
                    double credit = MINUTE * queues.get(queue).bookingCreditMinutes();
                    Integer doctor = doctors.get(booked.doctorId());
                    people.add(new Day.Person(
                            queue,
                            Urgency.NON_URGENT,
                            Math.max(0, at - EARLY),
                            at - credit,
                            at,
                            doctor == null ? LineState.ANYBODY : doctor,
                            shows.getOrDefault(booked.id(), 1.0)));
                }
            }
            return people;
        }

        private Map<Integer, List<double[]>> walkIns() {
            LocalDate before = day.isBefore(today) ? day : today;
            LocalDate from = before.minusWeeks(WEEKS);
            Map<LocalDate, Map<UUID, int[][]>> days = new HashMap<>();
            for (DayStore.Arrivals a :
                    store.arrivals(queueIds, facility.timeZone(), from, before, facility.startOf(from))) {
                days.computeIfAbsent(a.day(), fresh -> new HashMap<>())
                                .computeIfAbsent(a.queueId(), fresh -> new int[24][5])[a.hour()][a.urgency() - 1] +=
                        a.count();
            }
            days.keySet().removeIf(opening::isHoliday);
            Map<Integer, List<double[]>> rates = new HashMap<>();
            for (UUID queue : queueIds) {
                ArrivalRates all = new ArrivalRates();
                boolean any = days.values().stream().anyMatch(one -> one.containsKey(queue));
                days.forEach((date, counts) ->
                        all.observeDay(date.getDayOfWeek().getValue(), counts.getOrDefault(queue, new int[24][5])));
                if (any) {
                    rates.put(
                            queueOf.getOrDefault(queue, 0),
                            all.from(
                                    day.getDayOfWeek().getValue(),
                                    facility.serviceDayStart().getHour()));
                }
            }
            return rates;
        }

        private List<LineState.Service> services(Map<Integer, List<double[]>> walkIns) {
            Instant from = known.minus(LEARNT_FROM);
            Map<UUID, ServiceTimes<UUID>> turns = new HashMap<>();
            queueIds.forEach(queue -> turns.put(queue, new ServiceTimes<>(TURN_ROUND)));
            store.learnTurnRounds(queueIds, from, known, turns);
            Map<UUID, Double> leaving = store.leaving(queueIds, from, known);
            List<LineState.Service> services = new ArrayList<>();
            for (int q = 0; q < queues.size(); q++) {
                QueueSettings queue = queues.get(q);
                ServiceTimes<UUID> times = new ServiceTimes<>(MINUTE * queue.serviceDurationMinutes());
                store.learnServices(queue.id(), from, known, times);
                Double[] factors = new Double[doctors.size()];
                doctors.forEach((doctor, number) -> factors[number] = times.factor(doctor));
                ServiceTimes<UUID> turn = turns.getOrDefault(queue.id(), times);
                services.add(new LineState.Service(
                        times.law(),
                        List.of(factors),
                        turn.law(),
                        leaving.getOrDefault(queue.id(), 0.0),
                        walkIns.getOrDefault(q, List.of())));
            }
            return services;
        }
    }
}
