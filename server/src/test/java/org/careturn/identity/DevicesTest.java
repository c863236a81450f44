package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-ID-14: displays and kiosks are paired by a code that works once, and shut out when they are stolen. */
class DevicesTest extends IdentityServer {
    private UUID facility;
    private Http admin;

    @BeforeEach
    void someone() {
        facility = facility();
        admin = as(staff(Role.ADMIN, facility));
    }

    private String code() {
        Answer answer = admin.post("/api/v1/devices", Map.of("facilityId", facility, "name", "Hall"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.body().path("code").asString();
    }

    private Answer pair(String code) {
        return http().post("/api/v1/auth/pair", Map.of("code", code, "client", "APP"));
    }

    @Test
    void aPairedDeviceIsSignedInInItsFacilityOnly() {
        Answer paired = pair(code().toLowerCase(Locale.ROOT).replace("-", " "));

        assertThat(paired.status()).as(paired.text()).isEqualTo(200);
        assertThat(paired.body().at("/account/kind").asString()).isEqualTo("DEVICE");
        assertThat(paired.body().at("/account/displayName").asString()).isEqualTo("Hall");
        Http device = http().withToken(paired.body().path("accessToken").asString());
        assertThat(device.get("/api/v1/facilities/" + facility).status()).isEqualTo(200);
        assertThat(device.get("/api/v1/facilities/" + facility()).status()).isEqualTo(404);
        assertThat(device.get("/api/v1/staff").status()).isEqualTo(403);
        Answer list = admin.get("/api/v1/devices?facilityId=" + facility);
        assertThat(list.body().at("/items/0/name").asString()).isEqualTo("Hall");
        assertThat(list.body().at("/items/0/lastContactAt").isNull()).isFalse();
    }

    @Test
    void aCodeWorksOnceAlsoForManyAtOnceAndNotLate() throws Exception {
        String code = code();
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(6)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                calls.add(() -> pair(code).status());
            }
            for (var call : clients.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(pair(code).code()).isEqualTo("wrong-code");

        String late = code();
        CLOCK.advance(Devices.LIFETIME.plus(Duration.ofSeconds(1)));
        assertThat(pair(late).code()).isEqualTo("wrong-code");
        assertThat(pair("ABCD-2345").code()).isEqualTo("wrong-code");
    }

    @Test
    void aStolenDeviceIsShutOutWithAllItsTokens() {
        Answer paired = pair(code());
        Http device = http().withToken(paired.body().path("accessToken").asString());
        String refreshToken = paired.body().path("refreshToken").asString();
        String id = paired.body().at("/account/id").asString();

        assertThat(admin.send("DELETE", "/api/v1/devices/" + id, null)
                        .body()
                        .path("active")
                        .asBoolean())
                .isFalse();

        assertThat(device.get("/api/v1/facilities/" + facility).status()).isEqualTo(401);
        assertThat(http().post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken))
                        .status())
                .isEqualTo(401);
        assertThat(http().login("device-" + id, "none").status()).isEqualTo(401);
    }

    @Test
    void onlyTheFacilitysAdministratorsPairListAndRevoke() {
        String id = pair(code()).body().at("/account/id").asString();
        Http elsewhere = as(staff(Role.ADMIN, facility()));
        assertThat(elsewhere
                        .post("/api/v1/devices", Map.of("facilityId", facility, "name", "Mine"))
                        .status())
                .isEqualTo(404);
        assertThat(elsewhere.get("/api/v1/devices?facilityId=" + facility).status())
                .isEqualTo(404);
        assertThat(elsewhere.send("DELETE", "/api/v1/devices/" + id, null).status())
                .isEqualTo(404);
        assertThat(as(staff(Role.NURSE, facility))
                        .post("/api/v1/devices", Map.of("facilityId", facility, "name", "Mine"))
                        .status())
                .isEqualTo(403);
    }
}
