package org.careturn.watching;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Background;
import org.careturn.platform.database.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.info.BuildProperties;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tells the others that this process works, and knows of them. */
@Component
class Nodes extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(Nodes.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private final UUID me = UUID.randomUUID();
    private final Instant startedAt = Clock.systemUTC().instant();
    private final String version;
    private final JdbcTemplate jdbc;
    private final boolean jobs;

    /** @param jobs whether this node does what happens by itself */
    Nodes(
            JdbcTemplate jdbc,
            ObjectProvider<BuildProperties> build,
            @Value("${db-scheduler.enabled:true}") boolean jobs) {
        super("nodes");
        this.jdbc = jdbc;
        this.jobs = jobs;
        BuildProperties known = build.getIfAvailable();
        this.version = known == null ? "development" : String.valueOf(known.getVersion());
    }

    @Override
    public boolean isAutoStartup() {
        return jobs;
    }

    @Override
    protected void work() throws InterruptedException {
        while (isRunning()) {
            try {
                tell();
            } catch (DataAccessException unavailable) {
                LOG.debug("the database can't be told that this node works", unavailable);
            }
            Thread.sleep(PAUSE);
        }
    }

    void tell() {
        jdbc.update("""
                insert into node (id, name, version, started_at) values (?, ?, ?, ?)
                on conflict (id) do update set seen_at = now()""", me, name(), version, Columns.utc(startedAt));
        jdbc.update("delete from node where seen_at < now() - interval '1 day'");
    }

    private static String name() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "?";
        }
    }

    /** Those of the last day, by when they started. */
    List<SystemHealth.Node> all() {
        return jdbc.query(
                """
                select name, version, started_at, seen_at, seen_at > now() - interval '1 minute' as works
                from node order by started_at, id limit 100""",
                (row, n) -> new SystemHealth.Node(
                        row.getString("name"),
                        row.getString("version"),
                        Columns.instant(row, "started_at"),
                        Columns.instant(row, "seen_at"),
                        row.getBoolean("works")));
    }
}
