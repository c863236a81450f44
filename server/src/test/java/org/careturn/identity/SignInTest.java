package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.web.SafeText;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.annotation.JsonDeserialize;

/** FR-ID-04, FR-ID-06, FR-ID-09. */
class SignInTest extends IdentityServer {
    @Autowired
    Passwords passwords;

    @Test
    void staffSignInByUserNameInWhateverCase() {
        UUID facility = facility();
        Account doctor = account(Account.Kind.STAFF, "dr.iIsmail", null, new Grant(Role.DOCTOR, facility));

        Answer answer = http().login("DR.IISMAIL", PASSWORD);

        assertThat(answer.status()).isEqualTo(200);
        JsonNode body = answer.body();
        assertThat(body.path("tokenType").asString()).isEqualTo("Bearer");
        assertThat(body.path("expiresIn").asLong()).isEqualTo(600);
        assertThat(body.path("refreshToken").asString()).hasSize(43);
        JsonNode account = body.path("account");
        assertThat(account.path("id").asString()).isEqualTo(doctor.id().toString());
        assertThat(account.path("kind").asString()).isEqualTo("STAFF");
        assertThat(account.path("patientId").isNull()).isTrue();
        assertThat(account.path("roles").toString())
                .isEqualTo("[{\"role\":\"DOCTOR\",\"facilityId\":\"" + facility + "\"}]");
        assertThat(http().withToken(body.path("accessToken").asString())
                        .get("/api/v1/auth/me")
                        .body())
                .isEqualTo(account);
    }

    @Test
    void aPasswordOfAnotherCostIsStoredAnewAtTheNextSignIn() {
        Account nurse = account(Account.Kind.STAFF, unique("nurse"), null, new Grant(Role.NURSE, facility()));
        String name = String.valueOf(nurse.userName());
        for (int cost : new int[] {COST - 2, COST + 1}) {
            String older = new BCryptPasswordEncoder(cost).encode(passwords.fingerprint(PASSWORD));
            jdbc.update("update account set password_hash = ? where id = ?", older, nurse.id());

            assertThat(http().login(name, "wrong horse battery").status()).isEqualTo(401);
            assertThat(hash(nurse)).isEqualTo(older);

            assertThat(http().login(name, PASSWORD).status()).isEqualTo(200);
            String renewed = hash(nurse);
            assertThat(renewed).startsWith("$2a$%02d$".formatted(COST));

            assertThat(http().login(name, PASSWORD).status()).isEqualTo(200);
            assertThat(hash(nurse)).isEqualTo(renewed);
        }
    }

    private String hash(Account account) {
        return String.valueOf(
                jdbc.queryForObject("select password_hash from account where id = ?", String.class, account.id()));
    }

    @Test
    void patientsSignInByPhoneAndFindTheirRecord() {
        Account patient = account(Account.Kind.PATIENT, null, "+9779812345678", new Grant(Role.PATIENT, null));
        UUID record = Ids.next();
        jdbc.update(
                "insert into patient (id, name, account_id, created_at) values (?, 'Anybody', ?, now())",
                record,
                patient.id());

        Answer answer = http().post("/api/v1/auth/login", login("phone", "+9779812345678", PASSWORD, "APP"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().path("account").path("patientId").asString()).isEqualTo(record.toString());
    }

    @Test
    void devicesSignInAndStayInTheirFacility() {
        UUID facility = facility();
        Account display = account(Account.Kind.DEVICE, unique("display"), null, new Grant(Role.DEVICE, facility));

        Http device = as(display);

        assertThat(device.get("/api/v1/facilities/" + facility).status()).isEqualTo(200);
        assertThat(device.get("/api/v1/facilities/" + facility()).status()).isEqualTo(404);
        assertThat(device.get("/api/v1/staff").status()).isEqualTo(403);
    }

    @Test
    void noAnswerTellsWhetherAnAccountExists() {
        Account known = staff(Role.NURSE, facility());
        Account gone = staff(Role.NURSE, facility());
        jdbc.update("update account set active = false where id = ?", gone.id());

        List<Answer> answers = List.of(
                http().login(String.valueOf(known.userName()), "wrong password"),
                http().login(String.valueOf(gone.userName()), PASSWORD),
                http().login(unique("nobody"), PASSWORD));

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.code()).isEqualTo("wrong-credentials");
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        });
        assertThat(answers.stream().map(answer -> answer.body().path("detail").asString()))
                .containsOnly(answers.getFirst().body().path("detail").asString());
    }

    @Test
    void anUnknownUserTakesAsLongAsAWrongPassword() {
        String known = String.valueOf(staff(Role.NURSE, facility()).userName());
        long[] wrong = new long[41];
        long[] unknown = new long[41];
        for (int i = 0; i < wrong.length; i++) {
            wrong[i] = nanos(known);
            unknown[i] = nanos(unique("nobody"));
        }
        Arrays.sort(wrong);
        Arrays.sort(unknown);
        double ratio = (double) unknown[20] / wrong[20];
        assertThat(ratio)
                .as("median times: %d and %d ns", unknown[20], wrong[20])
                .isBetween(0.5, 2.0);
    }

    private long nanos(String userName) {
        long start = System.nanoTime();
        http().login(userName, "wrong password");
        return System.nanoTime() - start;
    }

    @Test
    void aPasswordIsTakenAsTyped() {
        UUID facility = facility();
        Http admin = as(staff(Role.ADMIN, facility));
        String name = unique("spaces");
        String first = "  correct horse\u00a0 ";
        Answer created = admin.post(
                "/api/v1/staff",
                Map.of(
                        "userName",
                        name,
                        "displayName",
                        "Nurse",
                        "password",
                        first,
                        "roles",
                        List.of(Map.of("role", "NURSE", "facilityId", facility))));
        assertThat(created.status()).as(created.text()).isEqualTo(201);

        assertThat(http().login(name, first.strip()).code()).isEqualTo("wrong-credentials");
        String password = " own horse\u00a0 ";
        assertThat(chooses(name, first, password).status()).isEqualTo(200);
        assertThat(http().login(name, password.strip()).code()).isEqualTo("wrong-credentials");
        Http nurse = http().signedIn(name, password);

        String next = " another horse ";
        assertThat(nurse.put("/api/v1/auth/password", Map.of("oldPassword", password.strip(), "newPassword", next))
                        .status())
                .isGreaterThanOrEqualTo(400);
        assertThat(nurse.put("/api/v1/auth/password", Map.of("oldPassword", password, "newPassword", next))
                        .status())
                .isEqualTo(204);
        assertThat(http().login(name, next.strip()).code()).isEqualTo("wrong-credentials");
        assertThat(http().login(name, next).status()).isEqualTo(200);
    }

    /** Sign-in, change, reset, registration, staff: no record takes one that is cleaned. */
    @Test
    void everyPasswordOfARequestIsTakenAsTyped() throws ClassNotFoundException {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter((reader, factory) -> true);
        int passwords = 0;
        for (BeanDefinition found : scanner.findCandidateComponents("org.careturn")) {
            Class<?> type =
                    Class.forName(found.getBeanClassName(), false, getClass().getClassLoader());
            if (!type.isRecord() || !type.getPackageName().endsWith(".web")) {
                continue;
            }
            for (RecordComponent component : type.getRecordComponents()) {
                if (component.getName().toLowerCase(Locale.ROOT).endsWith("password")) {
                    passwords++;
                    JsonDeserialize read = component.getAccessor().getAnnotation(JsonDeserialize.class);
                    assertThat(read).as(component + " of " + type).isNotNull();
                    assertThat(read.using()).isEqualTo(SafeText.Exact.class);
                }
            }
        }
        assertThat(passwords).isGreaterThanOrEqualTo(6);
    }

    @Test
    void everyCharacterOfALongPasswordCounts() {
        String name = unique("long");
        String password = "x".repeat(30) + "-Ünïcode-" + "abcdefgh".repeat(20);
        PasswordHash hash = accounts.hash(password + "1", name).orElseThrow();
        accounts.create(
                        org.careturn.platform.Actor.SYSTEM,
                        NewAccount.staff(name, hash, "Long", List.of(new Grant(Role.ADMIN, null))))
                .orElseThrow();

        assertThat(http().login(name, password + "1").status()).isEqualTo(200);
        assertThat(http().login(name, password + "2").status()).isEqualTo(401);
        assertThat(http().login(name, password).status()).isEqualTo(401);
    }

    @Test
    void aBrowserGetsItsRefreshTokenInACookieOnly() {
        Account nurse = staff(Role.NURSE, facility());

        Answer answer = http().post("/api/v1/auth/login", login("userName", nurse.userName(), PASSWORD, "WEB"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().has("refreshToken")).isFalse();
        assertThat(answer.header("Set-Cookie"))
                .startsWith("careturn-refresh=")
                .contains("; Path=/api/v1/auth;", "; HttpOnly", "; SameSite=Strict", "; Max-Age=604800")
                .doesNotContain("Domain");
    }

    @Test
    void aSignInNeedsAUserNameOrAPhoneAndNotBoth() {
        Map<String, Object> both = login("userName", "somebody", PASSWORD, "APP");
        both.put("phone", "+9779812345678");
        Map<String, Object> neither = login("userName", "somebody", PASSWORD, "APP");
        neither.remove("userName");

        for (Object body : List.of(both, neither, "{", "[]", "{\"userName\":1}", "{\"client\":\"TV\"}")) {
            Answer answer = http().post("/api/v1/auth/login", body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.code()).isEqualTo("invalid-request");
        }
    }

    @Test
    void otherPagesCantHaveABrowserSignIn() {
        Account nurse = staff(Role.NURSE, facility());
        Map<String, Object> body = login("userName", nurse.userName(), PASSWORD, "WEB");

        Answer answer = http().with("Origin", "https://elsewhere.example").post("/api/v1/auth/login", body);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.code()).isEqualTo("origin-not-allowed");
    }

    @Test
    void onlyListedAddressesAnswer() {
        Http admin = as(staff(Role.ADMIN, null));
        for (Http client : List.of(http(), admin)) {
            for (String address : List.of(
                    "/", "/error", "/actuator", "/actuator/env", "/actuator/heapdump", "/login", "/oauth2/token")) {
                Answer answer = client.get(address);
                assertThat(answer.status()).as(address).isEqualTo(404);
                assertThat(answer.code()).as(address).isEqualTo("not-found");
            }
        }
        assertThat(http().get("/actuator/health").status()).isEqualTo(200);
        Answer hidden = http().get("/api/v1//staff");
        assertThat(hidden.status()).isEqualTo(400);
        assertThat(hidden.code()).isEqualTo("invalid-request");
    }

    @Test
    void answersCarryHeadersAgainstMisuse() {
        Answer answer = http().get("/api/v1/auth/me");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("sign-in-required");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Content-Security-Policy")).contains("frame-ancestors 'none'");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
    }

    static Map<String, Object> login(String by, @Nullable String name, String password, String client) {
        return new HashMap<>(Map.of(by, String.valueOf(name), "password", password, "client", client));
    }
}
