package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.Facility;
import org.careturn.notifications.Outbox;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.SentCodes;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** US-PAT-04, FR-PATIENT-09: code, birth date and name together, or the reception; never the phone alone. */
class ClaimTest extends ServerTest {
    private static final AtomicInteger PHONE = new AtomicInteger();
    private static final LocalDate BIRTH = LocalDate.of(1990, 5, 4);

    @Autowired
    private Patients patients;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    private Facility facility;
    private String phone;
    private Http person;
    private String emptyRecord;

    @BeforeEach
    void somebodyRegisters() {
        facility = hospital.facility("Asia/Kathmandu", "NP");
        phone = "+97798465" + String.format(Locale.ROOT, "%05d", PHONE.incrementAndGet());
        Answer asked = hospital.http()
                .post(
                        "/api/v1/auth/registrations",
                        Map.of("phone", phone, "name", "Sita Rai", "password", Hospital.PASSWORD));
        Answer signedIn = hospital.http()
                .post(
                        "/api/v1/auth/registrations/" + asked.body().path("id").asString() + "/confirm",
                        Map.of("code", code(), "client", "APP"));
        person = hospital.http().withToken(signedIn.body().path("accessToken").asString());
        emptyRecord = signedIn.body().at("/account/patientId").asString();
    }

    private String code() {
        return SentCodes.last(outbox, phone);
    }

    private Patient record(String name, LocalDate birth) {
        return patients.register(Actor.SYSTEM, new NewPatient(null, facility.id(), name, birth, phone, null, null))
                .orElseThrow();
    }

    private Answer claim(String name, LocalDate birth) {
        Answer asked = person.post("/api/v1/record-claims", null);
        assertThat(asked.status()).as(asked.text()).isEqualTo(202);
        return person.post(
                "/api/v1/record-claims/" + asked.body().path("id").asString() + "/confirm",
                Map.of("code", code(), "name", name, "birthDate", birth.toString()));
    }

    @Test
    void codeBirthDateAndNameTogetherOpenTheRecord() {
        Patient record = record("RAI Sitâ", BIRTH);

        Answer claimed = claim("Sita Rai", BIRTH);

        assertThat(claimed.status()).as(claimed.text()).isEqualTo(200);
        assertThat(person.get("/api/v1/auth/me").body().path("patientId").asString())
                .isEqualTo(record.id().toString());
        assertThat(person.get("/api/v1/patients/" + record.id()).status()).isEqualTo(200);
        assertThat(hospital.count("patient", "id = ?::uuid", emptyRecord)).isZero();
        assertThat(hospital.auditOf(record.id())).contains("PATIENT_GIVEN_ACCOUNT");
    }

    @Test
    void whatHangsOnTheEmptyRecordGoesAlong() {
        Patient record = record("Sita Rai", BIRTH);
        Patient child = hospital.patient(facility);
        UUID empty = UUID.fromString(emptyRecord);
        assertThat(person.post("/api/v1/patients/" + empty + "/consents", Map.of("kind", "SMS", "granted", true))
                        .status())
                .isEqualTo(201);
        assertThat(person.with("If-Match", "\"1\"")
                        .send(
                                "PATCH",
                                "/api/v1/patients/" + empty,
                                Map.of("allergies", List.of(Map.of("text", "Nuts"))))
                        .status())
                .isEqualTo(200);
        jdbc.sql("""
                        insert into guardianship (id, guardian_id, dependant_id, relationship, starts_at, created_by)
                        values (?, ?, ?, 'PARENT', now() - interval '1 day', ?)""").params(Ids.next(), empty, child.id(), Ids.next()).update();

        assertThat(claim("Sita Rai", BIRTH).status()).isEqualTo(200);

        assertThat(hospital.count("patient", "id = ?", empty)).isZero();
        assertThat(hospital.count("patient_consent", "patient_id = ? and granted and current", record.id()))
                .isOne();
        assertThat(person.get("/api/v1/patients/" + record.id())
                        .body()
                        .at("/allergies/0/text")
                        .asString())
                .isEqualTo("Nuts");
        assertThat(person.get("/api/v1/patients/" + child.id()).status()).isEqualTo(200);
    }

    @Test
    void ofConsentsOnBothTheLaterCountsAndNotesAndGuardiansGoAlong() {
        Patient record = record("Sita Rai", BIRTH);
        Patient guardian = hospital.patient(facility);
        UUID empty = UUID.fromString(emptyRecord);
        for (UUID patient : List.of(record.id(), empty)) {
            jdbc.sql("""
                            insert into patient_consent (id, patient_id, kind, granted, source, recorded_by, recorded_at)
                            values (?, ?, 'SMS', ?, 'PATIENT', ?, now() - make_interval(days => ?))""")
                    .params(Ids.next(), patient, patient.equals(record.id()), Ids.next(), patient.equals(empty) ? 1 : 2)
                    .update();
        }
        jdbc.sql("""
                        insert into patient_note (id, patient_id, facility_id, author_id, text, written_at)
                        values (?, ?, ?, ?, 'Hears badly.', now())""").params(Ids.next(), empty, facility.id(), Ids.next()).update();
        jdbc.sql("""
                        insert into guardianship (id, guardian_id, dependant_id, relationship, starts_at, created_by)
                        values (?, ?, ?, 'PARENT', now() - interval '1 day', ?)""").params(Ids.next(), guardian.id(), empty, Ids.next()).update();

        assertThat(claim("Sita Rai", BIRTH).status()).isEqualTo(200);

        assertThat(hospital.count("patient_consent", "patient_id = ?", record.id()))
                .isEqualTo(2);
        assertThat(hospital.count("patient_consent", "patient_id = ? and current and not granted", record.id()))
                .isOne();
        assertThat(hospital.count("patient_note", "patient_id = ?", record.id()))
                .isOne();
        assertThat(hospital.count("guardianship", "dependant_id = ?", record.id()))
                .isOne();
    }

    @Test
    void anEstimatedBirthDateOpensNothing() {
        Patient record = record("Sita Rai", BIRTH);
        jdbc.sql("update patient set birth_precision = 'ESTIMATED' where id = ?")
                .param(record.id())
                .update();
        assertThat(claim("Sita Rai", BIRTH).code()).isEqualTo("no-matching-record");
    }

    @Test
    void thePhoneAloneIsNotEnough() {
        Patient record = record("Sita Rai", BIRTH);
        assertThat(claim("Sita Rai", BIRTH.plusDays(1)).code()).isEqualTo("no-matching-record");
        assertThat(claim("Gita Rai", BIRTH).code()).isEqualTo("no-matching-record");
        assertThat(person.get("/api/v1/patients/" + record.id()).status()).isEqualTo(404);
        assertThat(person.get("/api/v1/patients/" + emptyRecord).status()).isEqualTo(200);
    }

    @Test
    void twoThatMatchAndOneThatIsTakenAreForTheReception() {
        record("Sita Rai", BIRTH);
        record("Sita Rai", BIRTH);
        assertThat(claim("Sita Rai", BIRTH).code()).isEqualTo("no-matching-record");
    }

    @Test
    void aCodeIsForOneGuessOfItsOwnerOnly() {
        record("Sita Rai", BIRTH);
        Answer asked = person.post("/api/v1/record-claims", null);
        String address = "/api/v1/record-claims/" + asked.body().path("id").asString() + "/confirm";
        String code = code();
        Http other = hospital.signedIn(hospital.patient(facility));
        assertThat(other.post(address, Map.of("code", code, "name", "Sita Rai", "birthDate", BIRTH.toString()))
                        .status())
                .isEqualTo(404);
        assertThat(person.post(address, Map.of("code", code, "name", "Sita Rai", "birthDate", "1991-05-04"))
                        .code())
                .isEqualTo("no-matching-record");
        assertThat(person.post(address, Map.of("code", code, "name", "Sita Rai", "birthDate", BIRTH.toString()))
                        .code())
                .isEqualTo("wrong-claim-code");
    }

    @Test
    void theReceptionAttachesARecordThatItSees() {
        Patient record = record("Somebody", BIRTH);
        String address = "/api/v1/patients/" + record.id() + "/account";
        Map<String, String> body = Map.of("loginPhone", phone);
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .put(address, body)
                        .status())
                .isEqualTo(404);
        assertThat(person.put(address, body).status()).isEqualTo(403);
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(reception
                        .put(address, Map.of("loginPhone", "+9779846599999"))
                        .code())
                .isEqualTo("no-such-account");

        assertThat(reception.put(address, body).status()).isEqualTo(200);

        assertThat(person.get("/api/v1/auth/me").body().path("patientId").asString())
                .isEqualTo(record.id().toString());

        assertThat(reception.send("DELETE", address, null).status()).isEqualTo(200);

        for (String action : List.of("PATIENT_GIVEN_ACCOUNT", "PATIENT_ACCOUNT_TAKEN")) {
            assertThat(hospital.count(
                            "audit_event",
                            "subject_id = ? and action = ? and facility_id = ?",
                            record.id(),
                            action,
                            facility.id()))
                    .as("the facility's administrators see it: " + action)
                    .isOne();
        }
    }

    @Test
    void whoClaimsAlonePassesThroughNoFacility() {
        Patient record = record("Sita Rai", BIRTH);
        jdbc.sql("update patient set contact_phone = null, other_phones = array[?] where id = ?")
                .params(phone, record.id())
                .update();
        assertThat(claim("Sita Rai", BIRTH).code())
                .as("a further phone may be a neighbour's")
                .isEqualTo("no-matching-record");
        jdbc.sql("update patient set contact_phone = ? where id = ?")
                .params(phone, record.id())
                .update();
        assertThat(claim("Sita Rai", BIRTH).status()).isEqualTo(200);
        assertThat(hospital.count(
                        "audit_event",
                        "subject_id = ? and action = 'PATIENT_GIVEN_ACCOUNT' and facility_id is null",
                        record.id()))
                .isOne();
    }
}
