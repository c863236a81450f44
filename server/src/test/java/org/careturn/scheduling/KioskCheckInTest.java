package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.Facility;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.scheduling.domain.BookingCode;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-KIOSK-01: who has booked checks in at a kiosk by what only the patient knows, and learns of nobody else. */
class KioskCheckInTest extends SchedulingFixture {
    private static final LocalDate BORN = LocalDate.of(1961, 4, 18);
    private static final AtomicInteger NUMBER = new AtomicInteger();

    /** Another one for each test, as tries are counted by it. */
    private final String digits = String.format(Locale.ROOT, "12%05d", NUMBER.incrementAndGet());

    private final String phone = "087 " + digits;

    private Http kiosk;
    private Patient marta;
    private Appointment appointment;

    @BeforeEach
    void book() {
        kiosk = hospital.signedIn(Role.DEVICE, facility);
        marta = known(phone, BORN);
        appointment = book(reception, marta.id(), doctor, at("10:00")).orElseThrow();
        clock.drive(at("09:40"));
    }

    private Patient known(String phone, LocalDate born) {
        return patients.register(
                        Actor.SYSTEM,
                        new NewPatient(null, facility.id(), Hospital.name("Patient"), born, phone, null, null))
                .orElseThrow();
    }

    private Answer checkIn(Map<String, ?> typed) {
        Map<String, Object> body = new HashMap<>(typed);
        body.putIfAbsent("facilityId", facility.id());
        return kiosk.post("/api/v1/kiosk/check-ins", body);
    }

    private Answer byPhone(String phone, LocalDate born) {
        return checkIn(Map.of("phone", phone, "birthDate", born));
    }

    private Answer byCode(String code) {
        return checkIn(Map.of("bookingCode", code));
    }

    @Test
    void thePhoneAndTheBirthDateGiveTheTicketAndNoName() {
        Answer in = byPhone("+353 87 " + digits, BORN);
        assertThat(in.status()).as(in.toString()).isEqualTo(200);
        assertThat(in.body().path("arrival").asString()).isEqualTo("IN_TIME");
        assertThat(in.body().at("/ticket/ticketNumber").asString()).isEqualTo("A-001");
        assertThat(in.body().at("/ticket/steps/0/peopleAhead").asInt(-1)).isZero();
        assertThat(in.body().at("/ticket/steps/0/forecast/kind").isMissingNode())
                .isFalse();
        assertThat(in.body().toString()).doesNotContain(marta.name(), marta.id().toString());
        String token = in.body().path("token").asString();
        assertThat(hospital.http()
                        .get("/api/v1/tickets/" + token)
                        .body()
                        .path("ticketNumber")
                        .asString())
                .isEqualTo("A-001");
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.CHECKED_IN);

        Answer again = byPhone(phone, BORN);
        assertThat(again.header("CareTurn-Outcome")).isEqualTo("NOOP");
        assertThat(again.body().path("token").asString()).isEqualTo(token);
        assertThat(again.body().path("arrival").isNull()).isTrue();
    }

    @Test
    void theBookingCodeDoesTooHoweverItIsTyped() {
        String code = appointment.bookingCode();
        assertThat(code).matches("[A-HJ-NP-Z2-9]{8}").isEqualTo(BookingCode.of(appointment.id()));
        assertThat(byCode(" " + code.substring(0, 4).toLowerCase(Locale.ROOT) + "-" + code.substring(4))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whateverDoesNotFitGetsTheSameRefusal() {
        known("087 123 4500", BORN);
        Appointment tomorrow = book(
                        reception, patient().id(), doctor, at("10:00").plus(Duration.ofDays(1)))
                .orElseThrow();
        Facility other = hospital.facility();
        Answer reference = byPhone(phone, BORN.plusDays(1));
        assertThat(reference.code()).isEqualTo("no-booking-found");
        for (Answer same : new Answer[] {
            byPhone("087 999 9999", BORN),
            byPhone("087 123 4500", BORN),
            byPhone("12", BORN),
            byCode("AAAAAAAA"),
            byCode("nonsense"),
            byCode(tomorrow.bookingCode())
        }) {
            assertThat(same.status()).isEqualTo(409);
            assertThat(same.code()).isEqualTo("no-booking-found");
            assertThat(same.body().path("detail")).isEqualTo(reference.body().path("detail"));
        }
        assertThat(checkIn(Map.of("facilityId", other.id(), "bookingCode", appointment.bookingCode()))
                        .code())
                .isEqualTo("not-found");
        assertThat(now(appointment).status()).isEqualTo(AppointmentStatus.BOOKED);
    }

    @Test
    void whoIsOneOfTwoGoesToReception() {
        Patient twin = known(phone, BORN);
        book(reception, twin.id(), doctor, at("10:15")).orElseThrow();
        assertThat(byPhone(phone, BORN).code()).isEqualTo("no-booking-found");
        assertThat(byCode(appointment.bookingCode()).status()).isEqualTo(200);
    }

    @Test
    void aKioskIsNoStaff() {
        clock.drive(at("08:30"));
        assertThat(byPhone(phone, BORN).code()).isEqualTo("check-in-too-early");
        clock.drive(at("12:01"));
        assertThat(byPhone(phone, BORN).code()).isEqualTo("check-in-too-late");
        Http nurse = hospital.signedIn(Role.NURSE, facility);
        assertThat(nurse.post(
                                "/api/v1/kiosk/check-ins",
                                Map.of("facilityId", facility.id(), "bookingCode", appointment.bookingCode()))
                        .code())
                .isEqualTo("not-allowed");
    }

    @Test
    void guessingBirthDatesIsSlowedDown() {
        String[] codes = new String[7];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = byPhone(phone, BORN.minusDays(i + 1)).code();
        }
        assertThat(codes).contains("too-many-requests").startsWith("no-booking-found");
        assertThat(byPhone(phone, BORN).code()).isEqualTo("too-many-requests");
        assertThat(byCode(appointment.bookingCode()).status())
                .as("the kiosk goes on serving others")
                .isEqualTo(200);
    }

    @Test
    void oneOrTheOtherIsTyped() {
        assertThat(checkIn(Map.of()).code()).isEqualTo("invalid-request");
        assertThat(checkIn(Map.of("phone", phone)).code()).isEqualTo("invalid-request");
        assertThat(checkIn(Map.of("phone", phone, "birthDate", BORN, "bookingCode", "AAAAAAAA"))
                        .code())
                .isEqualTo("invalid-request");
        assertThat(checkIn(Map.of("facilityId", UUID.randomUUID(), "bookingCode", "AAAAAAAA"))
                        .code())
                .isEqualTo("not-found");
    }
}
