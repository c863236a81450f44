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
    private static final Duration AHEAD = Duration.ofDays(4);
    private static final LocalTime OPENS = LocalTime.of(8, 0);
    private static final int HOURS = 10;

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
        BookingRule rule = new BookingRule(Booking.ALL, 30, 60, 20, 60, 120, false, 1);
        rules.setRule(Actor.SYSTEM, serviceId, rules.rule(serviceId).version(), rule)
                .orElseThrow();
    }

    /** Every day, so that a demo is busy on a Sunday too; several services share the day. */
    private void giveHours(UUID facilityId, UUID doctor, List<UUID> services, @Nullable UUID room) {
        LocalDate today = LocalDate.ofInstant(
                clock.instant(), facilities.facility(facilityId).timeZone());
        for (int i = 0; i < services.size(); i++) {
            LocalTime starts = OPENS.plusHours((long) HOURS * i / services.size());
            LocalTime ends = OPENS.plusHours((long) HOURS * (i + 1) / services.size());
            for (DayOfWeek weekday : DayOfWeek.values()) {
                schedules
                        .add(
                                Actor.SYSTEM,
                                new Schedule(
                                        Ids.next(),
                                        facilityId,
                                        doctor,
                                        services.get(i),
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
        for (int i = 0; i < Math.min(APPOINTMENTS, free.size()); i++) {
            Slot slot = free.get(i);
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
