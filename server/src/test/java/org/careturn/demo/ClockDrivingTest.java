package org.careturn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.careturn.facilities.Facility;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** US-OPS-02, on a server of its own: its clock is everybody's. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
@Import(Hospital.class)
class ClockDrivingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final String CLOCK = "/api/v1/demo/clock";

    @Autowired
    Hospital hospital;

    @Autowired
    DrivableClock clock;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @AfterEach
    void release() {
        clock.release();
    }

    @Test
    void standsWhereItIsSetUntilItIsReleased() {
        Http admin = hospital.signedIn(Role.ADMIN);
        assertThat(admin.get(CLOCK).body().path("driven").asBoolean()).isFalse();

        long audited = audited();
        Http.Answer set = admin.put(CLOCK, Map.of("now", "1999-01-03T07:00:00Z"));
        assertThat(set.status()).isEqualTo(200);
        Facility facility = hospital.facility();
        assertThat(hospital.count("facility", "id = ? and created_at = '1999-01-03T07:00:00Z'", facility.id()))
                .isOne();
        assertThat(admin.get(CLOCK).body().path("now").asString()).isEqualTo("1999-01-03T07:00:00Z");

        Http.Answer back = admin.put(CLOCK, Map.of("now", "1999-01-03T06:59:59Z"));
        assertThat(back.status()).isEqualTo(409);
        assertThat(back.code()).isEqualTo("clock-goes-forward");

        assertThat(admin.send("DELETE", CLOCK, null).body().path("driven").asBoolean())
                .isFalse();
        assertThat(clock.isDriven()).isFalse();
        assertThat(admin.send("DELETE", CLOCK, null).header("CareTurn-Outcome")).isEqualTo("NOOP");
        assertThat(audited()).isEqualTo(audited + 2);
    }

    @Test
    void aRepeatedRequestDoesNotTurnItBack() {
        Http admin = hospital.signedIn(Role.ADMIN);
        Http sameKey = admin.with("Idempotency-Key", "first-setting");
        sameKey.put(CLOCK, Map.of("now", "1999-01-03T07:00:00Z"));
        admin.put(CLOCK, Map.of("now", "1999-01-03T08:00:00Z"));
        assertThat(sameKey.put(CLOCK, Map.of("now", "1999-01-03T07:00:00Z")).status())
                .isEqualTo(200);
        assertThat(clock.instant()).isEqualTo("1999-01-03T08:00:00Z");
    }

    @Test
    void isForAdministratorsOfEverythingOnly() {
        Http one = hospital.signedIn(Role.ADMIN, hospital.facility());
        assertThat(one.get(CLOCK).status()).isEqualTo(404);
        assertThat(one.put(CLOCK, Map.of("now", "1999-01-03T07:00:00Z")).status())
                .isEqualTo(404);
        assertThat(clock.isDriven()).isFalse();
    }

    @Test
    void refusesTimesThatNoHospitalHas() {
        Http admin = hospital.signedIn(Role.ADMIN);
        assertThat(admin.put(CLOCK, Map.of("now", "2100-01-01T00:00:00Z")).status())
                .isEqualTo(400);
        assertThat(admin.put(CLOCK, Map.of("now", "+999999999-01-01T00:00:00Z")).status())
                .isEqualTo(400);
        assertThat(clock.isDriven()).isFalse();
    }

    private long audited() {
        return hospital.count("audit_event", "action in ('CLOCK_TAKEN', 'CLOCK_RELEASED')");
    }
}
