package org.careturn.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A server whose clock may not be driven. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT, properties = "careturn.clock=system")
@Import(Hospital.class)
class ClockFollowingTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @Autowired
    Hospital hospital;

    @Autowired
    DrivableClock clock;

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @Test
    void hasNoClockToDrive() {
        Http admin = hospital.signedIn(Role.ADMIN);
        assertThat(admin.put("/api/v1/demo/clock", Map.of("now", "1999-01-03T07:00:00Z"))
                        .status())
                .isEqualTo(404);
        assertThat(clock.isDriven()).isFalse();
    }
}
