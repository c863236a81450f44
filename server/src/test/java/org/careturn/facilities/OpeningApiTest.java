package org.careturn.facilities;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.careturn.facilities.OpeningHours.Holiday;
import org.careturn.facilities.OpeningHours.Hours;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;

/** FR-FAC-01, FR-FAC-02, FR-FAC-06, FR-FAC-08: opening hours, holidays, booking rules and what a facility sets for messages. */
class OpeningApiTest extends ServerTest {

    @Test
    void hoursAreReplacedUnderTheFacilitysVersion() {
        Facility facility = hospital.facility();
        Http admin = hospital.signedIn(Role.ADMIN, facility).with("If-Match", "\"1\"");
        String path = "/api/v1/facilities/" + facility.id() + "/opening-hours";
        Answer set =
                admin.put(path, hours(List.of(hour("MONDAY", "08:00", "12:00"), hour("MONDAY", "12:00", "00:00"))));
        assertThat(set.status()).isEqualTo(200);
        assertThat(set.header("ETag")).isEqualTo("\"2\"");
        assertThat(set.body().path("items").size()).isEqualTo(2);
        assertThat(admin.put(path, hours(List.of())).code()).isEqualTo("precondition-failed");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .containsExactly("opening_hours " + facility.id());
        Http current = admin.with("If-Match", "\"2\"");
        assertThat(current.put(path, hours(List.of(hour("MONDAY", "08:00:30", "12:00"))))
                        .code())
                .isEqualTo("impossible-hours");
        assertThat(current.send("PATCH", "/api/v1/facilities/" + facility.id(), Map.of("serviceDayStart", "04:00:30"))
                        .code())
                .isEqualTo("no-whole-minute");
        assertThat(current.put(path, hours(List.of(hour("MONDAY", "12:00", "08:00"))))
                        .code())
                .isEqualTo("impossible-hours");
        assertThat(current.put(path, hours(List.of(hour("MONDAY", "08:00", "12:00"), hour("MONDAY", "11:00", "13:00"))))
                        .code())
                .isEqualTo("impossible-hours");
        assertThat(current.put(path, hours(List.of(hour("MONDAY", "20:00", "00:00"), hour("MONDAY", "21:00", "22:00"))))
                        .code())
                .isEqualTo("impossible-hours");
        assertThat(current.put(
                                path,
                                hours(List.of(hour("MONDAY", "08:00", "12:00"), hour("TUESDAY", "11:00", "13:00"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void holidaysPolicyAndBookingRuleAreSet() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String holidays = "/api/v1/facilities/" + facility.id() + "/holidays";
        Map<String, String> day = Map.of("day", "2026-12-25", "name", "Christmas");
        assertThat(admin.with("If-Match", "\"1\"")
                        .put(holidays, Map.of("items", List.of(day, day)))
                        .code())
                .isEqualTo("holiday-twice");
        assertThat(admin.with("If-Match", "\"1\"")
                        .put(holidays, Map.of("items", List.of(day)))
                        .status())
                .isEqualTo(200);
        String policy = "/api/v1/facilities/" + facility.id() + "/policy";
        assertThat(admin.get(policy).body().path("policy").path("reminderHours").asInt())
                .isEqualTo(24);
        Map<String, Object> wanted = Map.of(
                "reminderHours",
                48,
                "lastReminderHours",
                3,
                "remindersByDefault",
                false,
                "feedbackByDefault",
                true,
                "quietFrom",
                "22:00:00",
                "quietUntil",
                "07:00:00",
                "messagesPerDay",
                5,
                "visitRetentionDays",
                4000,
                "messageRetentionDays",
                30,
                "forecastRetentionDays",
                100);
        Answer set = admin.with("If-Match", "\"2\"").put(policy, wanted);
        wanted.forEach((field, value) ->
                assertThat(set.body().path("policy").path(field).asString()).isEqualTo(value.toString()));
        String rule = "/api/v1/services/" + service.id() + "/booking-rule";
        assertThat(admin.get(rule).body().path("rule").path("booking").asString())
                .isEqualTo("OFF");
        Map<String, Object> booking = Map.of(
                "booking", "ALL",
                "leadMinutes", 30,
                "horizonDays", 14,
                "slotMinutes", 20,
                "checkInBeforeMinutes", 45,
                "checkInAfterMinutes", 90,
                "remoteJoining", true,
                "overbookingSeats", 2);
        Answer changed = admin.with("If-Match", "\"1\"").put(rule, booking);
        booking.forEach((field, value) ->
                assertThat(changed.body().path("rule").path(field).asString()).isEqualTo(value.toString()));
        assertThat(admin.with("If-Match", "\"1\"").put(rule, booking).code()).isEqualTo("precondition-failed");
        assertThat(hospital.auditOf(service.id())).containsExactly("SERVICE_ADDED", "SERVICE_CHANGED");
    }

    /** FR-FAC-08 */
    @Test
    void onAHolidayAKioskTakesNobodyAndStaffSayWhy() {
        Facility facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        String today =
                LocalDateTime.now(ZoneId.of("Europe/Dublin")).toLocalDate().toString();
        hospital.signedIn(Role.ADMIN, facility)
                .with("If-Match", "\"1\"")
                .put(
                        "/api/v1/facilities/" + facility.id() + "/holidays",
                        Map.of("items", List.of(Map.of("day", today, "name", "Today"))));
        Map<String, Object> plain = Map.of(
                "facilityId", facility.id(),
                "patientId", hospital.patient(facility).id(),
                "queueId", service.queueId());
        Http kiosk = hospital.signedIn(Role.DEVICE, facility);
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(kiosk.post("/api/v1/visits", plain).code()).isEqualTo("facility-closed");
        assertThat(reception.post("/api/v1/visits", plain).code()).isEqualTo("reason-required");
        Answer taken = reception.post(
                "/api/v1/visits",
                Map.of(
                        "facilityId", facility.id(),
                        "patientId", hospital.patient(facility).id(),
                        "queueId", service.queueId(),
                        "reason", "Came from far away"));
        assertThat(taken.status()).isEqualTo(201);
    }

    @Test
    void hoursAreLocalAndEndWithTheDay() {
        OpeningHours hours = new OpeningHours(
                List.of(
                        new Hours(DayOfWeek.MONDAY, time(8, 0), time(12, 0)),
                        new Hours(DayOfWeek.MONDAY, time(20, 0), time(0, 0))),
                List.of(new Holiday(LocalDateTime.parse("2026-03-09T00:00").toLocalDate(), "A day off")));
        assertThat(hours.isOpen(at("2026-03-02T08:00"), at("2026-03-02T12:00"))).isTrue();
        assertThat(hours.isOpen(at("2026-03-02T07:59"), at("2026-03-02T08:10"))).isFalse();
        assertThat(hours.isOpen(at("2026-03-02T11:50"), at("2026-03-02T12:01"))).isFalse();
        assertThat(hours.isOpen(at("2026-03-02T23:30"), at("2026-03-03T00:00"))).isTrue();
        assertThat(hours.isOpen(at("2026-03-02T23:30"), at("2026-03-03T00:01"))).isFalse();
        assertThat(hours.isOpen(at("2026-03-09T09:00"), at("2026-03-09T09:30"))).isFalse();
        assertThat(hours.isOpen(at("2026-03-03T09:00"), at("2026-03-03T09:30"))).isFalse();
        assertThat(new OpeningHours(List.of(), List.of()).isOpen(at("2026-03-03T09:00"), at("2026-03-03T09:30")))
                .isTrue();
    }

    private static LocalTime time(int hour, int minute) {
        return LocalTime.of(hour, minute);
    }

    private static LocalDateTime at(String local) {
        return LocalDateTime.parse(local);
    }

    private static Map<String, Object> hours(List<Map<String, String>> items) {
        return Map.of("items", items);
    }

    private static Map<String, String> hour(String weekday, String opens, String closes) {
        return Map.of("weekday", weekday, "opens", opens, "closes", closes);
    }
}
