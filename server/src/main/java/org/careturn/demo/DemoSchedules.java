package org.careturn.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.careturn.demo.DemoHospital.Person;
import org.careturn.demo.DemoHospital.Way;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Room;
import org.careturn.identity.Account;
import org.careturn.identity.Staff;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.Schedules;
import org.careturn.scheduling.Slot;
import org.careturn.scheduling.Slots;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives the demo hospital's doctors their hours, and books some of them for the next days. */
@Component
class DemoSchedules {
    private static final double MOSTLY_BOOKED = 0.5;
    private static final int APPOINTMENTS = 40;
    private static final int SOON = 14;
    private static final Duration NEXT_HOURS = Duration.ofHours(5);
    private static final Duration AHEAD = Duration.ofDays(4);
    /** The day is divided into so many turns, in which a doctor's services follow each other. */
    private static final int TURNS = 6;

    private static final int HOURS_OF_TURN = 24 / TURNS;

    private final Facilities facilities;
    private final BookingSetup rules;
    private final Schedules schedules;
    private final Slots slots;
    private final Bookings bookings;
    private final Staff staff;
    private final Patients patients;
    private final Clock clock;

    DemoSchedules(
            Facilities facilities,
            BookingSetup rules,
            Schedules schedules,
            Slots slots,
            Bookings bookings,
            Staff staff,
            Patients patients,
            Clock clock) {
        this.facilities = facilities;
        this.rules = rules;
        this.schedules = schedules;
        this.slots = slots;
        this.bookings = bookings;
        this.staff = staff;
        this.patients = patients;
        this.clock = clock;
    }

    /** Needs the hospital's places, people and records. */
    void make(DemoHospital plan, UUID facilityId, long seed) {
        Map<String, QueueSettings> queues = facilities.queues(facilityId).stream()
                .collect(Collectors.toMap(QueueSettings::prefix, Function.identity()));
        List<String> bookable = plan.ways().stream()
                .filter(way -> !way.isRoute() && way.booked() >= MOSTLY_BOOKED)
                .map(Way::steps)
                .map(steps -> steps.getFirst().getFirst())
                .toList();
        bookable.forEach(prefix -> allowBooking(service(queues, prefix)));
        Map<String, UUID> accounts = staff.page(Actor.SYSTEM, facilityId, null, 200).stream()
                .collect(Collectors.toMap(account -> String.valueOf(account.userName()), Account::id));
        Map<String, UUID> rooms = facilities.rooms(facilityId).stream().collect(Collectors.toMap(Room::name, Room::id));
        for (Person person : plan.staff()) {
            UUID account = accounts.get(person.userName());
            List<UUID> services = person.queues().stream()
                    .filter(bookable::contains)
                    .map(prefix -> service(queues, prefix))
                    .toList();
            if (person.role() == Role.DOCTOR && account != null) {
                giveHours(facilityId, account, services, rooms.get(person.room()));
            }
        }
        book(
                facilityId,
                bookable.stream().map(prefix -> service(queues, prefix)).toList(),
                new Random(seed));
    }

    private static UUID service(Map<String, QueueSettings> queues, String prefix) {
        QueueSettings queue = queues.get(prefix);
        if (queue == null) {
            throw new IllegalStateException("the demo hospital has no queue " + prefix);
        }
        return queue.serviceId();
    }

    private void allowBooking(UUID serviceId) {
        BookingRule rule = new BookingRule(Booking.ALL, 30, 60, 20, 60, 120, true, 1);
        rules.setRule(Actor.SYSTEM, serviceId, rules.rule(serviceId).version(), rule)
                .orElseThrow();
    }

    /** Every day and around the clock, so that a demo is busy on a Sunday and in the evening too. */
    private void giveHours(UUID facilityId, UUID doctor, List<UUID> services, @Nullable UUID room) {
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), facilities.facility(facilityId).timeZone());
        if (services.isEmpty()) {
            return;
        }
        for (int turn = 0; turn < TURNS; turn++) {
            LocalTime starts = LocalTime.of(turn * HOURS_OF_TURN, 0);
            LocalTime ends = starts.plusHours(HOURS_OF_TURN); // midnight is the end of the day
            for (DayOfWeek weekday : DayOfWeek.values()) {
                schedules
                        .add(
                                Actor.SYSTEM,
                                new Schedule(
                                        Ids.next(),
                                        facilityId,
                                        doctor,
                                        services.get(turn % services.size()),
                                        room,
                                        weekday,
                                        starts,
                                        ends,
                                        today,
                                        null,
                                        1,
                                        1))
                        .orElseThrow();
            }
        }
    }

    private void book(UUID facilityId, List<UUID> services, Random random) {
        Instant now = clock.instant();
        List<Slot> free = new ArrayList<>();
        for (UUID service : services) {
            free.addAll(
                    slots.find(Actor.SYSTEM, new Slots.Query(service, null, now, now.plus(AHEAD), false), null, 1_000));
        }
        Collections.shuffle(free, random);
        List<Patient> people =
                patients.page(Actor.SYSTEM, facilityId, null, 200).items();
        Map<Boolean, List<Slot>> soon = free.stream()
                .collect(Collectors.partitioningBy(slot -> slot.start().isBefore(now.plus(NEXT_HOURS))));
        List<Slot> taken = Stream.concat(
                        soon.getOrDefault(true, List.of()).stream().limit(SOON),
                        soon.getOrDefault(false, List.of()).stream().limit(APPOINTMENTS))
                .toList();
        for (int i = 0; i < taken.size(); i++) {
            Slot slot = taken.get(i);
            bookings.book(
                            Actor.SYSTEM,
                            new Bookings.Booking(
                                    Ids.next(),
                                    slot.serviceId(),
                                    slot.doctorId(),
                                    slot.start(),
                                    people.get(i % people.size()).id(),
                                    null,
                                    false))
                    .orElseThrow();
        }
    }
}
