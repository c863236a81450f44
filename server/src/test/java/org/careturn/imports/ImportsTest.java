package org.careturn.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.identity.Account;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** FR-ADMIN-03: patients, staff and schedules out of files, tried out before anything is written. */
class ImportsTest extends ServerTest {
    private static final Map<String, String> SKIP = Map.of("likelyDuplicates", "SKIP");

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    ImportRunner runner;

    private Facility facility;
    private Account account;
    private Http admin;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        account = hospital.account(Role.ADMIN, facility);
        admin = hospital.signedIn(account);
    }

    @Test
    void patientsAreTriedOutWithoutATraceAndThenWritten() {
        int before = patients();
        long audited = audited("PATIENT_REGISTERED");
        JsonNode checked = check(
                "PATIENTS",
                String.join(
                        "\r\n",
                        "\uFEFFbirthDate;name;contactPhone;sex;language",
                        "1990-05-04;Sita Rai;+353 85 012 3456;FEMALE;en",
                        ";\"Niamh\r\nO'Brien\";085 012 3457;;",
                        ""));
        assertThat(checked.path("findings").toString()).contains("\"line\":3", "invalid-value", "\"column\":\"name\"");
        checked = check(
                "PATIENTS",
                String.join(
                        "\r\n",
                        "birthDate;name;contactPhone;sex;language",
                        "1990-05-04;Sita Rai;+353 85 012 3456;FEMALE;en",
                        ";Niamh O'Brien;085 012 3457;;",
                        ""));

        assertThat(checked.path("faults").asInt()).as(checked.toString()).isZero();
        assertThat(checked.path("rows").asInt()).isEqualTo(2);
        assertThat(patients()).isEqualTo(before);
        assertThat(audited("PATIENT_REGISTERED")).isEqualTo(audited);

        JsonNode done = start(checked, SKIP);
        assertThat(done.path("written").asInt()).isEqualTo(2);
        assertThat(patients()).isEqualTo(before + 2);
        assertThat(audited("PATIENT_REGISTERED")).isEqualTo(audited + 2);
        assertThat(jdbc.queryForObject("select content from file_import where id = ?", String.class, id(done)))
                .isNull();
    }

    @Test
    void eachFaultIsNamedByLineAndColumnAndNothingCanBeStarted() {
        JsonNode checked = check("PATIENTS", """
                name,birthDate,ageYears,contactPhone,sex
                ,1990-05-04,,,
                Sita Rai,04.05.1990,,,
                Sita Rai,1990-05-04,30,,
                Sita Rai,1790-05-04,,,
                Sita Rai,,,12,
                Sita Rai,,,,woman
                Niamh Byrne,1980-01-02,,,
                """);

        assertThat(codes(checked))
                .containsExactly(
                        "2 name missing-value",
                        "3 birthDate invalid-value",
                        "4 ageYears invalid-value",
                        "5  implausible-birth-date",
                        "6  implausible-phone",
                        "7 sex invalid-value");
        Answer refused = admin.post("/api/v1/imports/" + id(checked) + "/start", SKIP);
        assertThat(refused.code()).isEqualTo("import-has-faults");
        assertThat(jdbc.queryForObject("select content from file_import where id = ?", String.class, id(checked)))
                .as("a file that can't be written isn't kept")
                .isNull();
    }

    @Test
    void whoIsLikelyToBeKnownIsSkippedOrWrittenAsTheAdministratorSays() {
        String file = "name,birthDate\nSita Rai,1990-05-04\nSita Rai,1990-05-04\n";
        JsonNode first = check("PATIENTS", file);
        assertThat(codes(first)).containsExactly("3  repeated-row");
        JsonNode written = start(first, SKIP);
        assertThat(written.path("written").asInt()).isEqualTo(1);
        assertThat(written.path("skipped").asInt()).isEqualTo(1);

        JsonNode again = check("PATIENTS", file);
        assertThat(codes(again)).contains("2  likely-duplicate", "3  likely-duplicate");
        assertThat(again.path("findings").get(0).path("recordId").isString()).isTrue();
        int before = patients();
        assertThat(start(again, SKIP).path("skipped").asInt()).isEqualTo(2);
        assertThat(patients()).isEqualTo(before);
        start(check("PATIENTS", file), Map.of("likelyDuplicates", "WRITE"));
        assertThat(patients()).isEqualTo(before + 2);
    }

    @Test
    void manyGoInTogetherAndNoneOfThemTwice() {
        List<String> lines = new ArrayList<>(people(150).lines().toList());
        lines.add(60, lines.get(10));
        JsonNode checked = check("PATIENTS", String.join("\n", lines));
        assertThat(codes(checked)).containsExactly("61  repeated-row");
        JsonNode done = start(checked, SKIP);
        assertThat(codes(done)).containsExactly("61  likely-duplicate");
        assertThat(done.path("written").asInt()).isEqualTo(150);
        assertThat(done.path("done").asInt()).isEqualTo(151);
        assertThat(audited("PATIENT_REGISTERED")).isEqualTo(150);
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_event where action = 'PATIENT_REGISTERED' and facility_id = ? and personal is not null",
                        Long.class,
                        facility.id()))
                .as("with what was written, under each patient's key")
                .isEqualTo(150);
        String last = lines.getLast().substring(0, lines.getLast().indexOf(','));
        JsonNode found = admin.post(
                        "/api/v1/patients/search",
                        Map.of("facilityId", facility.id(), "text", last.toLowerCase(Locale.ROOT)))
                .body();
        assertThat(found.path("items").size()).as(found.toString()).isEqualTo(1);

        JsonNode again = start(check("PATIENTS", String.join("\n", lines)), Map.of("likelyDuplicates", "WRITE"));
        assertThat(again.path("written").asInt()).isEqualTo(151);
        assertThat(jdbc.queryForObject(
                        "select count(*) from patient_duplicate d join patient_facility f on f.patient_id = d.patient_id where f.facility_id = ?",
                        Long.class,
                        facility.id()))
                .as("each with the one before, and the repeated ones with each other")
                .isEqualTo(149 + 3);
    }

    @Test
    void staffSignInByTheirPasswordAndTakenNamesAreReported() {
        String name = "nurse." + UUID.randomUUID();
        JsonNode bad = check(
                "STAFF",
                "userName,displayName,roles,loginPhone,password\n"
                        + account.userName() + ",Again,NURSE,," + Hospital.PASSWORD + "\n"
                        + name + ",A Nurse,NURSE PILOT,," + Hospital.PASSWORD + "\n"
                        + name + ",A Nurse,NURSE,,password\n"
                        + name + "x,A Nurse,NURSE,,\n"
                        + name + "y,A Nurse,NURSE,," + Hospital.PASSWORD + "\n"
                        + name.toUpperCase(Locale.ROOT) + "Y,A Nurse,NURSE,," + Hospital.PASSWORD + "\n");
        assertThat(codes(bad))
                .containsExactly(
                        "2  user-name-taken",
                        "3 roles invalid-value",
                        "4  breached-password",
                        "5 loginPhone missing-value",
                        "7  repeated-row");

        start(
                check(
                        "STAFF",
                        "userName,displayName,roles,password\n" + name + ",A Nurse,nurse receptionist,"
                                + Hospital.PASSWORD + "\n"),
                SKIP);
        assertThat(hospital.http().login(name, Hospital.PASSWORD).code()).isEqualTo("new-password-needed");
        Answer own = hospital.http()
                .post(
                        "/api/v1/auth/login",
                        Map.of(
                                "userName",
                                name,
                                "password",
                                Hospital.PASSWORD,
                                "newPassword",
                                "a password of my own",
                                "client",
                                "APP"));
        assertThat(own.status()).as(own.text()).isEqualTo(200);
        Http nurse = hospital.http().signedIn(name, "a password of my own");
        assertThat(nurse.get("/api/v1/auth/me").body().path("roles").size()).isEqualTo(2);
    }

    @Test
    void schedulesGoByTheNamesThatPeopleUse() {
        Service service = hospital.service(facility, "A");
        String doctor = String.valueOf(hospital.account(Role.DOCTOR, facility).userName());
        String head = "doctor,service,weekday,starts,ends,validFrom,seats\n";
        String row = doctor + "," + service.name() + ",monday,08:30,12:00,2027-01-01,2\n";
        JsonNode bad = check(
                "SCHEDULES",
                head + row + doctor + "," + service.name() + ",MONDAY,11:30,13:00,2027-06-01,\n"
                        + "nobody-at-all,Nothing,MONDAY,8.30,13:00,2027-06-01,21\n"
                        + doctor + "," + service.name() + ",TUESDAY,13:30,13:00,2027-06-01,\n");
        assertThat(codes(bad))
                .containsExactly(
                        "3  repeated-row",
                        "4 doctor unknown-doctor",
                        "4 service unknown-service",
                        "4 starts invalid-value",
                        "4 seats invalid-value",
                        "5  impossible-schedule");

        assertThat(start(check("SCHEDULES", head + row), SKIP).path("written").asInt())
                .isEqualTo(1);
        assertThat(codes(check("SCHEDULES", head + row))).containsExactly("2  schedule-overlaps");
    }

    @Test
    void aRowThatIsRefusedSinceIsReportedAndTheOthersGoOn() {
        String name = "late." + UUID.randomUUID();
        String head = "userName,displayName,roles,password\n";
        JsonNode one = check(
                "STAFF",
                head + name + "1,One,NURSE," + Hospital.PASSWORD + "\n" + name + "2,Two,NURSE," + Hospital.PASSWORD
                        + "\n");
        Http other = hospital.signedIn(Role.ADMIN, facility);
        Answer meanwhile = other.post(
                "/api/v1/staff",
                Map.of(
                        "userName",
                        name + "1",
                        "displayName",
                        "Meanwhile",
                        "password",
                        Hospital.PASSWORD,
                        "roles",
                        List.of(Map.of("role", "NURSE", "facilityId", facility.id()))));
        assertThat(meanwhile.status()).isEqualTo(201);

        JsonNode done = start(one, SKIP);
        assertThat(done.path("written").asInt()).isEqualTo(1);
        assertThat(done.path("refused").asInt()).isEqualTo(1);
        assertThat(codes(done)).containsExactly("2  user-name-taken");
    }

    @Test
    void whatOneNodeBeganAnotherGoesOnWithAndNoRowIsWrittenTwice() {
        String file = people(300);
        JsonNode checked = check("PATIENTS", file);
        int before = patients();
        admin.post("/api/v1/imports/" + id(checked) + "/start", SKIP);
        for (int i = 0; i < 3; i++) {
            pause();
            runner.stop();
            runner.start();
        }
        JsonNode done = await(id(checked));
        assertThat(done.path("state").asString()).isEqualTo("DONE");
        assertThat(done.path("written").asInt() + done.path("skipped").asInt()).isEqualTo(300);
        assertThat(patients() - before).isEqualTo(done.path("written").asInt());
    }

    @Test
    void onlyItsOwnAdministratorsImportIntoAFacility() {
        Http nurse = hospital.signedIn(Role.NURSE, facility);
        Map<String, Object> request =
                Map.of("facilityId", facility.id(), "kind", "PATIENTS", "content", "name\nSita Rai\n");
        assertThat(nurse.post("/api/v1/imports", request).code()).isEqualTo("not-allowed");
        Http elsewhere = hospital.signedIn(Role.ADMIN, hospital.facility());
        assertThat(elsewhere.post("/api/v1/imports", request).code()).isEqualTo("not-found");
        JsonNode mine = check("PATIENTS", "name\nSita Rai\n");
        assertThat(elsewhere.get("/api/v1/imports/" + id(mine)).code()).isEqualTo("not-found");
        assertThat(elsewhere
                        .post("/api/v1/imports/" + id(mine) + "/start", SKIP)
                        .code())
                .isEqualTo("not-found");
        assertThat(admin.send("DELETE", "/api/v1/imports/" + id(mine), null).status())
                .isEqualTo(200);
        assertThat(admin.post("/api/v1/imports/" + id(mine) + "/start", SKIP).code())
                .isEqualTo("import-not-checked");
    }

    @Test
    void threeFilesAreWorkedOnAtATime() {
        runner.stop();
        try {
            Map<String, Object> request =
                    Map.of("facilityId", facility.id(), "kind", "PATIENTS", "content", "name\nSita Rai\n");
            for (int i = 0; i < Imports.UNFINISHED; i++) {
                assertThat(admin.post("/api/v1/imports", request).status()).isEqualTo(201);
            }
            assertThat(admin.post("/api/v1/imports", request).code()).isEqualTo("too-many-imports");
        } finally {
            runner.start();
        }
    }

    private static String people(int count) {
        return "name,birthDate,contactPhone\n"
                + IntStream.range(0, count)
                        .mapToObj(i -> "Person "
                                + Integer.toString(i * 7919 + 100_000, 26).replaceAll("[0-9]", "q") + " " + letters(i)
                                + ","
                                + LocalDate.of(1940, 1, 1).plusDays(i * 37L % 29_000) + ",")
                        .collect(Collectors.joining("\n"));
    }

    private static String letters(int i) {
        return "" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26) + (char) ('a' + i / 676 % 26) + "son";
    }

    private JsonNode check(String kind, String content) {
        Answer taken =
                admin.post("/api/v1/imports", Map.of("facilityId", facility.id(), "kind", kind, "content", content));
        assertThat(taken.status()).as(taken.text()).isEqualTo(201);
        JsonNode checked = await(id(taken.body()));
        assertThat(checked.path("state").asString()).as(checked.toString()).isEqualTo("CHECKED");
        return checked;
    }

    private JsonNode start(JsonNode checked, Object how) {
        Answer started = admin.post("/api/v1/imports/" + id(checked) + "/start", how);
        assertThat(started.status()).as(started.text() + checked).isEqualTo(200);
        JsonNode done = await(id(checked));
        assertThat(done.path("state").asString()).as(done.toString()).isEqualTo("DONE");
        return done;
    }

    private JsonNode await(UUID id) {
        long end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
        JsonNode found = admin.get("/api/v1/imports/" + id).body();
        while (List.of("CHECKING", "WRITING").contains(found.path("state").asString()) && System.nanoTime() < end) {
            pause();
            found = admin.get("/api/v1/imports/" + id).body();
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static UUID id(JsonNode found) {
        return UUID.fromString(found.path("id").asString());
    }

    private static List<String> codes(JsonNode found) {
        return found.path("findings")
                .valueStream()
                .map(one -> one.path("line").asInt() + " " + one.path("column").asString("") + " "
                        + one.path("code").asString())
                .toList();
    }

    private int patients() {
        Integer count = jdbc.queryForObject(
                "select count(*) from patient_facility where facility_id = ?", Integer.class, facility.id());
        return count == null ? 0 : count;
    }

    private long audited(String action) {
        Long count = jdbc.queryForObject(
                "select count(*) from audit_event where action = ? and facility_id = ?",
                Long.class,
                action,
                facility.id());
        return count == null ? 0 : count;
    }
}
