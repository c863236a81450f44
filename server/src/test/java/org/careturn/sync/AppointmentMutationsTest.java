package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facilities;
import org.careturn.identity.Account;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.Schedules;
import org.careturn.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** FR-SYNC-12, FR-SYNC-14, FR-TICKET-02: bookings, check-ins and coming late, as a client sends them afterwards. */
class AppointmentMutationsTest extends SyncServer {
    @Autowired
    BookingSetup bookingSetup;

    @Autowired
    Schedules schedules;

    @Autowired
    Facilities facilities;

    @Autowired
    Patients patients;

    private Account doctor;
    private Patient patient;
    private Instant soon;

    /** Where it is about noon, so that no midnight lies between the slots. */
    @BeforeEach
    void openBookings() {
        int hour = ZonedDateTime.now(ZoneOffset.UTC).getHour();
        int west = hour - 12;
        String zone = "Etc/GMT" + (west >= 0 ? "+" : "-") + Math.abs(west);
        facility = hospital.facility(zone, "IE");
        service = hospital.service(facility, "A");
        room = hospital.room(facility);
        desk = new Offline(hospital.signedIn(Role.RECEPTIONIST, facility), facility.id());
        bookingSetup
                .setRule(
                        Actor.SYSTEM,
                        service.id(),
                        facilities.service(service.id()).version(),
                        new BookingRule(BookingRule.Booking.ALL, 0, 90, null, 60, 120, false, 0))
                .orElseThrow();
        doctor = hospital.account(Role.DOCTOR, facility);
        LocalDate day = facility.serviceDay(Instant.now());
        for (DayOfWeek weekday : DayOfWeek.values()) {
            schedules
                    .add(
                            Actor.SYSTEM,
                            new Schedule(
                                    Ids.next(),
                                    facility.id(),
                                    doctor.id(),
                                    service.id(),
                                    null,
                                    weekday,
                                    LocalTime.of(0, 0),
                                    LocalTime.of(23, 30),
                                    day.minusDays(1),
                                    null,
                                    1,
                                    1))
                    .orElseThrow();
        }
        patient = hospital.patient(facility);
        JsonNode slots = desk.http
                .get("/api/v1/slots?serviceId=" + service.id() + "&from=" + Instant.now() + "&to="
                        + Instant.now().plus(Duration.ofHours(3)))
                .body();
        soon = Instant.parse(slots.path("items").path(0).path("start").asString());
    }

    private Map<String, Object> booking(UUID id, UUID patientId, Instant start) {
        return Map.of(
                "id", id,
                "serviceId", service.id(),
                "doctorId", doctor.id(),
                "start", start.toString(),
                "patientId", patientId);
    }

    @Test
    void aBookingKeepsItsIdTheLoserGetsAlternativesAndTheSameDayIsNothingNew() {
        UUID id = Ids.next();
        assertStatus("APPLIED", desk.push("book", booking(id, patient.id(), soon)));
        JsonNode again = desk.push("book", booking(Ids.next(), patient.id(), soon.plus(Duration.ofMinutes(30))));
        assertStatus("NOOP", again);
        assertThat(again.path("current").path("id").asString()).isEqualTo(id.toString());
        JsonNode loser =
                desk.push("book", booking(Ids.next(), hospital.patient(facility).id(), soon));
        assertRejected("slot-taken", loser);
        assertThat(loser.path("facts").path("alternatives")).isNotEmpty();
        assertStatus("APPLIED", desk.push("cancelAppointment", Map.of("appointmentId", id)));
        assertStatus("NOOP", desk.push("cancelAppointment", Map.of("appointmentId", id)));
        assertStatus(
                "APPLIED",
                desk.push("book", booking(Ids.next(), hospital.patient(facility).id(), soon)));
    }

    @Test
    void aCheckInMakesTheClientsVisitAndEntryOnceAndACancelledOneIsRefused() {
        UUID id = Ids.next();
        assertStatus("APPLIED", desk.push("book", booking(id, patient.id(), soon)));
        UUID visit = Ids.next();
        UUID entry = Ids.next();
        Map<String, Object> checkIn =
                Map.of("appointmentId", id, "facilityId", facility.id(), "visitId", visit, "entryId", entry);
        assertStatus("APPLIED", desk.push("checkIn", checkIn));
        assertStatus("NOOP", desk.push("checkIn", checkIn));
        assertRejected("wrong-status", desk.push("cancelAppointment", Map.of("appointmentId", id)));
        desk.pull();
        assertThat(desk.known("appointment", id).path("status").asString()).isEqualTo("CHECKED_IN");
        assertThat(desk.known("entry", entry).path("visitId").asString()).isEqualTo(visit.toString());
        Map<String, Object> undo = Map.of("appointmentId", id, "visitId", visit);
        assertStatus("APPLIED", desk.push("undoCheckIn", undo));
        assertStatus("NOOP", desk.push("undoCheckIn", undo));
        desk.pull();
        assertThat(desk.known("appointment", id).path("status").asString()).isEqualTo("BOOKED");
        UUID cancelled = Ids.next();
        UUID other = hospital.patient(facility).id();
        Instant next = soon.plus(Duration.ofMinutes(30));
        assertStatus("APPLIED", desk.push("book", booking(cancelled, other, next)));
        assertStatus("APPLIED", desk.push("cancelAppointment", Map.of("appointmentId", cancelled)));
        assertRejected(
                "appointment-cancelled",
                desk.push("checkIn", Map.of("appointmentId", cancelled, "facilityId", facility.id())));
    }

    @Test
    void whoTellsThatHeComesLateIsSeenByStaffAndIsNoNoShowBefore() {
        UUID id = Ids.next();
        assertStatus("APPLIED", desk.push("book", booking(id, patient.id(), soon)));
        Offline own = new Offline(hospital.signedIn(patient), null);
        assertStatus("APPLIED", own.push("runningLate", Map.of("appointmentId", id, "minutes", 90)));
        assertStatus("NOOP", own.push("runningLate", Map.of("appointmentId", id, "minutes", 90)));
        desk.pull();
        assertThat(Instant.parse(
                        desk.known("appointment", id).path("expectedAt").asString()))
                .isEqualTo(soon.plus(Duration.ofMinutes(90)));
        Offline stranger = new Offline(hospital.signedIn(hospital.patient(facility)), null);
        assertRejected("not-found", stranger.push("runningLate", Map.of("appointmentId", id, "minutes", 5)));
        assertRejected("invalid-request", own.push("runningLate", Map.of("appointmentId", id, "minutes", 241)));
        assertRejected("invalid-request", own.push("runningLate", Map.of("minutes", 5)));
        assertStatus("APPLIED", own.push("runningLate", Map.of("appointmentId", id, "minutes", 0)));
        desk.pull();
        assertThat(desk.known("appointment", id).path("expectedAt").isNull()).isTrue();
    }

    @Test
    void whoIsLateOnTheWayKeepsThePlaceAndIsNotCalled() {
        UUID late = waiting();
        UUID next = waiting();
        Http nurse = hospital.signedIn(Role.NURSE, facility);
        String lateAddress = "/api/v1/entries/" + late + "/running-late";
        Http own = hospital.signedIn(Objects.requireNonNull(patientOf(late)));
        assertThat(own.post(lateAddress, Map.of("minutes", 20)).status()).isEqualTo(200);
        JsonNode lines = nurse.get("/api/v1/queues/" + service.queueId() + "/entries")
                .body()
                .path("lines");
        assertThat(lines.path(1).path("entry").path("id").asString()).isEqualTo(late.toString());
        assertThat(lines.path(1).path("entry").path("expectedAt").asString()).isNotEmpty();
        assertThat(lines.path(0).path("entry").path("id").asString()).isEqualTo(next.toString());
        assertThat(own.post(lateAddress, Map.of("minutes", 0)).status()).isEqualTo(200);
        lines = nurse.get("/api/v1/queues/" + service.queueId() + "/entries")
                .body()
                .path("lines");
        assertThat(lines.path(0).path("entry").path("id").asString())
                .as("he stands where he stood")
                .isEqualTo(late.toString());
        assertThat(lines.path(0).path("entry").path("expectedAt").isNull()).isTrue();
        assertStatus("APPLIED", desk.push("hold", Map.of("entryId", late)));
        assertRejected("wrong-state", desk.push("runningLate", Map.of("entryId", late, "minutes", 5)));
        assertThat(own.post(lateAddress, Map.of("minutes", 0)).status())
                .as("whom staff hold stays held")
                .isEqualTo(409);
    }

    private Patient patientOf(UUID entry) {
        UUID id = Objects.requireNonNull(jdbc.queryForObject(
                "select v.patient_id from entry e join visit v on v.id = e.visit_id where e.id = ?",
                UUID.class,
                entry));
        return patients.read(Actor.SYSTEM, id);
    }
}
