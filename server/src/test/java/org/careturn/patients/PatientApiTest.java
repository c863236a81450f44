package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-PATIENT-01, FR-PATIENT-02, FR-PATIENT-07, US-REC-02. */
class PatientApiTest extends ServerTest {
    private static final String PATIENTS = "/api/v1/patients";

    @Autowired
    Patients patients;

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "DOCTOR", "NURSE", "RECEPTIONIST"})
    void staffRegisterInTheirFacility(Role role) {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(role, facility);
        Answer registered = client.post(
                PATIENTS,
                Map.of(
                        "facilityId", facility.id(),
                        "name", " Nguyễn Thị Ánh ",
                        "birthDate", "1950-02-28",
                        "contactPhone", "087 123 4567",
                        "sex", "FEMALE",
                        "language", "vi-VN"));
        assertThat(registered.status()).isEqualTo(201);
        assertThat(registered.header("ETag")).isEqualTo("\"1\"");
        assertThat(registered.body().path("name").asString()).isEqualTo("Nguyễn Thị Ánh");
        assertThat(registered.body().path("contactPhone").asString()).isEqualTo("+353871234567");
        UUID id = id(registered);
        assertThat(hospital.auditOf(id)).containsExactly("PATIENT_REGISTERED");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .containsExactly("patient " + id);
        assertThat(client.get(PATIENTS + "/" + id).body()).isEqualTo(registered.body());
    }

    @Test
    void theClientMayMakeTheId() {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        UUID id = Ids.next();
        Map<String, Object> request = Map.of("id", id, "facilityId", facility.id(), "name", "Madonna");
        assertThat(id(client.post(PATIENTS, request))).isEqualTo(id);
        assertThat(client.post(PATIENTS, request).code()).isEqualTo("patient-id-taken");
        assertThat(register(client, facility, "id", UUID.randomUUID()).code()).isEqualTo("invalid-request");
        assertThat(register(client, facility, "id", "1").code()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sukarno",
                "O'Brien-Ní Dhomhnaill",
                "محمد بن سلمان",
                "王小明",
                "ஸ்ரீதர்",
                "Ολυμπία",
                "ሃይለ ሥላሴ",
                "می‌خواهم",
                "𠮷野家",
                "Å"
            })
    void namesAreOfAnyScript(String name) {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(register(client, facility, "name", name).body().path("name").asString())
                .isEqualTo(name);
    }

    @Test
    void aLetterHasOneForm() {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(register(client, facility, "name", "E\u0301mile")
                        .body()
                        .path("name")
                        .asString())
                .isEqualTo("\u00c9mile");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u2003", "\u200b", "12", "Ann\nBob", "Ann\u202Ebob", "Ann\u0000"})
    void thatIsNoName(String name) {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        Answer answer = register(client, facility, "name", name);
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(hospital.count("patient_facility", "facility_id = ?", facility.id()))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1880-01-02, 201",
        "1880-01-01, 400",
        "1879-12-31, 400",
        "2024-02-29, 201",
        "2023-02-29, 400",
        "0000-01-01, 400",
        "9999-01-01, 400",
        "02.03.1990, 400"
    })
    void birthDatesArePlausible(String date, int status) {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(register(client, facility, "birthDate", date).status()).isEqualTo(status);
    }

    @Test
    void aChildIsBornTodayWhereTheFacilityIs() {
        Facility facility = hospital.facility("Pacific/Kiritimati", "KI");
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        LocalDate today = LocalDate.now(facility.timeZone());
        assertThat(register(client, facility, "birthDate", today).status()).isEqualTo(201);
        assertThat(register(client, facility, "birthDate", today.plusDays(1)).code())
                .isEqualTo("implausible-birth-date");
    }

    @ParameterizedTest
    @CsvSource({
        "087 123 4567, +353871234567",
        "+57 300 123 4567, +573001234567",
        "00353 87 123 4567, +353871234567",
        "(305) 555-0123, ",
        "123, ",
        "+999 12345678, ",
        "none, "
    })
    void phonesAreReadAsWrittenInTheCountry(String written, String expected) {
        Facility facility = hospital.facility();
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        Answer answer = register(client, facility, "contactPhone", written);
        if (expected == null) {
            assertThat(answer.code()).isEqualTo("implausible-phone");
        } else {
            assertThat(answer.body().path("contactPhone").asString()).isEqualTo(expected);
        }
    }

    @Test
    void onlyStaffOfTheFacilityRegisterThere() {
        Facility facility = hospital.facility();
        Http foreign = hospital.signedIn(Role.RECEPTIONIST, hospital.facility());
        assertThat(register(foreign, facility, "name", "Ann").code()).isEqualTo("not-found");
        assertThat(register(hospital.signedIn(Role.DEVICE, facility), facility, "name", "Ann")
                        .code())
                .isEqualTo("not-allowed");
        assertThat(register(hospital.signedIn(hospital.patient(facility)), facility, "name", "Ann")
                        .code())
                .isEqualTo("not-allowed");
    }

    @Test
    void aReadingByStaffIsAuditedAndOneByThePatientIsNot() {
        Facility facility = hospital.facility();
        Patient patient = hospital.patient(facility);
        Http self = hospital.signedIn(patient);
        assertThat(self.get(PATIENTS + "/" + patient.id()).status()).isEqualTo(200);
        assertThat(hospital.auditOf(patient.id())).doesNotContain("PATIENT_READ");
        assertThat(hospital.signedIn(Role.NURSE, facility)
                        .get(PATIENTS + "/" + patient.id())
                        .status())
                .isEqualTo(200);
        assertThat(hospital.auditOf(patient.id())).endsWith("PATIENT_READ");
    }

    @Test
    void whereThePatientIsUnknownNobodySeesTheRecord() {
        Facility facility = hospital.facility();
        Facility other = hospital.facility();
        Patient patient = hospital.patient(facility);
        String path = PATIENTS + "/" + patient.id();
        Http elsewhere = hospital.signedIn(Role.DOCTOR, other);
        assertThat(elsewhere.get(path).code()).isEqualTo("not-found");
        assertThat(elsewhere
                        .with("If-Match", "\"1\"")
                        .send("PATCH", path, Map.of("name", "X"))
                        .code())
                .isEqualTo("not-found");
        Http otherPatient = hospital.signedIn(hospital.patient(facility));
        assertThat(otherPatient.get(path).code()).isEqualTo("not-found");
        assertThat(otherPatient
                        .with("If-Match", "\"1\"")
                        .send("PATCH", path, Map.of("language", "en"))
                        .code())
                .isEqualTo("not-found");
        assertThat(hospital.signedIn(Role.DEVICE, facility).get(path).status()).isEqualTo(403);
        assertThat(hospital.auditOf(patient.id())).containsExactly("PATIENT_REGISTERED");

        patients.knownIn(patient.id(), other.id());
        assertThat(elsewhere.get(path).status()).isEqualTo(200);
    }

    @Test
    void aChangeNamesTheVersionThatItExpects() {
        Facility facility = hospital.facility();
        Patient patient = hospital.patient(facility);
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        String path = PATIENTS + "/" + patient.id();
        assertThat(client.send("PATCH", path, Map.of("name", "X")).code()).isEqualTo("precondition-required");
        Http withTag = client.with("If-Match", client.get(path).header("ETag"));
        Answer changed = withTag.send(
                "PATCH", path, Map.of("birthDate", "1990-01-31", "contactPhone", "0871234567", "sex", "OTHER"));
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.body().path("name").asString()).isEqualTo(patient.name());
        assertThat(withTag.send("PATCH", path, Map.of("name", "X")).code()).isEqualTo("precondition-failed");
        Answer cleared = client.with("If-Match", "\"2\"")
                .send("PATCH", path, Map.of("clear", List.of("CONTACT_PHONE", "SEX"), "language", "ga"));
        assertThat(cleared.body().path("contactPhone").isNull()).isTrue();
        assertThat(cleared.body().path("sex").isNull()).isTrue();
        assertThat(cleared.body().path("birthDate").asString()).isEqualTo("1990-01-31");
        assertThat(cleared.body().path("language").asString()).isEqualTo("ga");
        assertThat(hospital.auditOf(patient.id()))
                .containsExactly("PATIENT_REGISTERED", "PATIENT_READ", "PATIENT_CHANGED", "PATIENT_CHANGED");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .containsExactly("patient " + patient.id());
    }

    @Test
    void patientsChangeHowTheyAreReachedAndNoMore() {
        Patient patient = hospital.patient(hospital.facility("America/Bogota", "CO"));
        String path = PATIENTS + "/" + patient.id();
        Http self = hospital.signedIn(patient);
        Http withTag = self.with("If-Match", self.get(path).header("ETag"));
        for (Map<String, Object> change : List.<Map<String, Object>>of(
                Map.of("name", "X"),
                Map.of("birthDate", "1990-01-01"),
                Map.of("sex", "MALE"),
                Map.of("clear", List.of("BIRTH_DATE")))) {
            assertThat(withTag.send("PATCH", path, change).code()).isEqualTo("not-allowed");
        }
        Answer changed = withTag.send("PATCH", path, Map.of("contactPhone", "300 123 4567", "language", "es"));
        assertThat(changed.body().path("contactPhone").asString()).isEqualTo("+573001234567");
    }

    @Test
    void aFacilitysPatientsComeByNamePageByPage() {
        Facility facility = hospital.facility();
        Facility other = hospital.facility();
        for (String name : List.of("carl", "Dora", "Ann", "Bea", "Eve", "Ann")) {
            hospital.patient(facility, name);
        }
        Patient foreign = hospital.patient(other, "Bob");
        Http client = hospital.signedIn(Role.RECEPTIONIST, facility);
        List<String> names = new ArrayList<>();
        String path = PATIENTS + "?facilityId=" + facility.id() + "&limit=2";
        Answer page = client.get(path);
        int pages = 1;
        while (true) {
            page.body()
                    .path("items")
                    .forEach(item -> names.add(item.path("name").asString()));
            String cursor = page.body().path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                break;
            }
            page = client.get(path + "&cursor=" + cursor);
            pages++;
        }
        assertThat(names).containsExactly("Ann", "Ann", "Bea", "carl", "Dora", "Eve");
        assertThat(pages).isEqualTo(3);
        assertThat(hospital.auditOf(facility.id())).endsWith("PATIENTS_LISTED", "PATIENTS_LISTED", "PATIENTS_LISTED");

        assertThat(client.get(PATIENTS + "?facilityId=" + other.id()).code()).isEqualTo("not-found");
        String foreignCursor = org.careturn.platform.web.Cursor.of(foreign.id());
        assertThat(client.get(path + "&cursor=" + foreignCursor).code()).isEqualTo("invalid-request");
        for (String wrong : List.of("&limit=0", "&limit=201", "&limit=x", "&cursor=!")) {
            assertThat(client.get(PATIENTS + "?facilityId=" + facility.id() + wrong)
                            .code())
                    .as(wrong)
                    .isEqualTo("invalid-request");
        }
        assertThat(client.get(PATIENTS).code()).isEqualTo("invalid-request");
    }

    @Test
    void boardsGetNamesInOneGo() {
        Facility facility = hospital.facility();
        Patient one = hospital.patient(facility);
        Patient two = hospital.patient(facility);
        assertThat(patients.brief(List.of(two.id(), one.id(), UUID.randomUUID())))
                .containsOnlyKeys(one.id(), two.id())
                .containsEntry(one.id(), new Patient.Brief(one.id(), one.name(), null));
        assertThat(patients.brief(List.of())).isEmpty();
    }

    @Test
    void whatIsWrittenDownNamesNobody() {
        Patient patient = hospital.patient(hospital.facility(), "Secret Name");
        assertThat(patient.toString()).doesNotContain("Secret");
        assertThat(hospital.count("audit_event", "patient_id = ? and detail::text like '%Secret%'", patient.id()))
                .isZero();
    }

    private static Answer register(Http client, Facility facility, String field, Object value) {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("facilityId", facility.id(), "name", "Ann Example"));
        body.put(field, value);
        return client.post(PATIENTS, body);
    }

    private static UUID id(Answer answer) {
        return UUID.fromString(answer.body().path("id").asString());
    }
}
