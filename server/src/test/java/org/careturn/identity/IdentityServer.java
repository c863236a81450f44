package org.careturn.identity;

import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.FacilitySetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.notifications.Outbox;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.SentCodes;
import org.careturn.support.SettableClock;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.bean.override.convention.TestBean;

/** A real server on a real database, whose sign-in clock a test may put forward. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"careturn.identity.bcrypt-cost=" + IdentityServer.COST, "careturn.identity.patience=1000"})
abstract class IdentityServer {
    static final int COST = 8;
    static final String PASSWORD = "correct horse battery staple";
    static final TestDatabase DATABASE = TestDatabase.fresh();
    static final SettableClock CLOCK = new SettableClock();
    private static final AtomicInteger PHONE = new AtomicInteger();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @SuppressWarnings("NullAway.Init")
    @TestBean(name = IdentityConfiguration.MACHINE)
    Clock machineClock;

    static Clock machineClock() {
        return CLOCK;
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Autowired
    FacilitySetup facilities;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Outbox outbox;

    @AfterEach
    void resetClock() {
        CLOCK.reset();
    }

    Http http() {
        return Http.on(port);
    }

    /** An account that signs in by {@link #PASSWORD}. */
    Account account(Account.Kind kind, @Nullable String userName, @Nullable String phone, Grant... roles) {
        PasswordHash hash = accounts.hash(PASSWORD, userName).orElseThrow();
        return accounts.create(
                        Actor.SYSTEM,
                        new NewAccount(kind, userName, phone, hash, "Somebody " + userName, List.of(roles)))
                .orElseThrow();
    }

    /** A person of the staff with a role in the facility, or in all where it is null. */
    Account staff(Role role, @Nullable UUID facilityId) {
        return account(Account.Kind.STAFF, unique(role.name()), null, new Grant(role, facilityId));
    }

    UUID facility() {
        UUID id = Ids.next();
        return facilities
                .open(Actor.SYSTEM, id, new NewFacility(unique("Facility"), "NP", "Asia/Kathmandu", null))
                .orElseThrow()
                .id();
    }

    /** Signed in as the app does. */
    Http as(Account account) {
        return http().signedIn(String.valueOf(account.userName()), PASSWORD);
    }

    /** The answer to somebody who signs in by a first password and chooses another. */
    Answer chooses(String userName, String first, String own) {
        return http().post(
                        "/api/v1/auth/login",
                        Map.of("userName", userName, "password", first, "newPassword", own, "client", "APP"));
    }

    /** A new number of Nepal, of which nobody else knows. */
    static String newPhone() {
        return "+97798412" + String.format(Locale.ROOT, "%05d", PHONE.incrementAndGet());
    }

    /** The code that would have been sent to the phone last. */
    String codeSentTo(String phone) {
        return SentCodes.last(outbox, phone);
    }

    /** One that is not it. */
    static String wrong(String code) {
        return code.equals("000000") ? "000001" : "000000";
    }

    int audited(String action, UUID accountId) {
        Integer rows = jdbc.queryForObject(
                "select count(*) from audit_event where account_id = ? and action = ?",
                Integer.class,
                accountId,
                action);
        return rows == null ? 0 : rows;
    }

    static String unique(String start) {
        return start + "-" + UUID.randomUUID();
    }
}
