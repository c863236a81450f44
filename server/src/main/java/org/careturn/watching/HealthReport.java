package org.careturn.watching;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.careturn.platform.database.BackupState;
import org.careturn.platform.database.Columns;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.watching.SystemHealth.Database;
import org.careturn.watching.SystemHealth.Disk;
import org.careturn.watching.SystemHealth.Jobs;
import org.careturn.watching.SystemHealth.Seals;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Looks at everything that an administrator should know when something seems wrong. */
@Service
public class HealthReport {
    private static final String DATABASE = """
            select now() as at, current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
              (select count(*) from pg_stat_activity where datname = current_database() and usename = current_user) as connections,
              current_setting('max_connections')::integer as most""";
    private static final String SENT = """
            select max(changed_at) filter (where state in ('SENT', 'DELIVERED')) as sent,
              max(changed_at) filter (where state in ('REFUSED', 'FAILED', 'UNKNOWN')) as failed
            from (select channel, state, changed_at from notification_attempt order by id desc limit 2000) a
            where channel = ?""";
    private static final String SEALS = """
            select count(*) as unsealed, min(e.at) as oldest
            from (select event_id from audit_unsealed limit 10000) u join audit_event e on e.id = u.event_id""";
    private static final String JOBS = """
            select
              coalesce((select extract(epoch from now() - min(execution_time)) from scheduled_tasks
                        where execution_time < now() and not picked), 0)::bigint as jobs,
              coalesce((select extract(epoch from now() - min(next_at)) from notification where next_at < now()), 0)::bigint as messages""";

    private static final String RETENTION =
            "select coalesce(sum(visits), 0)::bigint as visits, max(at) as last from visit_retention";

    private final JdbcTemplate jdbc;
    private final Nodes nodes;
    private final BackupState.Source backups;
    private final CareTurnSettings settings;
    private final Environment environment;

    HealthReport(
            JdbcTemplate jdbc,
            Nodes nodes,
            BackupState.Source backups,
            CareTurnSettings settings,
            Environment environment) {
        this.jdbc = jdbc;
        this.nodes = nodes;
        this.backups = backups;
        this.settings = settings;
        this.environment = environment;
    }

    private record Asked(Instant at, Database database) {}

    public SystemHealth now() {
        Asked asked = one(jdbc.query(
                DATABASE,
                (row, n) -> new Asked(
                        Columns.instant(row, "at"),
                        new Database(
                                row.getString("version"),
                                row.getLong("bytes"),
                                row.getInt("connections"),
                                row.getInt("most")))));
        Seals seals = one(
                jdbc.query(SEALS, (row, n) -> new Seals(row.getInt("unsealed"), Columns.instantOrNull(row, "oldest"))));
        Jobs jobs = one(jdbc.query(JOBS, (row, n) -> new Jobs(row.getLong("jobs"), row.getLong("messages"))));
        return new SystemHealth(
                Clock.systemUTC().instant(),
                asked.at,
                nodes.all(),
                asked.database,
                backups.get(),
                List.of(
                        provider("SMS", "careturn.notifications.twilio.account-sid"),
                        provider("PUSH", "careturn.notifications.fcm.credentials")),
                seals,
                jobs,
                one(jdbc.query(
                        RETENTION,
                        (row, n) ->
                                new SystemHealth.Retention(row.getLong("visits"), Columns.instantOrNull(row, "last")))),
                disk());
    }

    private SystemHealth.Provider provider(String channel, String setting) {
        boolean isSetUp = !environment.getProperty(setting, "").isBlank();
        return one(jdbc.query(
                SENT,
                (row, n) -> new SystemHealth.Provider(
                        channel, isSetUp, Columns.instantOrNull(row, "sent"), Columns.instantOrNull(row, "failed")),
                channel));
    }

    private @Nullable Disk disk() {
        try {
            FileStore store = Files.getFileStore(settings.dataDir().toAbsolutePath());
            return new Disk(store.getUsableSpace(), store.getTotalSpace());
        } catch (IOException unreadable) {
            return null;
        }
    }

    private static <T> T one(List<T> rows) {
        return rows.getFirst();
    }
}
