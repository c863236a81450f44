package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.Facility;
import org.careturn.notifications.Outbox;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.SentCodes;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-ID-12, FR-PATIENT-09: a phone that has changed hands opens nobody's record; who has a new phone keeps the account. */
class RecycledPhoneTest extends ServerTest {
    private static final AtomicInteger PHONE = new AtomicInteger();
    private static final LocalDate BIRTH = LocalDate.of(1990, 5, 4);
    private static final String NEXT = "another horse battery staple";

    @Autowired
    private Patients patients;

    @Autowired
    private Outbox outbox;

    private Facility facility;
    private String phone;
    private Patient record;
    private Http person;

    @BeforeEach
    void somebodyHasARecordAndAnAccount() {
        facility = hospital.facility("Asia/Kathmandu", "NP");
        phone = newPhone();
        person = registered(phone);
        record = patients.register(
                        Actor.SYSTEM, new NewPatient(null, facility.id(), "Sita Rai", BIRTH, phone, null, null))
                .orElseThrow();
        assertThat(reception()
                        .put("/api/v1/patients/" + record.id() + "/account", Map.of("loginPhone", phone))
                        .status())
                .isEqualTo(200);
    }

    private static String newPhone() {
        return "+97798467" + String.format(Locale.ROOT, "%05d", PHONE.incrementAndGet());
    }

    private Http registered(String of) {
        Answer asked = hospital.http()
                .post(
                        "/api/v1/auth/registrations",
                        Map.of("phone", of, "name", "Sita Rai", "password", Hospital.PASSWORD));
        Answer signedIn = hospital.http()
                .post(
                        "/api/v1/auth/registrations/" + asked.body().path("id").asString() + "/confirm",
                        Map.of("code", SentCodes.last(outbox, of), "client", "APP"));
        assertThat(signedIn.status()).as(signedIn.text()).isEqualTo(200);
        return hospital.http().withToken(signedIn.body().path("accessToken").asString());
    }

    private Http reception() {
        return hospital.signedIn(Role.RECEPTIONIST, facility);
    }

    private String askReset() {
        Answer asked = hospital.http().post("/api/v1/auth/password-resets", Map.of("phone", phone));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return "/api/v1/auth/password-resets/" + asked.body().path("id").asString() + "/confirm";
    }

    private Answer reset(String address, String code, @Nullable LocalDate birthDate) {
        Map<String, Object> body = new HashMap<>(Map.of("code", code, "newPassword", NEXT));
        if (birthDate != null) {
            body.put("birthDate", birthDate.toString());
        }
        return hospital.http().post(address, body);
    }

    private int signIn(String by, String password) {
        return hospital.http()
                .post("/api/v1/auth/login", Map.of("phone", by, "password", password, "client", "APP"))
                .status();
    }

    @Test
    void theCodeAloneDoesNotResetThePasswordOfARecordWithABirthDate() {
        String address = askReset();
        String code = SentCodes.last(outbox, phone);
        assertThat(reset(address, code, null).code()).isEqualTo("wrong-code");
        assertThat(reset(address, code, BIRTH.plusDays(1)).code()).isEqualTo("wrong-code");
        assertThat(reset(address, code, BIRTH.minusDays(1)).code()).isEqualTo("reset-at-reception");
        assertThat(signIn(phone, NEXT)).isEqualTo(401);
        assertThat(reset(address, code, BIRTH).status()).isEqualTo(204);
        assertThat(signIn(phone, NEXT)).isEqualTo(200);
    }

    @Test
    void aWrongCodeAndAWrongBirthDateGetTheSameAnswer() {
        String address = askReset();
        String code = SentCodes.last(outbox, phone);
        String wrong = code.equals("000000") ? "000001" : "000000";
        Answer wrongCode = reset(address, wrong, BIRTH);
        Answer wrongBirth = reset(askReset(), SentCodes.last(outbox, phone), BIRTH.plusYears(1));
        assertThat(wrongBirth.status()).isEqualTo(wrongCode.status());
        assertThat(wrongBirth.body().path("title")).isEqualTo(wrongCode.body().path("title"));
        assertThat(wrongBirth.body().path("detail")).isEqualTo(wrongCode.body().path("detail"));
    }

    @Test
    void thePhoneChangesByThePasswordAndACodeToTheNewOne() {
        String next = newPhone();
        Map<String, Object> wish = Map.of("password", Hospital.PASSWORD, "phone", next);
        assertThat(person.post("/api/v1/auth/login-phone-changes", Map.of("password", NEXT, "phone", next))
                        .code())
                .isEqualTo("wrong-password");
        Answer elsewhere = hospital.http()
                .post("/api/v1/auth/login", Map.of("phone", phone, "password", Hospital.PASSWORD, "client", "APP"));
        Answer asked = person.post("/api/v1/auth/login-phone-changes", wish);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        String address =
                "/api/v1/auth/login-phone-changes/" + asked.body().path("id").asString() + "/confirm";
        Map<String, String> code = Map.of("code", SentCodes.last(outbox, next));
        assertThat(registered(newPhone()).post(address, code).code()).isEqualTo("not-found");

        assertThat(person.post(address, code).status()).isEqualTo(204);

        assertThat(signIn(phone, Hospital.PASSWORD)).isEqualTo(401);
        assertThat(signIn(next, Hospital.PASSWORD)).isEqualTo(200);
        assertThat(person.get("/api/v1/auth/me").status()).isEqualTo(200);
        assertThat(hospital.http()
                        .withToken(elsewhere.body().path("accessToken").asString())
                        .get("/api/v1/auth/me")
                        .status())
                .isEqualTo(401);
        assertThat(person.get("/api/v1/patients/" + record.id())
                        .body()
                        .path("contactPhone")
                        .asString())
                .isEqualTo(next);
        registered(phone);
    }

    @Test
    void aPhoneThatHasAnAccountIsNotTakenAndDoesNotTell() {
        String taken = newPhone();
        registered(taken);
        Answer asked =
                person.post("/api/v1/auth/login-phone-changes", Map.of("password", Hospital.PASSWORD, "phone", taken));
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        assertThat(person.post(
                                "/api/v1/auth/login-phone-changes/"
                                        + asked.body().path("id").asString() + "/confirm",
                                Map.of("code", SentCodes.last(outbox, taken)))
                        .code())
                .isEqualTo("wrong-code");
        assertThat(signIn(taken, Hospital.PASSWORD)).isEqualTo(200);
    }

    @Test
    void theReceptionClosesTheAccountOfARecordAndThePhoneIsFree() {
        String address = "/api/v1/patients/" + record.id() + "/account";
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .send("DELETE", address, null)
                        .status())
                .isEqualTo(404);
        assertThat(person.send("DELETE", address, null).status()).isEqualTo(403);

        assertThat(reception().send("DELETE", address, null).status()).isEqualTo(200);

        assertThat(person.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(signIn(phone, Hospital.PASSWORD)).isEqualTo(401);
        assertThat(hospital.auditOf(record.id())).contains("PATIENT_ACCOUNT_TAKEN");
        Http owner = registered(phone);
        assertThat(owner.get("/api/v1/patients/" + record.id()).status()).isEqualTo(404);
        assertThat(reception().send("DELETE", address, null).header("CareTurn-Outcome"))
                .isEqualTo("NOOP");
    }
}
