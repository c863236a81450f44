package org.careturn.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.careturn.identity.Account;
import org.careturn.identity.IdentityConfiguration;
import org.careturn.identity.tokens.AccessTokens;
import org.careturn.identity.tokens.Sessions;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.support.EventClient;
import org.careturn.support.Http;
import org.careturn.support.SettableClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.bean.override.convention.TestBean;

/** FR-LIVE-06, FR-ID-07, US-ADM-02: a stream lasts no longer than the right to read it. */
@Timeout(60)
class StreamEndTest extends LiveServer {
    private static final SettableClock CLOCK = new SettableClock();
    private static final Duration SOON = Duration.ofMillis(2_500);

    @SuppressWarnings("NullAway.Init")
    @TestBean(name = IdentityConfiguration.MACHINE)
    Clock machineClock;

    @Autowired
    AccessTokens tokens;

    @Autowired
    Sessions sessions;

    @Autowired
    JdbcTemplate jdbc;

    static Clock machineClock() {
        return CLOCK;
    }

    @AfterEach
    void resetClock() {
        CLOCK.reset();
    }

    @Test
    void endsWithItsToken() throws Exception {
        EventClient reader = staff();
        assertThat(reader.endsWithin(SOON)).isFalse();
        CLOCK.advance(AccessTokens.LIFETIME);
        assertThat(reader.endsWithin(SOON)).isTrue();
    }

    @Test
    void endsWithTheSignInOnWhicheverScope() throws Exception {
        Account doctor = hospital.account(Role.DOCTOR, facility);
        Patient patient = hospital.patient(facility);
        EventClient colleague = staff();
        for (Http http : List.of(hospital.signedIn(doctor), hospital.signedIn(Role.DEVICE, facility))) {
            EventClient reader = read(http, events());
            assertThat(reader.next().name()).isEqualTo("hello");
            revoke(http);
            assertThat(reader.endsWithin(SOON)).isTrue();
        }
        Http own = hospital.signedIn(patient);
        EventClient reader = read(own, "/api/v1/events");
        assertThat(reader.next().name()).isEqualTo("hello");
        revoke(own);
        assertThat(reader.endsWithin(SOON)).isTrue();
        assertThat(colleague.endsWithin(Duration.ZERO)).isFalse();
    }

    @Test
    void endsWhenItsReaderIsLetGo() throws Exception {
        Account nurse = hospital.account(Role.NURSE, facility);
        EventClient reader = read(hospital.signedIn(nurse), events());
        assertThat(reader.next().name()).isEqualTo("hello");
        Http admin = hospital.signedIn(Role.ADMIN, facility);
        assertThat(admin.put("/api/v1/staff/" + nurse.id() + "/active", Map.of("active", false))
                        .status())
                .isEqualTo(200);
        assertThat(reader.endsWithin(SOON)).isTrue();
    }

    @Test
    void endsWhenTheRoleIsWithdrawn() throws Exception {
        Account nurse = hospital.account(Role.NURSE, facility);
        EventClient reader = read(hospital.signedIn(nurse), events());
        assertThat(reader.next().name()).isEqualTo("hello");
        // no endpoint withdraws a single role yet
        jdbc.update("delete from account_role where account_id = ?", nurse.id());
        assertThat(reader.endsWithin(SOON)).isTrue();
    }

    private void revoke(Http http) {
        AccessTokens.Verified token = tokens.verify(http.authorization().substring("Bearer ".length()));
        sessions.close(token.sessionId(), token.accountId());
    }
}
