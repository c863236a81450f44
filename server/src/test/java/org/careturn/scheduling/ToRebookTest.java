package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.careturn.facilities.OpeningHours.Holiday;
import org.careturn.facilities.OpeningHours.Hours;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.OpeningSetup.Holidays;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.scheduling.Schedules.ScheduleChange;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-SCHED-10: what can't be kept after a new holiday or with shortened hours is found by the reception. */
class ToRebookTest extends SchedulingFixture {
    private static final Duration ONE_DAY = Duration.ofDays(1);

    @Autowired
    OpeningSetup opening;

    private List<Appointment> toRebook() {
        return appointments.toRebook(reception, facility.id(), null, null, 100);
    }

    private Holidays setHolidays(Holiday... holidays) {
        long version = facilities.facility(facility.id()).version();
        return opening.setHolidays(Actor.SYSTEM, facility.id(), version, List.of(holidays))
                .orElseThrow();
    }

    @Test
    void whoIsBookedOnANewHolidayNeedsAnotherDay() {
        Appointment stands = booked(at("10:00").plus(ONE_DAY));
        booked(at("10:00"));
        assertThat(toRebook()).isEmpty();
        clock.drive(at("08:10"));
        Holiday off = new Holiday(DAY.plusDays(1), "A day off");

        assertThat(setHolidays(off).toRebook()).isEqualTo(1);

        assertThat(toRebook()).containsExactly(stands);
        clock.drive(at("08:20"));
        assertThat(setHolidays(off, new Holiday(DAY.plusDays(9), "Another one")).toRebook())
                .as("a day that was set already stays as it was")
                .isEqualTo(1);
        Appointment onPurpose = book(
                        reception, patient().id(), doctor, at("11:00").plus(ONE_DAY), "Must be seen then", false)
                .orElseThrow();
        assertThat(toRebook()).doesNotContain(onPurpose);
        reschedule(reception, stands, doctor, at("10:30")).orElseThrow();
        assertThat(toRebook()).isEmpty();
        assertThat(opening.holidays(facility.id()).toRebook()).isNull();
    }

    private int setHours(Hours... hours) {
        long version = facilities.facility(facility.id()).version();
        return Objects.requireNonNull(opening.setWeekly(Actor.SYSTEM, facility.id(), version, List.of(hours))
                .orElseThrow()
                .toRebook());
    }

    private static Hours open(DayOfWeek weekday, int opens, int closes) {
        return new Hours(weekday, LocalTime.of(opens, 0), LocalTime.of(closes, 0));
    }

    @Test
    void whoIsBookedOutsideOfNewOpeningHoursNeedsAnotherTime() {
        Appointment late = booked(at("11:45"));
        booked(at("09:45"));
        Appointment tomorrow = booked(at("10:00").plus(ONE_DAY));
        clock.drive(at("08:10"));
        Hours morning = open(DayOfWeek.MONDAY, 9, 10);
        Hours rest = open(DayOfWeek.MONDAY, 10, 11);
        Hours tuesday = open(DayOfWeek.TUESDAY, 9, 0);

        assertThat(setHours(morning, rest, tuesday)).isOne();

        assertThat(toRebook()).containsExactly(late);
        assertThat(appointments.countToRebook(reception, facility.id())).isOne();
        clock.drive(at("08:15"));
        Appointment onPurpose = book(reception, patient().id(), doctor, at("11:15"), "Must be seen then", false)
                .orElseThrow();
        clock.drive(at("08:20"));
        assertThat(setHours(morning, rest)).as("now closed on Tuesdays").isEqualTo(2);
        assertThat(toRebook()).containsExactly(late, tomorrow).doesNotContain(onPurpose);
        assertThat(setHours()).as("open always").isZero();
    }

    @Test
    void hoursThatMeetAreOne() {
        booked(at("10:00"));
        clock.drive(at("08:10"));
        LocalTime within = LocalTime.of(10, 5);
        Hours until = new Hours(DayOfWeek.MONDAY, LocalTime.of(9, 0), within);
        Hours from = new Hours(DayOfWeek.MONDAY, within, LocalTime.of(12, 0));
        assertThat(setHours(until, from)).isZero();
        assertThat(setHours(until)).isOne();
    }

    @Test
    void overHttpTheAdministratorIsToldHowMany() {
        booked(at("10:00").plus(ONE_DAY));
        booked(at("10:15").plus(ONE_DAY));
        clock.drive(at("08:10"));
        Answer answer = hospital.signedIn(Role.ADMIN, facility)
                .with("If-Match", "\"" + facilities.facility(facility.id()).version() + "\"")
                .put(
                        "/api/v1/facilities/" + facility.id() + "/holidays",
                        Map.of("items", List.of(Map.of("day", DAY.plusDays(1).toString(), "name", "A day off"))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("toRebook").asInt()).isEqualTo(2);
    }

    @Test
    void whoIsBookedInHoursThatEndEarlierNeedsAnotherTime() {
        Account other = hospital.account(Role.DOCTOR, facility);
        List<Schedule> hours = new ArrayList<>();
        for (DayOfWeek weekday : DayOfWeek.values()) {
            hours.add(schedule(other, weekday, LocalTime.of(9, 0), LocalTime.of(0, 0), 1)
                    .orElseThrow());
        }
        Appointment last = book(reception, patient().id(), other, at("23:45")).orElseThrow();
        Appointment nextWeek = book(
                        reception, patient().id(), other, at("10:00").plus(Duration.ofDays(7)))
                .orElseThrow();
        assertThat(toRebook()).isEmpty();
        int told = 0;
        for (Schedule each : hours) {
            told = Objects.requireNonNull(schedules
                    .change(Actor.SYSTEM, each.id(), each.version(), new ScheduleChange(null, null, DAY.plusDays(3)))
                    .orElseThrow()
                    .toRebook());
        }
        assertThat(told).as("who changes the hours is told how many").isOne();
        Schedule own =
                schedules.page(reception, facility.id(), doctor.id(), null, 1).getFirst();
        assertThat(schedules
                        .change(Actor.SYSTEM, own.id(), own.version(), new ScheduleChange(null, 1, null))
                        .orElseThrow()
                        .toRebook())
                .as("of this doctor alone")
                .isZero();
        assertThat(toRebook()).containsExactly(nextWeek).doesNotContain(last);
    }
}
