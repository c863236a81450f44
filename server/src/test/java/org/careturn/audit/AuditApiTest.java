package org.careturn.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.identity.Account;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-AUDIT-01, FR-AUDIT-04, US-ADM-10. */
class AuditApiTest extends ServerTest {
    @Autowired
    JdbcTemplate jdbc;

    private static final String AUDIT = "/api/v1/audit";

    @Test
    void tellsTheNewestFirst() {
        Facility facility = hospital.facility();
        Room room = hospital.room(facility);
        Patient patient = hospital.patient(facility);
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        List<String> actions = actions(admin.get(AUDIT + "?facilityId=" + facility.id()));
        assertThat(actions)
                .endsWith("PATIENT_REGISTERED", "ROOM_ADDED", "DEPARTMENT_ADDED", "FACILITY_ADDED")
                .startsWith("ACCOUNT_CREATED");
        JsonNode row = admin.get(AUDIT + "?subjectId=" + room.id())
                .body()
                .path("items")
                .path(0);
        assertThat(row.path("facilityId").asString()).isEqualTo(facility.id().toString());
        assertThat(row.path("subjectKind").asString()).isEqualTo("room");
        assertThat(row.path("accountId").asString()).isEqualTo(new UUID(0, 0).toString());
        assertThat(row.path("detail").path("to").path("name").asString()).isEqualTo(room.name());
        assertThat(actions(admin.get(AUDIT + "?patientId=" + patient.id()))).containsExactly("PATIENT_REGISTERED");
        assertThat(actions(admin.get(AUDIT + "?action=ROOM_ADDED"))).containsExactly("ROOM_ADDED");
        assertThat(actions(admin.get(AUDIT + "?action=ROOM_ADDED&subjectId=" + facility.id())))
                .isEmpty();
    }

    @Test
    void tellsOfATime() throws InterruptedException {
        Facility facility = hospital.facility();
        Thread.sleep(5);
        Instant between = Instant.now();
        Thread.sleep(5);
        hospital.patient(facility);
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String path = AUDIT + "?facilityId=" + facility.id();
        assertThat(actions(admin.get(path + "&to=" + between))).containsExactly("FACILITY_ADDED");
        assertThat(actions(admin.get(path + "&from=" + between))).endsWith("PATIENT_REGISTERED");
        assertThat(actions(admin.get(path + "&from=" + between + "&to=" + between)))
                .isEmpty();
    }

    @Test
    void tellsEachRowOnceOverThePages() {
        Facility facility = hospital.facility();
        for (int i = 0; i < 7; i++) {
            hospital.patient(facility);
        }
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String path = AUDIT + "?facilityId=" + facility.id() + "&action=PATIENT_REGISTERED&limit=3";
        List<String> ids = new ArrayList<>();
        Answer page = admin.get(path);
        while (true) {
            page.body().path("items").forEach(item -> ids.add(item.path("id").asString()));
            String cursor = page.body().path("nextCursor").asString("");
            if (cursor.isEmpty()) {
                break;
            }
            hospital.patient(facility); // newer rows don't move the pages
            page = admin.get(path + "&cursor=" + cursor);
        }
        assertThat(ids).hasSize(7).doesNotHaveDuplicates().isSortedAccordingTo((a, b) -> b.compareTo(a));
    }

    @Test
    void administratorsSeeTheirOwnFacilitiesOnly() {
        Facility own = hospital.facility();
        Facility foreign = hospital.facility();
        Patient patient = hospital.patient(foreign);
        Http admin = hospital.signedIn(Role.ADMIN, own);
        assertThat(admin.get(AUDIT + "?facilityId=" + foreign.id()).code()).isEqualTo("not-found");
        assertThat(actions(admin.get(AUDIT + "?patientId=" + patient.id()))).isEmpty();
        assertThat(actions(admin.get(AUDIT + "?subjectId=" + foreign.id()))).isEmpty();
        admin.get(AUDIT + "?limit=200")
                .body()
                .path("items")
                .forEach(item -> assertThat(item.path("facilityId").asString())
                        .isEqualTo(own.id().toString()));
        Http ofAll = hospital.signedIn(Role.ADMIN);
        assertThat(actions(ofAll.get(AUDIT + "?patientId=" + patient.id())))
                .containsExactly("AUDIT_READ", "PATIENT_REGISTERED"); // somebody has asked for this patient before
        assertThat(ofAll.get(AUDIT)
                        .body()
                        .path("items")
                        .path(0)
                        .path("facilityId")
                        .isNull())
                .isTrue(); // the row of that administrator's own account belongs to no facility
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCTOR", "NURSE", "RECEPTIONIST", "DEVICE"})
    void nobodyElseReadsIt(Role role) {
        assertThat(hospital.signedIn(role, hospital.facility()).get(AUDIT).status())
                .isEqualTo(403);
    }

    @Test
    void refusesWhatItCantRead() {
        Http admin = hospital.signedIn(Role.ADMIN, hospital.facility());
        for (String wrong : List.of("limit=201", "limit=0", "from=yesterday", "subjectId=1", "action=x", "cursor=?")) {
            assertThat(admin.get(AUDIT + "?" + wrong).code()).as(wrong).isEqualTo("invalid-request");
        }
    }

    @Test
    void findsWhatAPersonDid() {
        Facility facility = hospital.facility();
        Account nurse = hospital.account(Role.NURSE, facility);
        Patient patient = hospital.patient(facility);
        hospital.signedIn(nurse).get("/api/v1/patients/" + patient.id());
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        assertThat(actions(admin.get(AUDIT + "?accountId=" + nurse.id()))).containsExactly("PATIENT_READ");
        assertThat(actions(hospital.signedIn(Role.ADMIN).get(AUDIT + "?accountId=" + nurse.id())))
                .containsExactly("PATIENT_READ", "SIGNED_IN");
    }

    @Test
    void readingItIsAuditedToo() {
        Facility facility = hospital.facility();
        Patient patient = hospital.patient(facility);
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        admin.get(AUDIT + "?facilityId=" + facility.id() + "&patientId=" + patient.id() + "&action=PATIENT_READ");
        JsonNode reading = admin.get(AUDIT + "?facilityId=" + facility.id())
                .body()
                .path("items")
                .path(0);
        assertThat(reading.path("action").asString("")).isEqualTo("AUDIT_READ");
        assertThat(reading.path("patientId").asString(""))
                .isEqualTo(patient.id().toString());
        assertThat(reading.path("detail").path("action").asString("")).isEqualTo("PATIENT_READ");
        assertThat(reading.path("address").asString("")).isEqualTo("127.0.0.1");
    }

    @Test
    void exportsATime() {
        Facility facility = hospital.facility();
        Patient patient = hospital.patient(facility, "Somebody, \"quoted\"");
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        String query = "?facilityId=" + facility.id() + "&from=" + Instant.now().minusSeconds(600) + "&to="
                + Instant.now().plusSeconds(60);
        Answer lines = admin.get(AUDIT + "/export.ndjson" + query);
        assertThat(lines.header("Content-Type")).startsWith("application/x-ndjson");
        List<JsonNode> rows =
                lines.text().lines().map(JsonMapper.shared()::readTree).toList();
        assertThat(rows)
                .extracting(row -> row.path("action").asString())
                .startsWith("FACILITY_ADDED", "PATIENT_REGISTERED")
                .endsWith("AUDIT_EXPORTED");
        assertThat(rows.get(1).path("subjectId").asString())
                .isEqualTo(patient.id().toString());
        assertThat(lines.text()).doesNotContain("Somebody");
        Answer table = admin.get(AUDIT + "/export.csv" + query);
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.text().split("\r\n")).hasSize(rows.size() + 2);
        assertThat(table.text()).startsWith("id,at,accountId,action,").contains("FACILITY_ADDED", "\"{\"\"");
        Http foreign = hospital.signedIn(Role.ADMIN, hospital.facility());
        assertThat(foreign.get(AUDIT + "/export.csv" + query).code()).isEqualTo("not-found");
        for (String wrong : List.of(
                "from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
                "from=2024-01-01T00:00:00Z")) {
            assertThat(admin.get(AUDIT + "/export.csv?" + wrong).code()).isEqualTo("invalid-request");
        }
    }

    @Test
    void exportsMoreThanAPageWithoutGaps() {
        Facility facility = hospital.facility();
        jdbc.update("""
                insert into audit_event (id, at, account_id, action, facility_id, subject_kind, subject_id)
                select gen_random_uuid(), now(), gen_random_uuid(), 'TEST', ?, 'test', gen_random_uuid()
                from generate_series(1, 1234)""", facility.id());
        String text = hospital.signedIn(Role.ADMIN, facility)
                .get(AUDIT + "/export.ndjson?facilityId=" + facility.id() + "&from="
                        + Instant.now().minusSeconds(600) + "&to="
                        + Instant.now().plusSeconds(60))
                .text();
        assertThat(text.lines()
                        .map(line -> JsonMapper.shared().readTree(line))
                        .filter(row -> row.path("action").asString().equals("TEST"))
                        .map(row -> row.path("id").asString())
                        .distinct())
                .hasSize(1_234);
    }

    @Test
    void isVerifiedByAdministratorsOfAll() throws InterruptedException {
        Patient patient = hospital.patient(hospital.facility());
        UUID row = jdbc.queryForList(
                        "select id from audit_event where subject_id = ? limit 1", UUID.class, patient.id())
                .getFirst();
        for (int i = 0; i < 200 && waits(row); i++) {
            Thread.sleep(50); // the server seals by itself
        }
        assertThat(waits(row)).isFalse();
        Http admin = hospital.signedIn(Role.ADMIN);
        JsonNode found = verified(admin, "");
        assertThat(found.path("fault").isNull()).as("%s", found).isTrue();
        String head = found.path("head").asString();
        assertThat(verified(admin, "&head=" + head).path("fault").isNull()).isTrue();
        String wrong = head.substring(0, head.length() - 1) + (head.endsWith("0") ? '1' : '0');
        assertThat(verified(admin, "&head=" + wrong).path("fault").path("kind").asString(""))
                .isEqualTo("HEAD_MISSING");
        for (String bad : List.of("head=1", "after=-1", "after=x")) {
            assertThat(admin.get(AUDIT + "/verification?" + bad).code()).as(bad).isEqualTo("invalid-request");
        }
        assertThat(hospital.signedIn(Role.ADMIN, hospital.facility())
                        .get(AUDIT + "/verification")
                        .code())
                .isEqualTo("not-allowed");
    }

    private boolean waits(UUID row) {
        return hospital.count("audit_unsealed", "event_id = ?", row) > 0;
    }

    private static JsonNode verified(Http admin, String query) {
        JsonNode found;
        long after = 0;
        do {
            found = admin.get(AUDIT + "/verification?after=" + after + query).body();
            after = found.path("reached").asLong();
        } while (!found.path("complete").asBoolean(true));
        return found;
    }

    private static List<String> actions(Answer answer) {
        List<String> actions = new ArrayList<>();
        answer.body()
                .path("items")
                .forEach(item -> actions.add(item.path("action").asString()));
        return actions;
    }
}
