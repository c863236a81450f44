package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;

/** FR-ID-08, FR-ID-12: a new password by the old one or by a code, and which sign-ins it ends. */
class PasswordChangeTest extends IdentityServer {
    private static final String NEXT = "another horse battery staple";

    private Answer signIn(String phone, String password) {
        return http().post("/api/v1/auth/login", SignInTest.login("phone", phone, password, "APP"));
    }

    private Http client(Answer signedIn) {
        return http().withToken(signedIn.body().path("accessToken").asString());
    }

    private int refreshed(Answer signedIn) {
        return http().post(
                        "/api/v1/auth/refresh",
                        Map.of(
                                "refreshToken",
                                signedIn.body().path("refreshToken").asString()))
                .status();
    }

    private String patient() {
        String phone = newPhone();
        account(Account.Kind.PATIENT, null, phone, new Grant(Role.PATIENT, null));
        return phone;
    }

    @Test
    void theOldPasswordIsNeededAndTheOtherSignInsEnd() {
        String phone = patient();
        Answer here = signIn(phone, PASSWORD);
        Answer elsewhere = signIn(phone, PASSWORD);

        Answer wrong = client(here).put("/api/v1/auth/password", Map.of("oldPassword", NEXT, "newPassword", NEXT));
        assertThat(wrong.status()).isEqualTo(403);
        assertThat(wrong.code()).isEqualTo("wrong-password");
        assertThat(client(here)
                        .put("/api/v1/auth/password", Map.of("oldPassword", PASSWORD, "newPassword", "password1"))
                        .code())
                .isEqualTo("breached-password");
        assertThat(refreshed(elsewhere)).isEqualTo(200);

        Answer done = client(here).put("/api/v1/auth/password", Map.of("oldPassword", PASSWORD, "newPassword", NEXT));

        assertThat(done.status()).isEqualTo(204);
        assertThat(client(here).get("/api/v1/auth/me").status()).isEqualTo(200);
        assertThat(client(elsewhere).get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(refreshed(here)).isEqualTo(200);
        assertThat(refreshed(elsewhere)).isEqualTo(401);
        assertThat(signIn(phone, PASSWORD).status()).isEqualTo(401);
        assertThat(signIn(phone, NEXT).status()).isEqualTo(200);
    }

    @Test
    void aResetByCodeEndsAllSignIns() {
        String phone = patient();
        Answer before = signIn(phone, PASSWORD);
        Answer asked = http().post("/api/v1/auth/password-resets", Map.of("phone", phone));
        assertThat(asked.status()).isEqualTo(202);
        String address =
                "/api/v1/auth/password-resets/" + asked.body().path("id").asString() + "/confirm";
        String code = codeSentTo(phone);

        assertThat(http().post(address, Map.of("code", wrong(code), "newPassword", NEXT))
                        .code())
                .isEqualTo("wrong-code");
        assertThat(http().post(address, Map.of("code", code, "newPassword", NEXT))
                        .status())
                .isEqualTo(204);

        assertThat(client(before).get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(refreshed(before)).isEqualTo(401);
        assertThat(signIn(phone, PASSWORD).status()).isEqualTo(401);
        assertThat(signIn(phone, NEXT).status()).isEqualTo(200);
        assertThat(http().post(address, Map.of("code", code, "newPassword", PASSWORD))
                        .code())
                .isEqualTo("wrong-code");
    }

    @Test
    void whoAsksForAResetDoesNotLearnWhetherThereIsAnAccount() {
        String known = patient();
        String unknown = newPhone();
        Answer one = http().post("/api/v1/auth/password-resets", Map.of("phone", known));
        Answer other = http().post("/api/v1/auth/password-resets", Map.of("phone", unknown));
        assertThat(other.status()).isEqualTo(one.status()).isEqualTo(202);
        assertThat(other.body().propertyNames()).isEqualTo(one.body().propertyNames());
        assertThat(jdbc.queryForObject("select count(*) from notification where phone = ?", Integer.class, unknown))
                .isZero();
        String address = "/api/v1/auth/password-resets/"
                + UUID.fromString(other.body().path("id").asString());
        assertThat(http().post(address + "/confirm", Map.of("code", "123456", "newPassword", NEXT))
                        .code())
                .isEqualTo("wrong-code");

        long[] knownTimes = new long[15];
        long[] unknownTimes = new long[15];
        for (int i = 0; i < knownTimes.length; i++) {
            knownTimes[i] = nanos(known);
            unknownTimes[i] = nanos(unknown);
        }
        Arrays.sort(knownTimes);
        Arrays.sort(unknownTimes);
        assertThat((double) unknownTimes[7] / knownTimes[7])
                .as("median times: %d and %d ns", unknownTimes[7], knownTimes[7])
                .isBetween(0.9, 1.1);
    }

    private long nanos(String phone) {
        long start = System.nanoTime();
        http().post("/api/v1/auth/password-resets", Map.of("phone", phone));
        return System.nanoTime() - start;
    }

    @Test
    void devicesHaveNoPasswordToChange() {
        UUID facility = facility();
        Account display = account(Account.Kind.DEVICE, unique("display"), null, new Grant(Role.DEVICE, facility));
        assertThat(as(display)
                        .put("/api/v1/auth/password", Map.of("oldPassword", PASSWORD, "newPassword", NEXT))
                        .status())
                .isEqualTo(403);
    }
}
