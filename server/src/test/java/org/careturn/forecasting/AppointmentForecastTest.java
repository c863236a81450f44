package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingRule.Booking;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.OpeningHours.Holiday;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Entry;
import org.careturn.queueing.TurnForecast;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.CheckIns;
import org.careturn.scheduling.DueAppointments;
import org.careturn.scheduling.NoShowRisk.Reason;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.Schedules;
import org.careturn.support.Http;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** FR-FCST-10, FR-FCST-15, US-PAT-10, US-REC-07: who will hardly come, and when those who are booked for today will be served. */
class AppointmentForecastTest extends ForecastFixture {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Autowired
    BookingSetup bookingSetup;

    @Autowired
    OpeningSetup openingSetup;

    @Autowired
    Facilities facilities;

    @Autowired
    Schedules schedules;

    @Autowired
    Bookings bookings;

    @Autowired
    CheckIns checkIns;

    @Autowired
    DueAppointments due;

    @Autowired
    Forecasts forecasts;

    @Autowired
    NoShowKnowledge noShows;

    @Autowired
    Accuracy accuracy;

    @Autowired
    OverbookingAdvice overbooking;

    private Account doctor;
    private Actor atDesk;

    /** What was learnt of an appointment. */
    private record Learnt(UUID id, boolean missed, int earlierShown, int earlierMissed) {}

    @BeforeEach
    void takeBookings() {
        clock.drive(Instant.parse("2026-03-02T08:00:00Z"));
        bookingSetup
                .setRule(
                        Actor.SYSTEM,
                        service.id(),
                        facilities.service(service.id()).version(),
                        new BookingRule(Booking.ALL, 60, 90, null, 60, 120, false, 4))
                .orElseThrow();
        doctor = hospital.account(Role.DOCTOR, facility);
        atDesk = actor(doctor, Role.DOCTOR);
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
                                    LocalTime.of(9, 0),
                                    LocalTime.of(12, 0),
                                    LocalDate.of(2026, 1, 1),
                                    null,
                                    4,
                                    1))
                    .orElseThrow();
        }
    }

    @Test
    void anAppointmentIsLearntOnceWhenItsDayIsOverAndNothingOfLaterDays() {
        Patient often = hospital.patient(facility);
        Appointment missed = book(often, at(0, "09:00"));
        Appointment came = book(hospital.patient(facility), at(0, "09:15"));
        Appointment left = book(hospital.patient(facility), at(0, "09:30"));
        Appointment next = book(often, at(1, "09:00"));
        Appointment later = book(often, at(3, "09:00"));
        clock.drive(at(0, "08:55"));
        seen(came);
        entries.leave(reception, checkIn(left).id(), null).orElseThrow();
        endOfDay(0);
        assertThat(learnt()).as("the day isn't over").isEmpty();

        clock.drive(at(1, "08:00"));
        forecast();
        assertThat(learnt())
                .containsExactly(
                        new Learnt(missed.id(), true, 0, 0),
                        new Learnt(came.id(), false, 0, 0),
                        new Learnt(left.id(), false, 0, 0));
        clock.drive(at(1, "08:55"));
        seen(next);
        endOfDay(1);
        clock.drive(at(2, "08:00"));
        forecast();
        clock.drive(at(2, "09:00"));
        forecast();
        endOfDay(3);
        clock.drive(at(4, "08:00"));
        forecast();
        List<Learnt> all = learnt();
        assertThat(all.subList(3, 5))
                .containsExactly(new Learnt(next.id(), false, 0, 1), new Learnt(later.id(), true, 1, 1));
        assertThat(all).hasSize(5);

        forecaster.rebuild(facility.id());
        assertThat(learnt()).isEmpty();
        forecast();
        assertThat(learnt()).isEqualTo(all);
    }

    @Test
    void staffSeeTheRiskAndWhyAndThePatientDoesNot() {
        double before = shows(book(hospital.patient(facility), at(0, "11:00")));
        assertThat(before).isCloseTo(.8, within(.001));
        learnThatAllMiss(40, 2);
        Patient patient = hospital.patient(facility);
        Appointment booked = book(patient, at(5, "10:00"));
        assertThat(shows(booked)).isLessThan(.1);

        Http staff = hospital.signedIn(Role.RECEPTIONIST, facility);
        String list = "/api/v1/appointments?facilityId=" + facility.id() + "&firstDay=" + booked.day();
        JsonNode line = staff.get(list).body().path("items").get(0);
        assertThat(line.at("/appointment/id").asString(""))
                .isEqualTo(booked.id().toString());
        assertThat(line.at("/noShow/level").asString("")).isEqualTo("HIGH");
        assertThat(line.at("/noShow/reasons/0").asString("")).isEqualTo(Reason.BOOKED_LONG_BEFORE.name());
        assertThat(line.at("/noShow/leadDays").asInt()).isEqualTo(2);
        String one = "/api/v1/forecasts/appointments/" + booked.id();
        assertThat(staff.get(one).body().at("/noShow/level").asString("")).isEqualTo("HIGH");

        Http himself = hospital.signedIn(patient);
        JsonNode own = himself.get("/api/v1/appointments").body().path("items").get(0);
        assertThat(own.at("/appointment/id").asString("")).isEqualTo(booked.id().toString());
        assertThat(own.path("noShow").isNull()).isTrue();
        assertThat(himself.get(one).body().path("noShow").isNull()).isTrue();
        assertThat(hospital.signedIn(hospital.patient(facility)).get(one).status())
                .isEqualTo(404);
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .get(one)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void overbookingIsSuggestedWhereManyWillMiss() {
        learnThatAllMiss(40, 2);
        int day = 5;
        for (int i = 0; i < 4; i++) {
            book(hospital.patient(facility), at(day, "10:00"));
        }
        book(hospital.patient(facility), at(day, "11:00"));
        Http staff = hospital.signedIn(Role.RECEPTIONIST, facility);
        JsonNode hours = staff.get(
                        "/api/v1/forecasts/overbooking?facilityId=" + facility.id() + "&firstDay=" + DAY.plusDays(day))
                .body()
                .path("hours");
        assertThat(hours.size()).isEqualTo(2);
        JsonNode full = hours.get(0);
        assertThat(full.path("from").asString("")).isEqualTo("2026-03-07T10:00:00Z");
        assertThat(full.path("seats").asInt()).isEqualTo(16);
        assertThat(full.path("booked").asInt()).isEqualTo(4);
        assertThat(full.path("expectedNoShows").asDouble()).isBetween(3.6, 4.0);
        assertThat(full.path("suggestedSeats").asInt())
                .as("all that the service allows")
                .isEqualTo(4);
        assertThat(full.path("overload").asDouble()).isBetween(0.0, .1);
        assertThat(hours.get(1).path("suggestedSeats").asInt())
                .as("its slot has free seats")
                .isZero();
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .get("/api/v1/forecasts/overbooking?facilityId=" + facility.id() + "&firstDay=2026-03-07")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whoIsBookedForTodayIsToldARangeUntilHeIsThere() {
        List<Appointment> booked = new ArrayList<>();
        for (String time : List.of("09:00", "09:15", "10:00", "11:00")) {
            booked.add(book(hospital.patient(facility), at(0, time)));
        }
        Appointment tomorrow = book(hospital.patient(facility), at(1, "09:00"));
        forecast();
        Instant latest = Instant.MIN;
        for (Appointment one : booked) {
            TurnForecast.Range range = range(start(one));
            assertThat(range.p10()).isBetween(one.start(), range.p50());
            assertThat(range.p90()).isAfterOrEqualTo(range.p50());
            assertThat(range.p50()).isAfterOrEqualTo(latest);
            latest = range.p50();
        }
        assertThat(start(tomorrow).kind()).isEqualTo(TurnForecast.Kind.UNKNOWN);

        Appointment first = booked.getFirst();
        clock.drive(at(0, "08:50"));
        Entry entry = checkIn(first);
        assertThat(start(first).kind()).isEqualTo(TurnForecast.Kind.UNKNOWN);
        told(entry);
        assertThat(stored(first)).isFalse();
        Appointment second = booked.get(1);
        assertThat(stored(second)).isTrue();
        bookings.cancel(reception, second.id(), null).orElseThrow();
        assertThat(start(second).kind()).isEqualTo(TurnForecast.Kind.UNKNOWN);
        forecast();
        assertThat(stored(second)).isFalse();
        assertThat(range(start(booked.get(2))).p10()).isAfterOrEqualTo(at(0, "10:00"));
    }

    @Test
    void whatTheBookedWereToldIsKeptAndComparedWithWhatHappened() {
        Appointment first = book(hospital.patient(facility), at(0, "09:00"));
        book(hospital.patient(facility), at(0, "10:00"));
        forecast();
        clock.drive(at(0, "08:05"));
        forecast(); // too soon for another sample
        clock.drive(at(0, "08:30"));
        forecast();
        clock.drive(at(0, "08:55"));
        seen(first);
        clock.drive(at(0, "09:30"));
        forecast();
        Instant start = Objects.requireNonNull(jdbc.queryForObject(
                        "select e.started_at from entry e join appointment a on a.visit_id = e.visit_id where a.id = ?",
                        java.sql.Timestamp.class,
                        first.id()))
                .toInstant();
        List<Instant> sampled = new ArrayList<>();
        List<Double> errors = jdbc.query(
                "select p50, at from appointment_forecast_sample where appointment_id = ? order by at",
                (row, n) -> {
                    sampled.add(row.getTimestamp(2).toInstant());
                    return Math.abs(Duration.between(row.getTimestamp(1).toInstant(), start)
                                    .toMillis()
                            / 60e3);
                },
                first.id());
        assertThat(sampled).startsWith(at(0, "08:00"), at(0, "08:30"));
        Accuracy.Booked booked = Objects.requireNonNull(accuracy.of(
                        actor(hospital.account(Role.ADMIN, facility), Role.ADMIN), facility.id(), DAY, DAY)
                .booked());
        assertThat(booked.told()).isEqualTo(errors.size());
        assertThat(booked.meanError())
                .isCloseTo(
                        errors.stream().mapToDouble(e -> e).average().orElseThrow(),
                        org.assertj.core.api.Assertions.within(.01));
        assertThat(accuracy.of(
                                actor(hospital.account(Role.ADMIN, facility), Role.ADMIN),
                                facility.id(),
                                DAY.plusDays(1),
                                DAY.plusDays(1))
                        .booked())
                .isNull();
    }

    @Test
    void whoWaitsMakesTheBookedStartLater() {
        Appointment booked = book(hospital.patient(facility), at(0, "09:30"));
        forecast();
        Instant alone = range(start(booked)).p50();
        clock.drive(at(0, "09:00"));
        desks.open(atDesk, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow();
        for (int i = 0; i < 8; i++) {
            arrive(Urgency.EMERGENT);
        }
        forecast();
        assertThat(range(start(booked)).p50()).isAfter(alone.plus(Duration.ofMinutes(45)));
    }

    @Test
    void onAHolidayNobodyIsPlanned() {
        Appointment booked = book(hospital.patient(facility), at(0, "10:00"));
        forecast();
        assertThat(start(booked).kind()).isEqualTo(TurnForecast.Kind.RANGE);
        openingSetup
                .setHolidays(
                        Actor.SYSTEM,
                        facility.id(),
                        openingSetup.holidays(facility.id()).version(),
                        List.of(new Holiday(DAY, "Founder's day")))
                .orElseThrow();
        forecast();
        assertThat(start(booked).kind()).isEqualTo(TurnForecast.Kind.UNKNOWN);
        assertThat(start(booked).notes())
                .extracting(TurnForecast.Note::code)
                .containsExactly(TurnForecast.Note.Code.NOBODY_ON_DUTY);
    }

    private TurnForecast start(Appointment appointment) {
        return forecasts.ofAppointment(reception, appointment.id()).start();
    }

    private boolean stored(Appointment appointment) {
        return hospital.count("appointment_forecast", "appointment_id = ?", appointment.id()) == 1;
    }

    private double shows(Appointment appointment) {
        return Objects.requireNonNull(
                noShows.shows(facility, List.of(appointment.id())).get(appointment.id()));
    }

    /** So many appointments of one day, booked so long before, to which nobody came; ends on the morning after it. */
    private void learnThatAllMiss(int count, int leadDays) {
        for (int i = 0; i < count; i++) {
            String time = LocalTime.of(9, 0).plusMinutes(15L * (i / 4)).toString();
            book(hospital.patient(facility), at(leadDays, time));
        }
        endOfDay(leadDays);
        clock.drive(at(leadDays + 1, "08:00"));
        forecast();
    }

    private List<Learnt> learnt() {
        return jdbc.query(
                "select * from no_show_case where facility_id = ? and learnt is not null order by learnt",
                (row, n) -> new Learnt(
                        row.getObject("appointment_id", UUID.class),
                        row.getBoolean("missed"),
                        row.getInt("earlier_shown"),
                        row.getInt("earlier_missed")),
                facility.id());
    }

    private void seen(Appointment appointment) {
        Entry entry = checkIn(appointment);
        UUID desk = desks.open(atDesk, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow()
                .id();
        UUID call = calls.callThis(atDesk, entry.id(), desk, null)
                .orElseThrow()
                .call()
                .id();
        calls.start(atDesk, entry.id(), call).orElseThrow();
        later(Duration.ofMinutes(5));
        calls.serve(atDesk, entry.id(), call).orElseThrow();
        desks.close(atDesk, desk).orElseThrow();
    }

    private Entry checkIn(Appointment appointment) {
        return checkIns.checkIn(reception, appointment.id(), facility.id(), List.of())
                .orElseThrow()
                .visit()
                .entries()
                .getFirst();
    }

    private void endOfDay(int day) {
        clock.drive(at(day, "20:00"));
        due.markNoShows();
        due.followVisits();
        forecast();
    }

    private Appointment book(Patient patient, Instant start) {
        return bookings.book(
                        reception,
                        new Bookings.Booking(Ids.next(), service.id(), doctor.id(), start, patient.id(), null, false))
                .orElseThrow();
    }

    private static Instant at(int day, String time) {
        return Instant.parse(DAY.plusDays(day) + "T" + time + ":00Z");
    }
}
