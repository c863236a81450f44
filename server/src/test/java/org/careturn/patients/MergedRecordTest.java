package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.careturn.facilities.Facility;
import org.careturn.patients.Consents.Kind;
import org.careturn.patients.PatientMerges.Merged;
import org.careturn.patients.PatientMerges.Wish;
import org.careturn.platform.Actor;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** FR-PATIENT-06, US-REC-03: what hangs on a merged record is found under the one that stays, and given back by an undo. */
class MergedRecordTest extends ServerTest {
    @Autowired
    private PatientMerges merges;

    @Autowired
    private Patients patients;

    @Autowired
    private Consents consents;

    @Autowired
    private JdbcClient jdbc;

    private Facility facility;
    private Patient kept;
    private Patient duplicate;
    private Http nurse;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        kept = hospital.patient(facility);
        duplicate = hospital.patient(facility);
        nurse = hospital.signedIn(Role.NURSE, facility);
    }

    @Test
    void theLogIsSearchedByTheIdsOfBothRecords() {
        nurse.get(path(kept));
        nurse.get(path(duplicate));
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        assertThat(subjects(admin, kept)).containsOnly(kept.id().toString());
        Merged merged = merge();
        for (Patient asked : List.of(kept, duplicate)) {
            assertThat(subjects(admin, asked))
                    .contains(kept.id().toString(), duplicate.id().toString());
        }
        undo(merged);
        assertThat(subjects(admin, duplicate)).containsOnly(duplicate.id().toString());
    }

    @Test
    void readingsOfBothRecordsAreTold() {
        nurse.get(path(duplicate));
        nurse.get(path(duplicate));
        Http self = hospital.signedIn(kept);
        String accesses = path(kept) + "/accesses";
        assertThat(items(self.get(accesses)).size()).isZero();
        Merged merged = merge();
        assertThat(items(self.get(accesses)).size()).isEqualTo(2);
        Answer first = self.get(accesses + "?limit=1");
        assertThat(items(self.get(accesses + "?limit=1&cursor="
                                + first.body().path("nextCursor").asString()))
                        .size())
                .isOne();
        undo(merged);
        assertThat(items(self.get(accesses)).size()).isZero();
    }

    @Test
    void theReceptionFindsWhatWasMergedAndPartsItAgain() {
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(items(reception.get(path(kept) + "/merges")).size()).isZero();
        Merged merged = merge();

        JsonNode line = items(reception.get(path(duplicate) + "/merges")).get(0);

        assertThat(line.path("merge").path("id").asString())
                .isEqualTo(merged.id().toString());
        assertThat(line.path("merge").path("undoneAt").isNull()).isTrue();
        assertThat(line.path("duplicate").path("name").asString()).isEqualTo(duplicate.name());
        assertThat(reception
                        .post("/api/v1/patients/merges/" + merged.id() + "/undo", null)
                        .status())
                .isEqualTo(200);
        assertThat(items(reception.get(path(kept) + "/merges"))
                        .get(0)
                        .path("merge")
                        .path("undoneAt")
                        .isNull())
                .isFalse();
        assertThat(items(reception.get(path(duplicate) + "/merges")).size()).isZero();
        assertThat(nurse.get(path(kept) + "/merges").code()).isEqualTo("not-allowed");
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .get(path(kept) + "/merges")
                        .code())
                .isEqualTo("not-found");
    }

    @Test
    void consentsOfBothAreShownAndOnlyAWithdrawalIsTakenOver() {
        consent(kept, "PUSH", true);
        consent(duplicate, "SMS", true);
        consent(duplicate, "PUSH", true);
        consent(duplicate, "PUSH", false);
        Merged merged = merge();
        JsonNode said = items(nurse.get(path(kept) + "/consents"));
        assertThat(said.size()).isEqualTo(4);
        assertThat(said.get(0).path("kind").asString()).isEqualTo("PUSH");
        assertThat(said.get(0).path("current").asBoolean()).isTrue();
        for (int i = 1; i < 4; i++) {
            assertThat(said.get(i).path("current").asBoolean())
                    .as(said.toString())
                    .isFalse();
        }
        assertThat(consents.said(kept.id())).doesNotContainKey(Kind.SMS);
        assertThat(consents.said(kept.id())).containsEntry(Kind.PUSH, false);
        assertThat(consent(kept, "PUSH", true).header("CareTurn-Outcome")).isEqualTo("DONE");
        assertThat(consents.said(kept.id())).containsEntry(Kind.PUSH, true);
        undo(merged);
        assertThat(items(nurse.get(path(kept) + "/consents")).size()).isEqualTo(2);
        assertThat(items(nurse.get(path(duplicate) + "/consents")).size()).isEqualTo(3);
        assertThat(consents.said(kept.id())).containsEntry(Kind.PUSH, true);
        assertThat(consents.said(duplicate.id())).containsEntry(Kind.SMS, true);
        assertThat(consents.said(duplicate.id())).containsEntry(Kind.PUSH, false);
    }

    @Test
    void anUndoTakesOutWhatTheRecordOnlyTookOver() {
        change(kept, Map.of("allergies", List.of(Map.of("text", "Latex"))));
        change(
                duplicate,
                Map.of(
                        "allergies",
                        List.of(Map.of("text", "latex"), Map.of("text", "Nuts"), Map.of("text", "Eggs")),
                        "otherPhones",
                        List.of("+353871230001")));
        Merged merged = merge();
        assertThat(allergies(kept)).containsExactlyInAnyOrder("Latex", "Nuts", "Eggs");
        change(
                kept,
                Map.of(
                        "allergies",
                        List.of(
                                Map.of("text", "Latex"),
                                Map.of("text", "Nuts"),
                                Map.of("text", "Eggs", "criticality", "HIGH"))));
        undo(merged);
        assertThat(allergies(kept))
                .as("somebody has said something about eggs")
                .containsExactlyInAnyOrder("Latex", "Eggs");
        assertThat(patients.read(Actor.SYSTEM, kept.id()).otherPhones()).isEmpty();
        assertThat(allergies(duplicate)).containsExactlyInAnyOrder("latex", "Nuts", "Eggs");
        assertThat(patients.read(Actor.SYSTEM, duplicate.id()).otherPhones()).containsExactly("+353871230001");
    }

    @Test
    void theMainPhoneOfTheDuplicateIsKept() {
        change(duplicate, Map.of("contactPhone", "+353871230001", "otherPhones", List.of("+353871230002")));
        Merged merged = merge();
        Patient now = patients.read(Actor.SYSTEM, kept.id());
        assertThat(now.contactPhone()).isEqualTo("+353871230001");
        assertThat(now.otherPhones()).containsExactly("+353871230002");
        undo(merged);
        assertThat(patients.read(Actor.SYSTEM, kept.id()).contactPhone()).isNull();
        assertThat(patients.read(Actor.SYSTEM, kept.id()).otherPhones()).isEmpty();

        merged = merge();
        change(kept, Map.of("contactPhone", "+353871230003"));
        undo(merged);
        assertThat(patients.read(Actor.SYSTEM, kept.id()).contactPhone())
                .as("somebody has changed it since")
                .isEqualTo("+353871230003");
    }

    @Test
    void theMainPhoneOfTheDuplicateIsAFurtherOneBesideAnother() {
        change(kept, Map.of("contactPhone", "+353871230002"));
        change(
                duplicate,
                Map.of("contactPhone", "+353871230001", "otherPhones", List.of("+353871230002", "+353871230003")));
        Merged merged = merge();
        Patient now = patients.read(Actor.SYSTEM, kept.id());
        assertThat(now.contactPhone()).isEqualTo("+353871230002");
        assertThat(now.otherPhones()).containsExactlyInAnyOrder("+353871230001", "+353871230003");
        undo(merged);
        now = patients.read(Actor.SYSTEM, kept.id());
        assertThat(now.contactPhone()).isEqualTo("+353871230002");
        assertThat(now.otherPhones()).isEmpty();
        assertThat(patients.read(Actor.SYSTEM, duplicate.id()).contactPhone()).isEqualTo("+353871230001");

        change(kept, Map.of("otherPhones", phones(4, 5)));
        Wish sixPhones = new Wish(kept.id(), duplicate.id(), version(kept), version(duplicate), List.of());
        assertThatThrownBy(() -> merges.merge(Actor.SYSTEM, sixPhones)).isInstanceOf(RefusedException.class);
    }

    @Test
    void whatOneRecordCantHoldIsSaidBeforeAnythingIsMerged() {
        change(kept, Map.of("otherPhones", phones(0, 3), "allergies", foods(0, 30)));
        change(duplicate, Map.of("otherPhones", phones(1, 5), "allergies", foods(10, 30)));
        Wish sixPhones = new Wish(kept.id(), duplicate.id(), version(kept), version(duplicate), List.of());
        assertThatThrownBy(() -> merges.merge(Actor.SYSTEM, sixPhones))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().type()).isEqualTo(PatientProblem.RECORD_FULL));
        assertThat(allergies(kept)).hasSize(30);

        change(duplicate, Map.of("otherPhones", phones(1, 4), "allergies", foods(10, 41)));
        Wish tooManyAllergies = new Wish(kept.id(), duplicate.id(), version(kept), version(duplicate), List.of());
        assertThatThrownBy(() -> merges.merge(Actor.SYSTEM, tooManyAllergies)).isInstanceOf(RefusedException.class);

        change(duplicate, Map.of("allergies", foods(10, 40)));
        Merged merged = merge();
        assertThat(allergies(kept)).hasSize(50);
        assertThat(patients.read(Actor.SYSTEM, kept.id()).otherPhones()).hasSize(5);
        undo(merged);
        assertThat(allergies(kept)).hasSize(30);
        assertThat(patients.read(Actor.SYSTEM, kept.id()).otherPhones()).hasSize(3);
        assertThat(allergies(duplicate)).hasSize(40);
    }

    private static List<String> phones(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> "+35387123000" + i)
                .toList();
    }

    private static List<Map<String, String>> foods(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(i -> Map.of("text", "Food " + i))
                .toList();
    }

    private Merged merge() {
        return merges.merge(
                        Actor.SYSTEM, new Wish(kept.id(), duplicate.id(), version(kept), version(duplicate), List.of()))
                .orElseThrow();
    }

    private void undo(Merged merged) {
        merges.undo(Actor.SYSTEM, merged.id()).orElseThrow();
    }

    private long version(Patient patient) {
        return jdbc.sql("select version from patient where id = ?")
                .param(patient.id())
                .query(Long.class)
                .single();
    }

    private List<String> allergies(Patient patient) {
        return patients.read(Actor.SYSTEM, patient.id()).allergies().stream()
                .map(Allergy::text)
                .toList();
    }

    private void change(Patient patient, Map<String, ?> body) {
        Answer answer = nurse.with("If-Match", "\"" + version(patient) + "\"").send("PATCH", path(patient), body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Answer consent(Patient patient, String kind, boolean granted) {
        Answer answer = nurse.post(path(patient) + "/consents", Map.of("kind", kind, "granted", granted));
        assertThat(answer.status()).as(answer.text()).isLessThan(300);
        return answer;
    }

    private static List<String> subjects(Http admin, Patient patient) {
        return items(admin.get("/api/v1/audit?limit=200&patientId=" + patient.id()))
                .valueStream()
                .filter(row -> !row.path("action").asString().equals("AUDIT_READ"))
                .map(row -> row.path("patientId").asString())
                .toList();
    }

    private static JsonNode items(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.body().path("items");
    }

    private static String path(Patient patient) {
        return "/api/v1/patients/" + patient.id();
    }
}
