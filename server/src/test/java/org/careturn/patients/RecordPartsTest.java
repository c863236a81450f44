package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.patients.Consents.Kind;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** FR-PATIENT-01, FR-PATIENT-10, FR-PATIENT-12, US-PAT-18, US-DOC-03: notes, consents, and who opened the record. */
class RecordPartsTest extends ServerTest {
    @Autowired
    private Consents consents;

    @Autowired
    private JdbcClient jdbc;

    private Facility facility;
    private Patient patient;
    private String path;
    private Http nurse;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        patient = hospital.patient(facility);
        path = "/api/v1/patients/" + patient.id();
        nurse = hospital.signedIn(Role.NURSE, facility);
    }

    @Test
    void notesAreAddedToAndStay() {
        UUID id = Ids.next();
        Map<String, Object> note = Map.of("id", id, "text", "Hears badly.\nSpeak slowly.");
        Answer added = nurse.post(path + "/notes", note);
        assertThat(added.status()).as(added.text()).isEqualTo(201);
        assertThat(added.body().path("author").asString()).startsWith("Person");
        assertThat(nurse.post(path + "/notes", note).header("CareTurn-Outcome")).isEqualTo("NOOP");
        assertThat(nurse.post(path + "/notes", Map.of("id", id, "text", "Other"))
                        .code())
                .isEqualTo("note-id-taken");
        Http doctor = hospital.signedIn(Role.DOCTOR, facility);
        assertThat(doctor.post(path + "/notes", Map.of("text", "Second")).status())
                .isEqualTo(201);
        assertThat(texts(doctor.get(path + "/notes").body(), "text"))
                .containsExactly("Second", "Hears badly.\nSpeak slowly.");
        Answer page = doctor.get(path + "/notes?limit=1");
        assertThat(texts(
                        doctor.get(path + "/notes?limit=1&cursor="
                                        + page.body().path("nextCursor").asString())
                                .body(),
                        "text"))
                .containsExactly("Hears badly.\nSpeak slowly.");
        assertThat(hospital.auditOf(patient.id())).contains("PATIENT_NOTE_ADDED");
        assertThat(hospital.count("audit_event", "detail::text like '%Hears%'")).isZero();
    }

    @Test
    void notesAreForWhoTreatsThePatient() {
        nurse.post(path + "/notes", Map.of("text", "Anything"));
        for (Http other : List.of(
                hospital.signedIn(Role.RECEPTIONIST, facility),
                hospital.signedIn(Role.ADMIN, facility),
                hospital.signedIn(patient))) {
            assertThat(other.get(path + "/notes").code()).isEqualTo("not-allowed");
        }
        Http elsewhere = hospital.signedIn(Role.DOCTOR, hospital.facility());
        assertThat(elsewhere.get(path + "/notes").code()).isEqualTo("not-found");
        assertThat(elsewhere.post(path + "/notes", Map.of("text", "X")).code()).isEqualTo("not-found");
    }

    @Test
    void theServersRoleCannotRewriteNotes() {
        nurse.post(path + "/notes", Map.of("text", "Anything"));
        assertThatThrownBy(() -> jdbc.sql("update patient_note set text = 'x'").update())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("permission denied");
    }

    @Test
    void consentIsRecordedWithSourceAndWithdrawnAtAnyTime() {
        assertThat(consents.said(patient.id())).doesNotContainKey(Kind.SMS);
        Http self = hospital.signedIn(patient);
        assertThat(consent(self, "SMS", true).body().path("source").asString()).isEqualTo("PATIENT");
        assertThat(consents.said(patient.id())).containsEntry(Kind.SMS, true);
        assertThat(consents.said(patient.id())).doesNotContainKey(Kind.PUSH);
        assertThat(consent(nurse, "SMS", true).header("CareTurn-Outcome")).isEqualTo("NOOP");
        assertThat(consent(nurse, "SMS", false).body().path("source").asString())
                .isEqualTo("STAFF");
        assertThat(consents.said(patient.id())).containsEntry(Kind.SMS, false);
        JsonNode all = self.get(path + "/consents").body().path("items");
        assertThat(all.size()).isEqualTo(2);
        assertThat(all.get(0).path("granted").asBoolean()).isFalse();
        assertThat(all.get(0).path("current").asBoolean()).isTrue();
        assertThat(all.get(1).path("current").asBoolean()).isFalse();
        assertThat(hospital.auditOf(patient.id())).contains("CONSENT_GRANTED", "CONSENT_WITHDRAWN");
        assertThat(consent(self, "FAX", true).code()).isEqualTo("invalid-request");
        assertThat(consent(hospital.signedIn(hospital.patient(facility)), "SMS", true)
                        .code())
                .isEqualTo("not-found");
    }

    private Answer consent(Http who, String kind, boolean granted) {
        return who.post(path + "/consents", Map.of("kind", kind, "granted", granted));
    }

    @Test
    void oneOfManyConsentsAtOnceCounts() throws Exception {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            boolean granted = i % 2 == 0;
            threads.add(Thread.ofVirtual().start(() -> consent(nurse, "PUSH", granted)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(hospital.count("patient_consent", "patient_id = ? and current", patient.id()))
                .isOne();
    }

    @Test
    void staffAndThePatientSeeWhoOpenedTheRecord() {
        Http self = hospital.signedIn(patient);
        assertThat(self.get(path + "/accesses").body().path("items").isEmpty()).isTrue();
        nurse.get(path);
        nurse.get(path + "/notes");
        self.get(path);
        JsonNode seen = self.get(path + "/accesses").body();
        assertThat(texts(seen, "part")).containsExactly("NOTES", "RECORD");
        JsonNode last = seen.path("items").get(0);
        assertThat(last.path("person").asString()).startsWith("Person");
        assertThat(last.path("roles").toString()).isEqualTo("[\"NURSE\"]");
        assertThat(last.path("facilityName").asString()).isEqualTo(facility.name());
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(texts(reception.get(path + "/accesses").body(), "part"))
                .as("who looks at the list opens the record, too")
                .containsExactly("ACCESSES", "NOTES", "RECORD");
        Answer page = reception.get(path + "/accesses?limit=1");
        String cursor = page.body().path("nextCursor").asString();
        assertThat(texts(self.get(path + "/accesses?limit=2&cursor=" + cursor).body(), "part"))
                .containsExactly("ACCESSES", "NOTES");
        self.get(path + "/export");
        hospital.signedIn(Role.ADMIN, facility).get(path + "/export");
        hospital.signedIn(Role.ADMIN).get("/api/v1/audit?patientId=" + patient.id());
        JsonNode others = self.get(path + "/accesses?limit=3").body();
        assertThat(texts(others, "part"))
                .as("not the patient's own export")
                .containsExactly("AUDIT", "EXPORT", "ACCESSES");
        for (int i = 0; i < 2; i++) {
            assertThat(others.path("items").get(i).path("roles").toString()).isEqualTo("[\"ADMIN\"]");
        }
        assertThat(hospital.signedIn(Role.DOCTOR, hospital.facility())
                        .get(path + "/accesses")
                        .code())
                .isEqualTo("not-found");
        assertThat(hospital.signedIn(hospital.patient(facility))
                        .get(path + "/accesses")
                        .code())
                .isEqualTo("not-found");
    }

    private static List<String> texts(JsonNode page, String field) {
        List<String> texts = new ArrayList<>();
        page.path("items").forEach(item -> texts.add(item.path(field).asString()));
        return texts;
    }

    @Test
    void noForeignKeyOfARecordKeepsItFromGoing() {
        List<String> kept = jdbc.sql("""
                        select conrelid::regclass::text from pg_constraint
                        where contype = 'f' and confrelid = 'patient'::regclass and confdeltype <> 'c'""").query((row, n) -> row.getString(1)).list();
        assertThat(kept)
                .as("only what belongs to care keeps a record, or follows from a facility that knows the patient")
                .isSubsetOf(Arrays.asList(
                        "patient_facility",
                        "visit",
                        "appointment",
                        "waiting_list_entry",
                        "entry",
                        "patient",
                        "patient_merge",
                        "patient_duplicate",
                        "visit_retention")); // the record without a name
    }
}
