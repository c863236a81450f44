package org.careturn.sync;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.careturn.platform.database.Columns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Forgets which rows changed long ago. Each hour it marks at which version a facility is, so that changes need no time of
 * their own; what lies before a mark of two weeks ago goes, in batches, and whoever stands before it pulls afresh.
 */
@Configuration(proxyBeanMethods = false)
class FeedRetention {
    static final Duration KEPT = Duration.ofDays(14);

    /** So many of a patient's versions are kept. */
    static final int PATIENT_VERSIONS = 2_000;

    private static final int BATCH = 5_000;
    private static final String MARK = """
            insert into feed_mark (facility_id, version, marked_at)
            select f.facility_id, f.version, ? from facility_feed f
            where f.version > coalesce((select max(m.version) from feed_mark m where m.facility_id = f.facility_id), 0)
            on conflict do nothing""";
    private static final String FORGET_MARKS = """
            update feed_mark m set forgotten = true
            where m.marked_at < ? and not m.forgotten""";
    private static final String PRUNE = """
            delete from change c using (
              select c.facility_id, c.version, c.kind, c.row_id from change c
              join (select facility_id, max(version) as version from feed_mark where forgotten group by facility_id) m
                on m.facility_id = c.facility_id and c.version <= m.version
              limit ?) old
            where c.facility_id = old.facility_id and c.version = old.version and c.kind = old.kind and c.row_id = old.row_id""";
    private static final String FORGET_OLDER_MARKS = """
            delete from feed_mark m where m.forgotten and exists (
              select from feed_mark n where n.facility_id = m.facility_id and n.forgotten and n.version > m.version)""";
    private static final String PRUNE_PATIENTS = """
            delete from patient_change c using (
              select c.patient_id, c.version, c.kind, c.row_id from patient_change c
              join patient_feed f on f.patient_id = c.patient_id and c.version <= f.version - ? limit ?) old
            where c.patient_id = old.patient_id and c.version = old.version and c.kind = old.kind and c.row_id = old.row_id""";

    @Bean
    RecurringTask<Void> forgetChanges(JdbcTemplate jdbc) {
        return Tasks.recurring("forget-changes", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> prune(jdbc, Clock.systemUTC().instant()));
    }

    /** Marks first as forgotten and deletes then: whoever pulls in between is told to pull afresh, and misses nothing. */
    static int prune(JdbcTemplate jdbc, Instant now) {
        jdbc.update(FORGET_MARKS, Columns.utc(now.minus(KEPT)));
        jdbc.update(MARK, Columns.utc(now));
        int pruned = 0;
        int batch;
        do {
            batch = jdbc.update(PRUNE, BATCH);
            pruned += batch;
        } while (batch == BATCH);
        jdbc.update(FORGET_OLDER_MARKS);
        while (jdbc.update(PRUNE_PATIENTS, PATIENT_VERSIONS, BATCH) == BATCH) {
            pruned += BATCH;
        }
        return pruned;
    }
}
