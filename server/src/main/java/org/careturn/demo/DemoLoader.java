package org.careturn.demo;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.identity.Accounts;
import org.careturn.identity.PasswordHash;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.queueing.ForgottenEntries;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills an empty database with the demo hospital, and gives that hospital a day in progress whenever nobody has come to
 * it for hours. Runs before the server answers, since it drives the clock. What a start that was cut off has left out,
 * the next one makes.
 */
@Component
class DemoLoader implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DemoLoader.class);
    private static final Duration DESERTED = Duration.ofHours(12);
    private static final long LOCK = 0x6361726574757264L;
    private static final int PAST_DAYS = 120;
    private static final int PAST_VISITS = 3_000;

    static final long SEED = 2026;

    private final CareTurnSettings settings;
    private final DemoSetUp setUp;
    private final DemoDay day;
    private final Facilities facilities;
    private final Accounts accounts;
    private final ForgottenEntries forgotten;
    private final DrivableClock clock;
    private final JdbcClient jdbc;
    private final JdbcTemplate connections;
    private final TransactionTemplate transaction;
    private volatile boolean running;

    DemoLoader(
            CareTurnSettings settings,
            DemoSetUp setUp,
            DemoDay day,
            Facilities facilities,
            Accounts accounts,
            ForgottenEntries forgotten,
            DrivableClock clock,
            JdbcClient jdbc,
            JdbcTemplate connections,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.setUp = setUp;
        this.day = day;
        this.facilities = facilities;
        this.accounts = accounts;
        this.forgotten = forgotten;
        this.clock = clock;
        this.jdbc = jdbc;
        this.connections = connections;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Override
    public void start() {
        running = true;
        if (settings.loadsDemoData()) {
            load(Clock.systemUTC().instant());
        }
    }

    /** @param now the machine's time */
    void load(Instant now) {
        if (isEmpty()) {
            LOG.info("Loading the demo hospital");
            PasswordHash password = accounts.hash(DemoHospital.PASSWORD, null).orElseThrow();
            alone(() -> {
                if (isEmpty()) {
                    setUp.make(password, new Random(SEED));
                    DemoHospital.ALL.forEach(plan -> makePast(plan, now));
                }
            });
        }
        List<Facility> all = facilities.all();
        for (DemoHospital plan : DemoHospital.ALL) {
            all.stream()
                    .filter(facility -> facility.name().equals(plan.name()) && isDeserted(facility, now))
                    .forEach(facility -> play(plan, facility, now));
        }
    }

    /** Enough for statistics, and for the forecast to tell who comes from who doesn't. */
    private void makePast(DemoHospital plan, Instant now) {
        UUID facility = facilities.all().stream()
                .filter(one -> one.name().equals(plan.name()))
                .findFirst()
                .orElseThrow()
                .id();
        LocalDate today = LocalDate.ofInstant(now, ZoneId.of(plan.timeZone()));
        connections.execute((ConnectionCallback<Integer>) connection ->
                new DemoPast(connection, plan, facility, SEED).make(today, PAST_DAYS, PAST_VISITS, made -> {}));
    }

    private void play(DemoHospital plan, Facility facility, Instant now) {
        LOG.info("Playing the last hours of a day at {}", facility.name());
        forgotten.endAll();
        try {
            alone(() -> {
                if (isDeserted(facility, now)) {
                    day.play(plan, facility, now, new Random(SEED));
                }
            });
        } finally {
            clock.release();
        }
    }

    /** One node at a time, in a transaction. */
    private void alone(Runnable work) {
        transaction.executeWithoutResult(tx -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
            work.run();
        });
    }

    private boolean isEmpty() {
        return jdbc.sql("select not exists (select from facility) and not exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    private boolean isDeserted(Facility facility, Instant now) {
        return jdbc.sql("select not exists (select from visit where facility_id = ? and arrived_at > ?::timestamptz)")
                .params(facility.id(), now.minus(DESERTED).toString())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void stop() {
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE - 1;
    }
}
