package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.TotpCodes;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** FR-ID-10: TOTP and recovery codes, each good for once; needed by administrators before they do anything else. */
@TestPropertySource(properties = "careturn.identity.admins-need-second-factor=true")
class SecondFactorTest extends IdentityServer {
    private static final String ADDRESS = "/api/v1/auth/second-factor";

    private UUID facility;
    private Account nurse;

    @BeforeEach
    void someone() {
        facility = facility();
        nurse = staff(Role.NURSE, facility);
    }

    private static String now(String secret, int stepsLater) {
        return TotpCodes.at(secret, CLOCK.instant().getEpochSecond() / 30 + stepsLater);
    }

    private record SwitchedOn(String secret, List<String> recoveryCodes) {}

    private SwitchedOn switchOn(Http client) {
        Answer begun = client.post(ADDRESS, null);
        assertThat(begun.status()).as(begun.text()).isEqualTo(200);
        String secret = begun.body().path("secret").asString();
        assertThat(begun.body().path("uri").asString())
                .startsWith("otpauth://totp/CareTurn%20localhost:")
                .contains("secret=" + secret + "&", "&algorithm=SHA1&digits=6&period=30");
        assertThat(client.post(ADDRESS + "/confirm", Map.of("code", wrong(now(secret, 0))))
                        .code())
                .isEqualTo("wrong-second-factor");
        Answer confirmed = client.post(ADDRESS + "/confirm", Map.of("code", now(secret, 0)));
        assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
        List<String> codes = new ArrayList<>();
        confirmed.body().path("codes").forEach(code -> codes.add(code.asString()));
        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        return new SwitchedOn(secret, codes);
    }

    private Answer signIn(Account who, String code) {
        return http().post(
                        "/api/v1/auth/login",
                        Map.of(
                                "userName",
                                String.valueOf(who.userName()),
                                "password",
                                PASSWORD,
                                "secondFactor",
                                code,
                                "client",
                                "APP"));
    }

    @Test
    void theCodesAreThoseOfRfc6238() {
        byte[] secret = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);
        Map.of(59L, "287082", 1111111109L, "081804", 1234567890L, "005924", 20000000000L, "353130")
                .forEach((second, code) -> assertThat(Totp.code(secret, Totp.step(Instant.ofEpochSecond(second))))
                        .isEqualTo(code));
        assertThat(Totp.base32(secret)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    }

    @Test
    void onceItIsOnASignInNeedsACodeAndEachWorksOnce() {
        SwitchedOn on = switchOn(as(nurse));

        Answer without = http().login(String.valueOf(nurse.userName()), PASSWORD);
        assertThat(without.status()).isEqualTo(401);
        assertThat(without.code()).isEqualTo("second-factor-needed");
        assertThat(signIn(nurse, now(on.secret, 0)).code())
                .as("the code that switched it on")
                .isEqualTo("wrong-second-factor");
        assertThat(signIn(nurse, now(on.secret, -1)).code()).isEqualTo("wrong-second-factor");

        CLOCK.advance(Duration.ofSeconds(60));
        String code = now(on.secret, 0);
        assertThat(signIn(nurse, now(on.secret, 2)).code()).isEqualTo("wrong-second-factor");
        assertThat(signIn(nurse, code).status()).isEqualTo(200);
        assertThat(signIn(nurse, code).code()).isEqualTo("wrong-second-factor");
        assertThat(signIn(nurse, now(on.secret, -1)).code())
                .as("an older code than one that was taken")
                .isEqualTo("wrong-second-factor");
        assertThat(signIn(nurse, now(on.secret, 1)).status()).isEqualTo(200);
    }

    @Test
    void aWrongPasswordTellsNothingOfTheSecondFactor() {
        switchOn(as(nurse));
        assertThat(http().login(String.valueOf(nurse.userName()), "wrong password")
                        .code())
                .isEqualTo("wrong-credentials");
    }

    @Test
    void aCodeUsedByManyAtOnceSignsInOnce() throws Exception {
        SwitchedOn on = switchOn(as(nurse));
        CLOCK.advance(Duration.ofSeconds(60));
        String code = now(on.secret, 0);
        assertThat(signedIn(code)).isOne();
        assertThat(signedIn(on.recoveryCodes.getFirst())).isOne();
    }

    private int signedIn(String code) throws Exception {
        int signedIn = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> signIn(nurse, code).status());
            }
            for (var call : clients.invokeAll(calls)) {
                signedIn += call.get() == 200 ? 1 : 0;
            }
        }
        return signedIn;
    }

    @Test
    void recoveryCodesWorkOnceEachAndAreKeptAsHashes() {
        SwitchedOn on = switchOn(as(nurse));
        for (String code : on.recoveryCodes) {
            assertThat(signIn(nurse, code.toUpperCase(java.util.Locale.ROOT)).status())
                    .isEqualTo(200);
            assertThat(signIn(nurse, code).code()).isEqualTo("wrong-second-factor");
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from recovery_code where account_id = ? and used_at is not null",
                        Integer.class,
                        nurse.id()))
                .isEqualTo(10);
        assertThat(jdbc.queryForObject(
                        "select secret from second_factor where account_id = ?", byte[].class, nurse.id()))
                .as("sealed: nonce, 20 bytes, tag")
                .hasSize(12 + 20 + 16);
    }

    @Test
    void itIsSwitchedOffByACodeOrByAnAdministrator() {
        Http client = as(nurse);
        SwitchedOn on = switchOn(client);
        assertThat(client.post(ADDRESS, null).code()).isEqualTo("second-factor-on");
        CLOCK.advance(Duration.ofSeconds(60));
        assertThat(client.post(ADDRESS + "/remove", Map.of("code", wrong(now(on.secret, 0))))
                        .code())
                .isEqualTo("wrong-second-factor");
        assertThat(client.post(ADDRESS + "/remove", Map.of("code", now(on.secret, 0)))
                        .status())
                .isEqualTo(204);
        assertThat(http().login(String.valueOf(nurse.userName()), PASSWORD).status())
                .isEqualTo(200);

        switchOn(client);
        Account admin = staff(Role.ADMIN, facility);
        Http adminClient = as(admin);
        switchOn(adminClient);
        assertThat(adminClient
                        .send("DELETE", "/api/v1/staff/" + nurse.id() + "/second-factor", null)
                        .status())
                .isEqualTo(200);
        assertThat(client.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(http().login(String.valueOf(nurse.userName()), PASSWORD).status())
                .isEqualTo(200);
        assertThat(adminClient
                        .send("DELETE", "/api/v1/staff/" + admin.id() + "/second-factor", null)
                        .code())
                .isEqualTo("own-account");
    }

    @Test
    void anAdministratorWithoutOneMayOnlySwitchItOn() {
        Account admin = staff(Role.ADMIN, facility);
        Http client = as(admin);
        for (String address : List.of("/api/v1/staff", "/api/v1/facilities", "/api/v1/auth/sessions")) {
            Answer refused = client.get(address);
            assertThat(refused.status()).as(address).isEqualTo(403);
            assertThat(refused.code()).as(address).isEqualTo("second-factor-required");
        }
        assertThat(client.put("/api/v1/staff/" + nurse.id() + "/active", Map.of("active", false))
                        .code())
                .isEqualTo("second-factor-required");
        assertThat(client.get("/api/v1/auth/me").status()).isEqualTo(200);
        assertThat(as(nurse).get("/api/v1/facilities/" + facility).status()).isEqualTo(200);

        switchOn(client);

        assertThat(client.get("/api/v1/staff").status()).isEqualTo(200);
    }

    @Test
    void patientsAndDevicesHaveNone() {
        Account patient = account(
                Account.Kind.PATIENT,
                unique("patient"),
                null,
                new org.careturn.platform.Actor.Grant(Role.PATIENT, null));
        assertThat(as(patient).post(ADDRESS, null).status()).isEqualTo(403);
    }
}
