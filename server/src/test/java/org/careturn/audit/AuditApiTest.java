package org.careturn.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** FR-AUDIT-01, FR-AUDIT-04, US-ADM-10. */
class AuditApiTest extends ServerTest {
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
        assertThat(actions(ofAll.get(AUDIT + "?patientId=" + patient.id()))).containsExactly("PATIENT_REGISTERED");
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

    private static List<String> actions(Answer answer) {
        List<String> actions = new ArrayList<>();
        answer.body()
                .path("items")
                .forEach(item -> actions.add(item.path("action").asString()));
        return actions;
    }
}
