package org.careturn.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How the backups of the hospital's own database server stand, as whoever makes them has told in the database. The figures
 * are those of the embedded one's backups, so that the same alerts watch over both.
 */
@Component
class ReportedBackup {
    private static final Logger LOG = LoggerFactory.getLogger(ReportedBackup.class);
    private static final Duration KEPT = Duration.ofSeconds(10);
    private static final String REPORT =
            "select complete_until, copied_at, tried_at, trial_good, since from backup_report";

    private final JdbcTemplate jdbc;
    private volatile Read last = new Read(Instant.MIN, Optional.empty());

    private record Read(Instant at, Optional<Report> report) {}

    /** What was told; {@code since} is when this began. */
    record Report(
            Instant completeUntil,
            @Nullable Instant copiedAt,
            @Nullable Instant triedAt,
            @Nullable Boolean isTrialGood,
            Instant since) {}

    ReportedBackup(JdbcTemplate jdbc, Database database, ObjectProvider<MeterRegistry> registry) {
        this.jdbc = jdbc;
        if (database.embedded() == null) {
            registry.ifAvailable(this::measure);
        }
    }

    private void measure(MeterRegistry meters) {
        gauge(
                meters,
                "careturn.backup.age.seconds",
                "Since when the backup may lack something that was finished",
                report -> seconds(report.completeUntil, report.since));
        gauge(
                meters,
                "careturn.backup.copy.age.seconds",
                "Since when there was no copy of all files; none yet: since backups are made",
                report -> seconds(report.copiedAt, report.since));
        gauge(
                meters,
                "careturn.backup.check.age.seconds",
                "Since when no backup has been restored for trial; none yet: since backups are made",
                report -> seconds(report.triedAt, report.since));
        gauge(
                meters,
                "careturn.backup.check.failed",
                "1 where the last backup that was restored for trial couldn't be, else 0",
                report -> Boolean.FALSE.equals(report.isTrialGood) ? 1.0 : 0.0);
    }

    private void gauge(MeterRegistry meters, String name, String description, Function<Report, Double> figure) {
        Gauge.builder(name, () -> read().map(figure).orElse(Double.NaN))
                .description(description)
                .register(meters);
    }

    private static double seconds(@Nullable Instant from, Instant otherwise) {
        return Duration.between(
                        from == null ? otherwise : from, Clock.systemUTC().instant())
                .toSeconds();
    }

    /** Empty where nobody tells, as where the database's provider makes the backups. */
    Optional<Report> read() {
        Instant now = Clock.systemUTC().instant();
        Read known = last;
        if (known.at.isAfter(now.minus(KEPT))) {
            return known.report;
        }
        try {
            List<Report> told = jdbc.query(
                    REPORT,
                    (row, n) -> new Report(
                            Columns.instant(row, "complete_until"),
                            Columns.instantOrNull(row, "copied_at"),
                            Columns.instantOrNull(row, "tried_at"),
                            row.getObject("trial_good", Boolean.class),
                            Columns.instant(row, "since")));
            last = new Read(now, told.stream().findFirst());
        } catch (DataAccessException unavailable) {
            LOG.debug("it can't be read how the backups stand", unavailable);
            last = new Read(now, known.report);
        }
        return last.report;
    }
}
