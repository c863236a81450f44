package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-ID-03, FR-ID-15 to FR-ID-18. */
class StaffTest extends IdentityServer {
    private UUID here;
    private UUID there;
    private Account adminHere;

    @BeforeEach
    void twoFacilities() {
        here = facility();
        there = facility();
        adminHere = staff(Role.ADMIN, here);
    }

    private static Map<String, @Nullable Object> role(Role role, @Nullable UUID facility) {
        Map<String, @Nullable Object> granted = new HashMap<>();
        granted.put("role", role);
        granted.put("facilityId", facility);
        return granted;
    }

    private static Map<String, Object> person(String userName, Object... roles) {
        return new HashMap<>(Map.of(
                "userName", userName, "displayName", "Dr. Somebody", "password", PASSWORD, "roles", List.of(roles)));
    }

    @Test
    void anAdministratorAddsStaffWhoThenSignIn() {
        String name = unique("doctor");
        Map<String, Object> request = person(name, role(Role.DOCTOR, here), role(Role.NURSE, here));
        request.put("loginPhone", "+97798" + (10_000_000 + name.hashCode() % 1_000_000));

        Answer answer = as(adminHere).post("/api/v1/staff", request);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text()).doesNotContain("password");
        assertThat(chooses(name, PASSWORD, "a password of my own").status()).isEqualTo(200);
        Http doctor = http().signedIn(name, "a password of my own");
        assertThat(doctor.get("/api/v1/auth/me").body().path("roles").size()).isEqualTo(2);
        UUID id = UUID.fromString(answer.body().path("id").asString());
        assertThat(jdbc.queryForList(
                        "select action from audit_event where subject_id = ? and facility_id = ? and account_id = ?",
                        String.class,
                        id,
                        here,
                        adminHere.id()))
                .containsExactly("ACCOUNT_CREATED");
        assertThat(accounts.holds(id, Role.DOCTOR, here)).isTrue();
        assertThat(accounts.holds(id, Role.DOCTOR, there)).isFalse();
        assertThat(accounts.holds(id, Role.RECEPTIONIST, here)).isFalse();
    }

    @Test
    void colleaguesSeeTheDoctorsOfTheirFacilityAndNothingElseOfThem() {
        Account doctor = staff(Role.DOCTOR, here);
        Account elsewhere = staff(Role.DOCTOR, there);
        Account gone = staff(Role.DOCTOR, here);
        jdbc.update("update account set active = false where id = ?", gone.id());
        Http reception = as(staff(Role.RECEPTIONIST, here));

        Answer answer = reception.get("/api/v1/facilities/" + here + "/doctors");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).contains(doctor.id().toString());
        assertThat(answer.text())
                .doesNotContain(elsewhere.id().toString(), gone.id().toString(), "userName");
        for (JsonNode one : answer.body().path("items")) {
            assertThat(one.propertyNames()).containsExactlyInAnyOrder("id", "displayName");
        }
        assertThat(reception.get("/api/v1/facilities/" + there + "/doctors").code())
                .isEqualTo("not-found");
    }

    @Test
    void aRepeatedRequestAddsNobodyTwiceAndItsKeyTellsNothingOfThePassword() {
        Map<String, Object> request = person(unique("doctor"), role(Role.DOCTOR, here));
        Http admin = as(adminHere).with("Idempotency-Key", unique("key"));

        Answer first = admin.post("/api/v1/staff", request);
        Answer again = admin.post("/api/v1/staff", request);

        assertThat(first.status()).isEqualTo(201);
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first.body());
        request.put("password", PASSWORD + "!");
        assertThat(admin.post("/api/v1/staff", request).code()).isEqualTo("idempotency-key-reused");
    }

    @Test
    void userNamesAndLoginPhonesAreUnique() {
        Http admin = as(adminHere);
        String name = unique("doctor");
        Map<String, Object> first = person(name, role(Role.DOCTOR, here));
        first.put("loginPhone", "+358401234567");
        assertThat(admin.post("/api/v1/staff", first).status()).isEqualTo(201);

        Answer sameName =
                admin.post("/api/v1/staff", person(name.toUpperCase(java.util.Locale.ROOT), role(Role.NURSE, here)));
        assertThat(sameName.status()).isEqualTo(409);
        assertThat(sameName.code()).isEqualTo("user-name-taken");

        Map<String, Object> second = person(unique("doctor"), role(Role.DOCTOR, here));
        second.put("loginPhone", "+358401234567");
        Answer samePhone = admin.post("/api/v1/staff", second);
        assertThat(samePhone.status()).isEqualTo(409);
        assertThat(samePhone.code()).isEqualTo("login-phone-taken");
    }

    @Test
    void weakPasswordsAreRefused() {
        String name = unique("doctor");
        for (String weak : new String[] {"short", "aaaaaaaaaaaaaaaa", "abababababab", name}) {
            Map<String, Object> request = person(name, role(Role.DOCTOR, here));
            request.put("password", weak);
            Answer answer = as(adminHere).post("/api/v1/staff", request);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("weak-password");
        }
    }

    @Test
    void rolesAreGrantedWhereTheAdministratorIsOneOnly() {
        Http admin = as(adminHere);
        String name = unique("doctor");

        Answer elsewhere = admin.post("/api/v1/staff", person(name, role(Role.DOCTOR, here), role(Role.DOCTOR, there)));
        assertThat(elsewhere.status()).isEqualTo(404);
        Answer nowhere = admin.post("/api/v1/staff", person(name, role(Role.DOCTOR, UUID.randomUUID())));
        assertThat(nowhere.status()).isEqualTo(404);
        Answer everywhere = admin.post("/api/v1/staff", person(name, role(Role.ADMIN, null)));
        assertThat(everywhere.status()).isEqualTo(403);
        for (Map<String, @Nullable Object> odd : List.of(
                role(Role.DOCTOR, null), role(Role.PATIENT, null), role(Role.DEVICE, here), role(Role.PATIENT, here))) {
            Answer answer = admin.post("/api/v1/staff", person(name, odd));
            assertThat(answer.code()).isEqualTo("role-mismatch");
        }
        assertThat(http().login(name, PASSWORD).status()).isEqualTo(401);

        Http all = as(staff(Role.ADMIN, null));
        assertThat(all.post("/api/v1/staff", person(name, role(Role.DOCTOR, UUID.randomUUID())))
                        .status())
                .isEqualTo(404);
        assertThat(all.post("/api/v1/staff", person(name, role(Role.DOCTOR, here), role(Role.ADMIN, null)))
                        .status())
                .isEqualTo(201);
    }

    @Test
    void anAdministratorOfOneFacilitySeesNothingOfAnother() {
        Account nurseHere = staff(Role.NURSE, here);
        Account nurseThere = staff(Role.NURSE, there);
        Account both = account(
                Account.Kind.STAFF, unique("both"), null, new Grant(Role.DOCTOR, here), new Grant(Role.DOCTOR, there));
        Http admin = as(adminHere);

        List<String> seen = new ArrayList<>();
        JsonNode list = admin.get("/api/v1/staff").body().path("items");
        list.forEach(person -> seen.add(person.path("id").asString()));
        assertThat(seen)
                .contains(
                        nurseHere.id().toString(),
                        both.id().toString(),
                        adminHere.id().toString())
                .doesNotContain(nurseThere.id().toString());
        assertThat(list.toString()).doesNotContain(there.toString());

        assertThat(admin.get("/api/v1/staff/" + nurseHere.id()).status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/staff/" + nurseThere.id()).status()).isEqualTo(404);
        assertThat(admin.get("/api/v1/staff/" + both.id()).text()).doesNotContain(there.toString());
        assertThat(admin.get("/api/v1/staff?facilityId=" + there).status()).isEqualTo(404);
        assertThat(admin.put("/api/v1/staff/" + nurseThere.id() + "/active", Map.of("active", false))
                        .status())
                .isEqualTo(404);
        assertThat(admin.put("/api/v1/staff/" + both.id() + "/active", Map.of("active", false))
                        .status())
                .isEqualTo(403);
        assertThat(http().login(String.valueOf(both.userName()), PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void listsAreReadPageByPage() {
        for (int i = 0; i < 7; i++) {
            staff(Role.NURSE, here);
        }
        Http admin = as(adminHere);
        List<String> all = new ArrayList<>();
        String next = "";
        do {
            Answer page = admin.get("/api/v1/staff?limit=3&facilityId=" + here + next);
            assertThat(page.status()).isEqualTo(200);
            page.body().path("items").forEach(person -> {
                if (!person.path("roles").toString().contains("null")) {
                    all.add(person.path("id").asString());
                }
            });
            assertThat(page.body().path("items").size()).isLessThanOrEqualTo(3);
            JsonNode cursor = page.body().path("nextCursor");
            next = cursor.isNull() ? "" : "&cursor=" + cursor.asString();
        } while (!next.isEmpty());
        assertThat(all).hasSize(8).doesNotHaveDuplicates().isSorted();

        for (String odd : new String[] {"limit=0", "limit=101", "limit=x", "cursor=x", "cursor=!", "facilityId=1"}) {
            Answer answer = admin.get("/api/v1/staff?" + odd);
            assertThat(answer.status()).as(odd).isEqualTo(400);
            assertThat(answer.code()).as(odd).isEqualTo("invalid-request");
        }
    }

    @Test
    void whoIsDeactivatedIsOutWithinASecond() {
        Account nurse = staff(Role.NURSE, here);
        Answer signIn = http().login(String.valueOf(nurse.userName()), PASSWORD);
        Http working = http().withToken(signIn.body().path("accessToken").asString());
        assertThat(working.get("/api/v1/auth/me").status()).isEqualTo(200);
        Http admin = as(adminHere);

        Answer done = admin.put("/api/v1/staff/" + nurse.id() + "/active", Map.of("active", false));
        long start = System.nanoTime();
        assertThat(done.status()).isEqualTo(200);
        assertThat(done.header("CareTurn-Outcome")).isEqualTo("DONE");
        long sent = start;
        while (working.get("/api/v1/auth/me").status() == 200) {
            assertThat(Duration.ofNanos(sent - start)).isLessThan(Duration.ofSeconds(1));
            sent = System.nanoTime();
        }
        assertThat(http().post(
                                "/api/v1/auth/refresh",
                                Map.of(
                                        "refreshToken",
                                        signIn.body().path("refreshToken").asString()))
                        .status())
                .isEqualTo(401);
        assertThat(http().login(String.valueOf(nurse.userName()), PASSWORD).status())
                .isEqualTo(401);
        assertThat(accounts.holds(nurse.id(), Role.NURSE, here)).isFalse();

        assertThat(admin.put("/api/v1/staff/" + nurse.id() + "/active", Map.of("active", false))
                        .header("CareTurn-Outcome"))
                .isEqualTo("NOOP");
        assertThat(admin.put("/api/v1/staff/" + nurse.id() + "/active", Map.of("active", true))
                        .status())
                .isEqualTo(200);
        assertThat(working.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(http().login(String.valueOf(nurse.userName()), PASSWORD).status())
                .isEqualTo(200);
    }

    @Test
    void aChangeOfRolesCountsWithinASecond() throws InterruptedException {
        Http working = as(staff(Role.ADMIN, here));
        assertThat(working.get("/api/v1/staff").status()).isEqualTo(200);
        UUID id =
                UUID.fromString(working.get("/api/v1/auth/me").body().path("id").asString());
        jdbc.update("update account_role set role = 'NURSE' where account_id = ?", id);
        Thread.sleep(1_000);
        assertThat(working.get("/api/v1/staff").status()).isEqualTo(403);
    }

    @Test
    void nobodyShutsThemselvesOut() {
        Answer answer = as(adminHere).put("/api/v1/staff/" + adminHere.id() + "/active", Map.of("active", false));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("own-account");
    }
}
