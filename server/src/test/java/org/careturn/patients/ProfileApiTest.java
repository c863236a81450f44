package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.patients.Allergy.Criticality;
import org.careturn.patients.PatientChanges.MergedPatient;
import org.careturn.patients.Profile.Field;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-PATIENT-01, -02, -03, -07, US-PAT-17, US-REC-02: the profile, who changed what, and who can't say who they are. */
class ProfileApiTest extends ServerTest {
    private static final String PATIENTS = "/api/v1/patients";

    @Autowired
    private PatientChanges changes;

    private Facility facility;
    private Http reception;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        reception = hospital.signedIn(Role.RECEPTIONIST, facility);
    }

    private static Answer patch(Http client, String path, int version, Map<String, ?> change) {
        return client.with("If-Match", "\"" + version + "\"").send("PATCH", path, change);
    }

    private String path(Patient patient) {
        return PATIENTS + "/" + patient.id();
    }

    @Test
    void aRecordHoldsWhatStaffNeed() {
        Patient patient = hospital.patient(facility);
        Answer changed = patch(
                reception,
                path(patient),
                1,
                Map.of(
                        "ageYears",
                        83,
                        "otherPhones",
                        List.of("087 123 4567", "+353 87 123 4567", "+57 300 123 4567"),
                        "address",
                        "Calle 5 #12\nBogotá",
                        "allergies",
                        List.of(
                                Map.of("text", "Penicillin"),
                                Map.of("text", "penicillin", "criticality", "HIGH"),
                                Map.of("text", "落花生", "criticality", "UNABLE_TO_ASSESS")),
                        "priorityGroups",
                        List.of("AGE", "DISABILITY", "AGE")));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        JsonNode body = changed.body();
        assertThat(body.path("birthPrecision").asString()).isEqualTo("ESTIMATED");
        assertThat(body.path("address").asString()).isEqualTo("Calle 5 #12\nBogotá");
        assertThat(body.path("otherPhones").toString()).isEqualTo("[\"+353871234567\",\"+573001234567\"]");
        assertThat(body.path("priorityGroups").toString()).isEqualTo("[\"AGE\",\"DISABILITY\"]");
        assertThat(body.path("allergies").toString())
                .isEqualTo("[{\"text\":\"penicillin\",\"criticality\":\"HIGH\"},"
                        + "{\"text\":\"落花生\",\"criticality\":\"UNABLE_TO_ASSESS\"}]");
        assertThat(reception.get(path(patient)).body()).isEqualTo(body);
        assertThat(hospital.count(
                        "audit_event", "patient_id = ? and detail::text ~ 'Calle|enicillin|3001'", patient.id()))
                .isZero();
    }

    @Test
    void nothingIsLostThatAListDoesNotName() {
        Patient patient = hospital.patient(facility);
        patch(reception, path(patient), 1, Map.of("allergies", List.of(Map.of("text", "Latex")), "address", "Here"));
        JsonNode after = patch(reception, path(patient), 2, Map.of("clear", List.of("ADDRESS"), "allergies", List.of()))
                .body();
        assertThat(after.path("address").isNull()).isTrue();
        assertThat(after.path("allergies").isEmpty()).isTrue();
        Answer same = patch(reception, path(patient), 3, Map.of("allergies", List.of()));
        assertThat(same.header("CareTurn-Outcome")).isEqualTo("NOOP");
        assertThat(same.header("ETag")).isEqualTo("\"3\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ageYears | -1",
                "ageYears | 141",
                "birthPrecision | \"YEAR\"",
                "allergies | [{\"text\":\"\"}]",
                "allergies | [{\"text\":\"x\",\"criticality\":\"DEADLY\"}]",
                "allergies | [null]",
                "allergies | [\"Nuts\"]",
                "otherPhones | [\"123\"]",
                "otherPhones | [\"none\"]",
                "priorityGroups | [\"age\"]",
                "priorityGroups | [\"AGE 2\"]",
                "address | \"\"",
                "address | \"a\\u0000b\"",
                "address | \"a\\tb\""
            })
    void nonsenseChangesNothing(String field, String value) {
        Patient patient = hospital.patient(facility);
        JsonNode json = JsonMapper.shared().readTree(value);
        Answer answer = patch(reception, path(patient), 1, Map.of(field, json));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(reception.get(path(patient)).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void everyFieldKnowsWhoChangedItLast() {
        Patient patient = hospital.patient(facility);
        Http self = hospital.signedIn(patient);
        patch(reception, path(patient), 2, Map.of("address", "Here", "sex", "OTHER"));
        Answer own = patch(self, path(patient), 3, Map.of("address", "There", "language", "ga"));
        assertThat(own.status()).as(own.text()).isEqualTo(200);
        Map<String, Integer> versions = new HashMap<>();
        Map<String, String> by = new HashMap<>();
        for (JsonNode field : self.get(path(patient) + "/fields").body().path("items")) {
            versions.put(field.path("field").asString(), field.path("version").asInt());
            by.put(field.path("field").asString(), field.path("changedBy").asString());
        }
        assertThat(versions).isEqualTo(Map.of("ADDRESS", 4, "LANGUAGE", 4, "SEX", 3));
        assertThat(by.get("ADDRESS")).isEqualTo(by.get("LANGUAGE")).isNotEqualTo(by.get("SEX"));
    }

    @Test
    void patientsChangeTheirAllergiesAndNotTheirPriority() {
        Patient patient = hospital.patient(facility);
        Http self = hospital.signedIn(patient);
        assertThat(patch(self, path(patient), 2, Map.of("priorityGroups", List.of("AGE")))
                        .code())
                .isEqualTo("not-allowed");
        assertThat(patch(self, path(patient), 2, Map.of("ageYears", 20)).code()).isEqualTo("not-allowed");
        assertThat(patch(self, path(patient), 2, Map.of("allergies", List.of(Map.of("text", "Nuts"))))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void whatWasChangedAtTwoPlacesIsBroughtTogether() {
        Patient before = hospital.patient(facility);
        Profile base = before.profile();
        patch(reception, path(before), 1, Map.of("address", "From the reception", "contactPhone", "087 123 4567"));
        Profile wanted = new Profile(
                base.name(),
                base.birth(),
                "+353870000001",
                base.otherPhones(),
                base.sex(),
                base.language(),
                base.address(),
                List.of(new Allergy("Nuts", Criticality.HIGH)),
                base.priorityGroups());
        Actor self = new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.PATIENT, null)), before.id());
        MergedPatient merged = changes.merge(self, before.id(), base, wanted).orElseThrow();
        assertThat(merged.conflicts()).containsExactly(Field.CONTACT_PHONE);
        assertThat(merged.patient().address()).isEqualTo("From the reception");
        assertThat(merged.patient().contactPhone()).isEqualTo("+353871234567");
        assertThat(merged.patient().allergies()).containsExactly(new Allergy("Nuts", Criticality.HIGH));
        assertThat(merged.patient().version()).isEqualTo(3);
        assertThat(changes.merge(self, before.id(), base, wanted)).isInstanceOf(Outcome.Noop.class);
        assertThat(changes.merge(self, before.id(), base, changedName(base))).isInstanceOf(Outcome.Refused.class);
    }

    private static Profile changedName(Profile base) {
        return new Profile(
                "Other",
                base.birth(),
                base.contactPhone(),
                base.otherPhones(),
                base.sex(),
                base.language(),
                base.address(),
                base.allergies(),
                base.priorityGroups());
    }

    @Test
    void ofManyAtOnceEachChangeIsOneVersion() throws Exception {
        Patient patient = hospital.patient(facility);
        List<Thread> threads = new ArrayList<>();
        List<Integer> statuses = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 6; i++) {
            String address = "Street " + i;
            threads.add(Thread.ofVirtual()
                    .start(() -> statuses.add(patch(reception, path(patient), 1, Map.of("address", address))
                            .status())));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(statuses).containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412);
        assertThat(reception.get(path(patient)).header("ETag")).isEqualTo("\"2\"");
    }

    @Test
    void quickRegistrationTakesAnAgeForABirthDate() {
        Answer quick = reception.post(PATIENTS, Map.of("facilityId", facility.id(), "name", "Abu", "ageYears", 120));
        assertThat(quick.status()).as(quick.text()).isEqualTo(201);
        assertThat(quick.body().path("birthPrecision").asString()).isEqualTo("ESTIMATED");
        LocalDate birth = LocalDate.parse(quick.body().path("birthDate").asString());
        assertThat(birth.plusYears(120)).isBefore(LocalDate.now(facility.timeZone()));
        Answer year = reception.post(
                PATIENTS,
                Map.of(
                        "facilityId",
                        facility.id(),
                        "name",
                        "Abu",
                        "birthDate",
                        "1950-07-08",
                        "birthPrecision",
                        "YEAR"));
        assertThat(year.body().path("birthDate").asString()).isEqualTo("1950-01-01");
        assertThat(reception
                        .post(
                                PATIENTS,
                                Map.of(
                                        "facilityId",
                                        facility.id(),
                                        "name",
                                        "A",
                                        "ageYears",
                                        3,
                                        "birthDate",
                                        "2020-01-01"))
                        .code())
                .isEqualTo("invalid-request");
    }

    @Test
    void whoeverCannotSayWhoTheyAreWaitsUnderAnAliasAndKeepsTheVisit() {
        UUID id = Ids.next();
        UUID queue = hospital.service(facility, "E").queueId();
        Answer unknown = reception.post(
                PATIENTS + "/unidentified", Map.of("id", id, "facilityId", facility.id(), "ageYears", 40));
        assertThat(unknown.status()).as(unknown.text()).isEqualTo(201);
        assertThat(unknown.body().path("identified").asBoolean()).isFalse();
        String alias = unknown.body().path("alias").asString();
        assertThat(alias)
                .matches("[A-Z][a-z]+ [0-9]+")
                .isEqualTo(unknown.body().path("name").asString());
        Answer visit = reception.post(
                "/api/v1/visits",
                Map.of("facilityId", facility.id(), "patientId", id, "queueId", queue, "urgency", "IMMEDIATE"));
        assertThat(visit.status()).as(visit.text()).isEqualTo(201);

        Answer known = patch(reception, PATIENTS + "/" + id, 1, Map.of("name", "Ana Ruiz", "birthDate", "1985-01-31"));

        assertThat(known.body().path("identified").asBoolean()).isTrue();
        assertThat(known.body().path("alias").asString()).isEqualTo(alias);
        assertThat(known.body().path("birthPrecision").asString()).isEqualTo("DAY");
        assertThat(hospital.count("visit", "patient_id = ? and ended_at is null", id))
                .isOne();
        assertThat(hospital.count(
                        "audit_event",
                        "subject_id = ? and action = 'PATIENT_CHANGED' and detail ->> 'identified' = 'true'",
                        id))
                .isOne();
        Answer other = reception.post(PATIENTS + "/unidentified", Map.of("facilityId", facility.id()));
        assertThat(other.body().path("alias").asString()).isNotEqualTo(alias);
        assertThat(hospital.signedIn(Role.NURSE, hospital.facility())
                        .post(PATIENTS + "/unidentified", Map.of("facilityId", facility.id()))
                        .code())
                .isEqualTo("not-found");
    }
}
