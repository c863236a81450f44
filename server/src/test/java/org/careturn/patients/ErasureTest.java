package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** FR-PATIENT-11, FR-AUDIT-05, US-PAT-18, US-ADM-13. */
class ErasureTest extends ServerTest {
    private static final String NAME = "Zephyrine Quackenbush";
    private static final String PHONE = "+353871239876";
    private static final String REASON = "her left knee hurts";

    @Autowired
    Visits visits;

    @Autowired
    Entries entries;

    @Autowired
    Patients patients;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void nothingPersonalIsLeftAnywhere() {
        Facility facility = hospital.facility();
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        UUID id = registered(reception, facility);
        Http own = signedInWithDevice(id);
        VisitWithPath visit = visit(facility, id);
        entries.setUrgency(Actor.SYSTEM, visit.entries().getFirst().id(), Urgency.URGENT, REASON)
                .orElseThrow();
        end(visit);
        assertThat(reception
                        .with("If-Match", reception.get(path(id)).header("ETag"))
                        .send("PATCH", path(id), Map.of("name", NAME + " II"))
                        .status())
                .isEqualTo(200);
        assertThat(everywhere(NAME)).contains("patient", "idempotency_key", "account");
        assertThat(everywhere(REASON)).containsExactly("entry_event");
        long visitsBefore = hospital.count("visit", "facility_id = ?", facility.id());
        long actsBefore = hospital.count("audit_event", "patient_id = ?", id);

        Answer erased = erase(hospital.signedIn(Role.ADMIN), id);
        assertThat(erased.status()).isEqualTo(200);
        assertThat(erased.header("CareTurn-Outcome")).isEqualTo("DONE");

        assertThat(everywhere(NAME)).isEmpty();
        assertThat(everywhere(PHONE)).isEmpty();
        assertThat(everywhere(REASON)).isEmpty();
        assertThat(everywhere("Zephyrine's phone")).isEmpty();
        assertThat(jdbc.queryForMap(
                        "select name, birth_date, contact_phone, sex, language, account_id from patient where id = ?",
                        id))
                .containsEntry("name", "Erased")
                .satisfies(row -> assertThat(row.values()).containsOnly("Erased", null));
        assertThat(own.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(hospital.count("visit", "facility_id = ?", facility.id())).isEqualTo(visitsBefore);
        assertThat(hospital.count("audit_event", "patient_id = ?", id)).isGreaterThan(actsBefore);
        assertThat(hospital.auditOf(id)).endsWith("PATIENT_ERASED");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .containsExactly("patient " + id);
    }

    @Test
    void theLogTellsOfValuesUntilTheyAreErased() {
        Facility facility = hospital.facility();
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        UUID id = registered(reception, facility);
        reception
                .with("If-Match", reception.get(path(id)).header("ETag"))
                .send("PATCH", path(id), Map.of("contactPhone", "+353871239877"));
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        JsonNode change = audit(admin, id, "PATIENT_CHANGED");
        assertThat(change.path("detail").toString()).isEqualTo("{\"fields\":[\"CONTACT_PHONE\"]}");
        assertThat(change.path("personal").toString())
                .isEqualTo("{\"CONTACT_PHONE\":{\"from\":\"%s\",\"to\":\"+353871239877\"}}".formatted(PHONE));
        assertThat(change.path("erased").asBoolean(true)).isFalse();
        assertThat(change.path("address").asString("")).isEqualTo("127.0.0.1");
        assertThat(audit(admin, id, "PATIENT_REGISTERED")
                        .path("personal")
                        .path("NAME")
                        .path("to")
                        .asString(""))
                .isEqualTo(NAME);
        erase(hospital.signedIn(Role.ADMIN), id);
        for (String action : List.of("PATIENT_CHANGED", "PATIENT_REGISTERED")) {
            JsonNode after = audit(admin, id, action);
            assertThat(after.path("personal").isNull()).isTrue();
            assertThat(after.path("erased").asBoolean(false)).isTrue();
        }
        Http ofAll = hospital.signedIn(Role.ADMIN);
        long after = 0;
        JsonNode found;
        do {
            found = ofAll.get("/api/v1/audit/verification?after=" + after).body();
            after = found.path("reached").asLong();
        } while (!found.path("complete").asBoolean(true));
        assertThat(found.path("fault").isNull()).as("the chain: %s", found).isTrue();
    }

    @Test
    void theWordsOfANameGoWithTheLastWhoHasThem() {
        Facility facility = hospital.facility();
        UUID first = hospital.patient(facility, "Xyliana Wrzosekova").id();
        UUID second =
                hospital.patient(hospital.facility(), "Xyliana Brandtnerova").id();
        Http admin = hospital.signedIn(Role.ADMIN);
        assertThat(erase(admin, first).status()).isEqualTo(200);
        assertThat(everywhere("wrzosekov")).isEmpty();
        assertThat(hospital.count("name_word", "word = 'xyliana'")).isOne();
        assertThat(hospital.count("name_deletion", "word = 'xyliana'")).isEqualTo(7);
        assertThat(erase(admin, second).status()).isEqualTo(200);
        assertThat(hospital.count("name_word", "word = 'xyliana'")).isZero();
        assertThat(hospital.count("name_deletion", "word = 'xyliana'")).isZero();
    }

    @Test
    void aWordIsLearntAnewWithTheFirstFacility() {
        Facility facility = hospital.facility();
        UUID unknown = hospital.patient(facility, "Qwendolyne Abel").id();
        jdbc.update("delete from patient_facility where patient_id = ?", unknown);
        UUID erased = hospital.patient(facility, "Qwendolyne Kain").id();
        assertThat(erase(hospital.signedIn(Role.ADMIN), erased).status()).isEqualTo(200);
        assertThat(hospital.count("name_word", "word = 'qwendolyne'")).isZero();
        patients.knownIn(unknown, facility.id());
        assertThat(hospital.count("name_word", "word = 'qwendolyne'")).isOne();
    }

    @Test
    void waitsUntilTheVisitHasEnded() {
        Facility facility = hospital.facility();
        UUID id = hospital.patient(facility).id();
        VisitWithPath visit = visit(facility, id);
        Http admin = hospital.signedIn(Role.ADMIN);
        assertThat(erase(admin, id).code()).isEqualTo("patient-is-here");
        assertThat(jdbc.queryForObject("select erased_at is null from patient where id = ?", Boolean.class, id))
                .isTrue();
        end(visit);
        assertThat(erase(admin, id).status()).isEqualTo(200);
    }

    @Test
    void isDoneOnceAndStaysSo() {
        Facility facility = hospital.facility();
        UUID id = hospital.patient(facility).id();
        Http admin = hospital.signedIn(Role.ADMIN);
        String stale = admin.get(path(id)).header("ETag");
        assertThat(erase(admin, id).status()).isEqualTo(200);
        assertThat(eraseVersion(admin, stale, id).code()).isEqualTo("precondition-failed");
        assertThat(erase(admin, id).header("CareTurn-Outcome")).isEqualTo("NOOP");
        assertThat(admin.with("If-Match", admin.get(path(id)).header("ETag"))
                        .send("PATCH", path(id), Map.of("name", "Somebody"))
                        .code())
                .isEqualTo("patient-is-erased");
        assertThat(hospital.signedIn(Role.RECEPTIONIST, facility)
                        .get("/api/v1/patients?facilityId=" + facility.id())
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"DOCTOR", "NURSE", "RECEPTIONIST", "ADMIN"})
    void onlyAnAdministratorOfAllErases(Role role) {
        Facility facility = hospital.facility();
        UUID id = hospital.patient(facility).id();
        assertThat(eraseVersion(hospital.signedIn(role, facility), "\"1\"", id).code())
                .isEqualTo("not-allowed");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"reason\": \" \"}",
                "{\"reason\": 1}",
                "{\"reason\": \"a\\u0000\"}",
                "{\"reason\": \"x\", \"more\": 1}"
            })
    void wantsAReason(String body) {
        UUID id = hospital.patient(hospital.facility()).id();
        Answer answer = hospital.signedIn(Role.ADMIN).with("If-Match", "\"1\"").post(path(id) + "/erase", body);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @Test
    void exportsEverythingToThePatient() {
        Facility facility = hospital.facility();
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        UUID id = registered(reception, facility);
        VisitWithPath visit = visit(facility, id);
        entries.setUrgency(Actor.SYSTEM, visit.entries().getFirst().id(), Urgency.URGENT, REASON)
                .orElseThrow();
        Http own = signedInWithDevice(id);
        Answer export = own.get(path(id) + "/export");
        assertThat(export.status()).isEqualTo(200);
        JsonNode data = export.body().path("data");
        JsonNode record = data.path("record").path(0);
        assertThat(record.path("name").asString("")).isEqualTo(NAME);
        assertThat(record.path("birthDate").asString("")).isEqualTo("1961-04-18");
        assertThat(record.path("knownIn").path(0).asString("")).isEqualTo(facility.name());
        assertThat(data.path("visits")
                        .path("visits")
                        .path(0)
                        .path("ticketNumber")
                        .asString(""))
                .isEqualTo(visit.visit().ticketNumber());
        assertThat(data.path("visits").path("events").toString()).contains(REASON);
        assertThat(data.path("acts").toString()).contains("PATIENT_REGISTERED", "VISIT_ARRIVE");
        assertThat(data.has("appointments")).isTrue();
        assertThat(hospital.auditOf(id)).endsWith("PATIENT_EXPORTED");
        assertThat(export.text()).doesNotContain("$2a$");
        Http other = hospital.signedIn(hospital.patient(facility));
        assertThat(other.get(path(id) + "/export").code()).isEqualTo("not-found");
        assertThat(hospital.signedIn(Role.ADMIN, hospital.facility())
                        .get(path(id) + "/export")
                        .code())
                .isEqualTo("not-found");
        assertThat(hospital.signedIn(Role.ADMIN, facility)
                        .get(path(id) + "/export")
                        .status())
                .isEqualTo(200);
        assertThat(reception.get(path(id) + "/export").status()).isEqualTo(403);
    }

    private static String path(UUID id) {
        return "/api/v1/patients/" + id;
    }

    private static Answer erase(Http admin, UUID id) {
        return eraseVersion(admin, admin.get(path(id)).header("ETag"), id);
    }

    private static Answer eraseVersion(Http admin, String version, UUID id) {
        return admin.with("If-Match", version).post(path(id) + "/erase", Map.of("reason", "asked for in writing"));
    }

    private static JsonNode audit(Http admin, UUID patient, String action) {
        return admin.get("/api/v1/audit?patientId=" + patient + "&action=" + action)
                .body()
                .path("items")
                .path(0);
    }

    private static UUID registered(Http reception, Facility facility) {
        Answer answer = reception.post(
                "/api/v1/patients",
                Map.of(
                        "facilityId",
                        facility.id(),
                        "name",
                        NAME,
                        "birthDate",
                        "1961-04-18",
                        "contactPhone",
                        PHONE,
                        "sex",
                        "FEMALE",
                        "language",
                        "fr"));
        return UUID.fromString(answer.body().path("id").asString());
    }

    /** The patient's account under the patient's own name and phone, signed in on a device with a name. */
    private Http signedInWithDevice(UUID id) {
        Http own = hospital.signedIn(new Patient(
                id,
                NAME,
                null,
                true,
                LocalDate.EPOCH,
                Birth.Precision.DAY,
                null,
                List.of(),
                null,
                null,
                null,
                List.of(),
                List.of(),
                java.time.Instant.EPOCH,
                1));
        jdbc.update(
                "update account set display_name = ?, login_phone = ? where id = (select account_id from patient where id = ?)",
                NAME,
                PHONE,
                id);
        jdbc.update("""
                update session set client_label = 'Zephyrine''s phone'
                where account_id = (select account_id from patient where id = ?)""", id);
        return own;
    }

    private VisitWithPath visit(Facility facility, UUID patient) {
        Service service = hospital.service(facility, "A");
        return visits.arrive(
                        Actor.SYSTEM,
                        Visits.Arriving.at(
                                Ids.next(),
                                facility.id(),
                                patient,
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    private void end(VisitWithPath visit) {
        entries.cancel(Actor.SYSTEM, visit.entries().getFirst().id(), null).orElseThrow();
    }

    /** The tables of the whole database in which the text stands. */
    private List<String> everywhere(String text) {
        List<String> found = new ArrayList<>();
        for (String table : jdbc.queryForList(
                "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by 1",
                String.class)) {
            Boolean there = jdbc.queryForObject(
                    "select exists (select from " + table + " t where strpos(t::text, ?) > 0)", Boolean.class, text);
            if (Boolean.TRUE.equals(there)) {
                found.add(table);
            }
        }
        return found;
    }
}
