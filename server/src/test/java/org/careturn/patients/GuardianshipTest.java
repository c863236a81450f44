package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** FR-PATIENT-08, US-PAT-03: a guardian acts for a dependant until the guardianship ends. */
class GuardianshipTest extends ServerTest {
    private static final String PATIENTS = "/api/v1/patients/";

    @Autowired
    private DrivableClock clock;

    private Facility facility;
    private Http reception;
    private Patient mother;
    private Http motherSignedIn;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        reception = hospital.signedIn(Role.RECEPTIONIST, facility);
        mother = hospital.patient(facility, "Mother");
        motherSignedIn = hospital.signedIn(mother);
    }

    @AfterEach
    void release() {
        clock.release();
    }

    private UUID born(@Nullable LocalDate birthDate) {
        Map<String, Object> body = new HashMap<>(Map.of("facilityId", facility.id(), "name", "Child"));
        if (birthDate != null) {
            body.put("birthDate", birthDate);
        }
        return UUID.fromString(
                reception.post("/api/v1/patients", body).body().path("id").asString());
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), facility.timeZone());
    }

    private Answer start(UUID dependant, Map<String, ?> more) {
        Map<String, Object> body = new HashMap<>(Map.of("guardianId", mother.id(), "relationship", "PARENT"));
        body.putAll(more);
        return reception.post(PATIENTS + dependant + "/guardianships", body);
    }

    private static String end(Answer guardianship) {
        return "/api/v1/guardianships/" + guardianship.body().path("id").asString() + "/end";
    }

    @Test
    void aGuardianOpensTheRecordUntilItEnds() {
        UUID child = born(today().minusYears(5));
        assertThat(motherSignedIn.get(PATIENTS + child).code()).isEqualTo("not-found");
        Answer started = start(child, Map.of());
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        assertThat(motherSignedIn.get(PATIENTS + child).status()).isEqualTo(200);
        assertThat(motherSignedIn
                        .with("If-Match", "\"1\"")
                        .send("PATCH", PATIENTS + child, Map.of("allergies", List.of(Map.of("text", "Nuts"))))
                        .status())
                .isEqualTo(200);
        assertThat(motherSignedIn
                        .post(PATIENTS + child + "/consents", Map.of("kind", "SMS", "granted", true))
                        .body()
                        .path("source")
                        .asString())
                .isEqualTo("GUARDIAN");
        assertThat(hospital.auditOf(child)).doesNotContain("PATIENT_READ");
        assertThat(motherSignedIn
                        .get(PATIENTS + child + "/guardianships")
                        .body()
                        .path("items")
                        .size())
                .isOne();

        Answer ended = motherSignedIn.post(end(started), Map.of("reason", "He is with his father"));

        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        assertThat(ended.body().path("active").asBoolean()).isFalse();
        assertThat(motherSignedIn.get(PATIENTS + child).code()).isEqualTo("not-found");
        assertThat(motherSignedIn
                        .get(PATIENTS + mother.id() + "/guardianships")
                        .body()
                        .path("items")
                        .isEmpty())
                .isTrue();
        assertThat(reception
                        .get(PATIENTS + mother.id() + "/guardianships")
                        .body()
                        .path("items")
                        .size())
                .isOne();
        assertThat(reception.post(end(started), null).header("CareTurn-Outcome"))
                .isEqualTo("NOOP");
        assertThat(hospital.count("audit_event", "patient_id = ? and action like 'GUARDIANSHIP_%'", child))
                .isEqualTo(2);
        assertThat(start(child, Map.of()).status()).as("again").isEqualTo(201);
        assertThat(motherSignedIn.get(PATIENTS + child).status()).isEqualTo(200);
    }

    @Test
    void aGuardianFollowsTheVisitsOfAllChildren() {
        UUID queue = hospital.service(facility, "A").queueId();
        UUID other = hospital.service(facility, "B").queueId();
        UUID one = born(today().minusYears(3));
        UUID two = born(today().minusYears(4));
        Answer guardianship = start(one, Map.of());
        start(two, Map.of());
        UUID first = visit(one, queue);
        visit(two, other);
        assertThat(motherSignedIn.get("/api/v1/visits").body().path("items").size())
                .isEqualTo(2);
        assertThat(motherSignedIn.get("/api/v1/visits/" + first + "/ticket").status())
                .isEqualTo(200);
        reception.post(end(guardianship), null);
        assertThat(motherSignedIn.get("/api/v1/visits/" + first + "/ticket").status())
                .isEqualTo(404);
        assertThat(motherSignedIn.get("/api/v1/visits").body().path("items").size())
                .isEqualTo(1);
    }

    private UUID visit(UUID patient, UUID queue) {
        Answer visit = reception.post(
                "/api/v1/visits", Map.of("facilityId", facility.id(), "patientId", patient, "queueId", queue));
        return UUID.fromString(visit.body().at("/visit/id").asString());
    }

    @Test
    void aChildsGuardianshipEndsWhenItComesOfAge() throws Exception {
        LocalDate birthday = today().plusDays(1).minusYears(18);
        UUID child = born(birthday);
        Answer started = start(child, Map.of());
        assertThat(started.body().path("endsAt").asString())
                .isEqualTo(today().plusDays(1)
                        .atStartOfDay(facility.timeZone())
                        .toInstant()
                        .toString());
        assertThat(motherSignedIn.get(PATIENTS + child).status()).isEqualTo(200);
        clock.drive(clock.instant().plusSeconds(86_400 + 60));
        Thread.sleep(800); // for so long each node keeps who somebody is
        assertThat(motherSignedIn.get(PATIENTS + child).code()).isEqualTo("not-found");
    }

    @Test
    void theEndFollowsABirthDateThatIsToldOrCorrectedLater() throws Exception {
        UUID child = born(null);
        assertThat(start(child, Map.of()).body().path("endsAt").isNull()).isTrue();
        LocalDate birth = today().minusYears(5);
        change(child, Map.of("birthDate", birth));
        assertThat(endOf(child)).isEqualTo(midnight(birth.plusYears(18)));
        change(child, Map.of("birthDate", today().minusYears(40)));
        assertThat(endOf(child)).as("an adult when it began").isEqualTo("null");
        change(child, Map.of("birthDate", today().plusDays(1).minusYears(18)));
        assertThat(endOf(child)).isEqualTo(midnight(today().plusDays(1)));
        assertThat(hospital.count("audit_event", "patient_id = ? and action = 'GUARDIANSHIP_END_MOVED'", child))
                .isEqualTo(3);
        assertThat(motherSignedIn.get(PATIENTS + child).status()).isEqualTo(200);
        clock.drive(clock.instant().plusSeconds(86_400 + 60));
        Thread.sleep(800); // for so long each node keeps who somebody is
        assertThat(motherSignedIn.get(PATIENTS + child).code()).isEqualTo("not-found");
    }

    @Test
    void anEndThatSomebodySaidStays() {
        UUID child = born(today().minusYears(5));
        LocalDate last = today().plusYears(1);
        start(child, Map.of("lastDay", last));
        change(child, Map.of("birthDate", today().minusYears(6)));
        assertThat(endOf(child)).isEqualTo(midnight(last.plusDays(1)));
    }

    private void change(UUID patient, Map<String, ?> body) {
        String version = reception.get(PATIENTS + patient).header("ETag");
        Answer answer = reception.with("If-Match", version).send("PATCH", PATIENTS + patient, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private String endOf(UUID dependant) {
        JsonNode end =
                reception.get(PATIENTS + dependant + "/guardianships").body().at("/items/0/endsAt");
        return end.isNull() ? "null" : end.asString();
    }

    private String midnight(LocalDate day) {
        return day.atStartOfDay(facility.timeZone()).toInstant().toString();
    }

    @Test
    void anAdultsGuardianshipEndsWhenSomebodySaysSo() {
        assertThat(start(born(today().minusYears(80)), Map.of())
                        .body()
                        .path("endsAt")
                        .isNull())
                .isTrue();
        assertThat(start(born(null), Map.of()).body().path("endsAt").isNull()).isTrue();
        Answer until = start(born(today().minusYears(80)), Map.of("lastDay", today()));
        assertThat(until.body().path("endsAt").asString())
                .isEqualTo(today().plusDays(1)
                        .atStartOfDay(facility.timeZone())
                        .toInstant()
                        .toString());
    }

    @Test
    void whatIsNoGuardianshipIsRefused() {
        UUID child = born(today().minusYears(5));
        assertThat(start(child, Map.of("guardianId", child)).code()).isEqualTo("not-own-guardian");
        assertThat(start(child, Map.of("guardianId", UUID.randomUUID())).code()).isEqualTo("unknown-guardian");
        assertThat(start(
                                child,
                                Map.of(
                                        "guardianId",
                                        hospital.patient(hospital.facility()).id()))
                        .code())
                .isEqualTo("unknown-guardian");
        assertThat(start(child, Map.of("lastDay", today().minusDays(1))).code()).isEqualTo("invalid-end");
        assertThat(start(child, Map.of("lastDay", "9999-12-31")).code()).isEqualTo("invalid-end");
        assertThat(start(child, Map.of("lastDay", "+999999999-12-31")).status()).isEqualTo(400);
        assertThat(start(child, Map.of()).status()).isEqualTo(201);
        assertThat(start(child, Map.of()).code()).isEqualTo("guardian-already");
        assertThat(hospital.count("guardianship", "dependant_id = ?", child)).isOne();
    }

    @Test
    void onlyStaffWhoKnowTheChildAndTheGuardianEndIt() {
        UUID child = born(today().minusYears(5));
        Answer started = start(child, Map.of());
        Http foreign = hospital.signedIn(Role.RECEPTIONIST, hospital.facility());
        assertThat(foreign.post(end(started), null).code()).isEqualTo("not-found");
        assertThat(foreign.post(
                                PATIENTS + child + "/guardianships",
                                Map.of("guardianId", mother.id(), "relationship", "PARENT"))
                        .code())
                .isEqualTo("not-found");
        assertThat(hospital.signedIn(hospital.patient(facility))
                        .post(end(started), null)
                        .code())
                .isEqualTo("not-found");
        assertThat(motherSignedIn
                        .post(
                                PATIENTS + child + "/guardianships",
                                Map.of("guardianId", mother.id(), "relationship", "PARENT"))
                        .code())
                .isEqualTo("not-allowed");
        assertThat(motherSignedIn.get(PATIENTS + child).status()).isEqualTo(200);
    }
}
