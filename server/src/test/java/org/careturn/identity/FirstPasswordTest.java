package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-ID-19: a password that somebody else knows lets its owner in once, who chooses another. */
class FirstPasswordTest extends IdentityServer {
    private static final String OWN = "a password of my own";

    private UUID here;
    private Account admin;

    @BeforeEach
    void someone() {
        here = facility();
        admin = staff(Role.ADMIN, here);
    }

    private Account added() {
        Map<String, @Nullable Object> person = new HashMap<>();
        person.put("userName", unique("nurse"));
        person.put("loginPhone", null);
        person.put("displayName", "Somebody New");
        person.put("password", PASSWORD);
        person.put("roles", List.of(Map.of("role", Role.NURSE, "facilityId", here)));
        Answer made = as(admin).post("/api/v1/staff", person);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return accounts.find(UUID.fromString(made.body().path("id").asString())).orElseThrow();
    }

    private Answer signIn(Account account, String password, @Nullable String newPassword) {
        Map<String, @Nullable Object> login = new HashMap<>();
        login.put("userName", account.userName());
        login.put("password", password);
        login.put("newPassword", newPassword);
        login.put("client", "APP");
        return http().post("/api/v1/auth/login", login);
    }

    private Answer handOver(Account by, Account to) {
        return as(by).post("/api/v1/staff/" + to.id() + "/first-password", null);
    }

    @Test
    void whoIsAddedChoosesAPasswordAtTheFirstSignIn() {
        Account nurse = added();

        assertThat(signIn(nurse, PASSWORD, null).code()).isEqualTo("new-password-needed");
        assertThat(signIn(nurse, PASSWORD, PASSWORD).code()).isEqualTo("new-password-needed");
        assertThat(signIn(nurse, PASSWORD, "short").code()).isEqualTo("weak-password");
        assertThat(signIn(nurse, PASSWORD, "password").code()).isEqualTo("breached-password");
        assertThat(signIn(nurse, "not the password", OWN).code()).isEqualTo("wrong-credentials");
        assertThat(signIn(nurse, PASSWORD, OWN).status()).isEqualTo(200);

        assertThat(signIn(nurse, PASSWORD, null).code()).isEqualTo("wrong-credentials");
        assertThat(signIn(nurse, OWN, null).status()).isEqualTo(200);
        assertThat(audited("PASSWORD_CHANGED", nurse.id())).isEqualTo(1);
    }

    @Test
    void aLostPasswordIsReplacedByOneToHandOver() {
        Account nurse = staff(Role.NURSE, here);
        Http working = as(nurse);

        Answer handed = handOver(admin, nurse);
        assertThat(handed.status()).as(handed.text()).isEqualTo(201);
        assertThat(handed.header("Cache-Control")).contains("no-store");
        String password = handed.body().path("password").asString();
        assertThat(password).matches("([a-z2-9]{4}-){3}[a-z2-9]{4}");
        assertThat(working.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(signIn(nurse, PASSWORD, null).code()).isEqualTo("wrong-credentials");
        assertThat(signIn(nurse, password, null).code()).isEqualTo("new-password-needed");
        assertThat(signIn(nurse, password, OWN).status()).isEqualTo(200);
        assertThat(audited("FIRST_PASSWORD_HANDED_OVER", admin.id())).isEqualTo(1);
        Integer told = jdbc.queryForObject(
                "select count(*) from audit_event where detail::text like ? or action like ?",
                Integer.class,
                "%" + password + "%",
                "%" + password + "%");
        assertThat(told).as("the password in the log").isZero();
    }

    @Test
    void itLapses() {
        Account nurse = added();
        CLOCK.advance(FirstPasswords.LASTS);

        assertThat(signIn(nurse, PASSWORD, OWN).code()).isEqualTo("first-password-lapsed");
        String another = handOver(admin, nurse).body().path("password").asString();
        CLOCK.advance(FirstPasswords.LASTS.minus(Duration.ofMinutes(1)));
        assertThat(signIn(nurse, another, OWN).status()).isEqualTo(200);
    }

    @Test
    void onlyWhoAdministersAPersonHandsOverAPassword() {
        Account elsewhere = staff(Role.NURSE, facility());

        assertThat(handOver(admin, elsewhere).status()).isEqualTo(404);
        assertThat(handOver(admin, staff(Role.ADMIN, null)).code()).isEqualTo("not-allowed");
        assertThat(handOver(admin, admin).code()).isEqualTo("own-account");
        assertThat(signIn(elsewhere, PASSWORD, null).status()).isEqualTo(200);
    }

    @Test
    void aPasswordOfOnesOwnIsNotChangedBySigningIn() {
        Account nurse = staff(Role.NURSE, here);

        assertThat(signIn(nurse, PASSWORD, OWN).status()).isEqualTo(200);
        assertThat(signIn(nurse, PASSWORD, null).status()).isEqualTo(200);
    }
}
