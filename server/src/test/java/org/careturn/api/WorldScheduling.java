package org.careturn.api;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.Service;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.scheduling.Absence;
import org.careturn.scheduling.Absences;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.WaitingLists;

/** Of a {@link World}: calendars, appointments and waiting lists. */
final class WorldScheduling {
    private static final LocalTime NOON = LocalTime.of(12, 0);

    private final Worlds by;
    private final World world;

    WorldScheduling(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put("scheduleId", this::schedule);
        records.put("absenceId", this::absence);
        records.put("appointmentId", () -> book(world.patient).id());
        records.put("waitingListId", this::waiting);
        records.put("offerId", this::offer);
    }

    void cancelAppointment() {
        by.bookings.cancel(Actor.SYSTEM, world.id("appointmentId"), null).orElseThrow();
    }

    void checkIn() {
        by.checkIns
                .checkIn(Actor.SYSTEM, world.id("appointmentId"), world.facility.id(), List.of())
                .orElseThrow();
    }

    void takeWhatWasOffered() {
        world.value("offerId");
        by.waitingLists.accept(Actor.SYSTEM, world.id("waitingListId")).orElseThrow();
    }

    /** The doctor's hours today: until noon for the service where the patient waits, then for the other. */
    private UUID schedule() {
        UUID morning = hours(world.service, LocalTime.of(9, 0), NOON);
        hours(world.otherService, NOON, LocalTime.of(17, 0));
        return morning;
    }

    private UUID hours(Service of, LocalTime starts, LocalTime ends) {
        BookingRule rule = new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 720, 120, false, 0);
        by.booking
                .setRule(Actor.SYSTEM, of.id(), by.booking.rule(of.id()).version(), rule)
                .orElseThrow();
        return by.schedules
                .add(
                        Actor.SYSTEM,
                        new Schedule(
                                Ids.next(),
                                world.facility.id(),
                                world.id("doctorId"),
                                of.id(),
                                null,
                                DayOfWeek.MONDAY,
                                starts,
                                ends,
                                LocalDate.of(2026, 3, 2),
                                null,
                                1,
                                1))
                .orElseThrow()
                .id();
    }

    private UUID absence() {
        return by.absences
                .add(
                        Actor.SYSTEM,
                        new Absences.NewAbsence(
                                Ids.next(),
                                world.facility.id(),
                                world.id("doctorId"),
                                World.NOW.plusSeconds(86_400),
                                World.NOW.plusSeconds(90_000),
                                "Conference",
                                Absence.Affected.MOVE))
                .orElseThrow()
                .id();
    }

    private Appointment book(Patient who) {
        world.value("scheduleId");
        return by.bookings
                .book(
                        Actor.SYSTEM,
                        new Bookings.Booking(
                                Ids.next(),
                                world.otherService.id(),
                                world.id("doctorId"),
                                Instant.parse("2026-03-02T14:00:00Z"),
                                who.id(),
                                null,
                                false))
                .orElseThrow();
    }

    private UUID waiting() {
        world.value("scheduleId");
        LocalDate today = LocalDate.of(2026, 3, 2);
        return by.waitingLists
                .join(
                        Actor.SYSTEM,
                        new WaitingLists.Joining(
                                Ids.next(), world.otherService.id(), null, world.patient.id(), today, today))
                .orElseThrow()
                .id();
    }

    /** What somebody else has cancelled is offered to who waits. */
    private UUID offer() {
        world.value("waitingListId");
        Appointment freed = book(by.hospital.patient(world.facility));
        return by.bookings.cancel(Actor.SYSTEM, freed.id(), null).orElseThrow().id();
    }
}
