package org.careturn.platform.web;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets what was answered to writes after two days: nobody sends a request again so late. */
@Configuration(proxyBeanMethods = false)
class WriteKeyRetention {
    static final Duration KEPT = Duration.ofDays(2);
    private static final int BATCH = 5_000;
    private static final String PRUNE = """
            delete from idempotency_key where (account_id, key) in (
              select account_id, key from idempotency_key where created_at < ? limit ?)""";

    @Bean
    RecurringTask<Void> forgetWriteKeys(JdbcTemplate jdbc) {
        return Tasks.recurring("forget-write-keys", FixedDelay.of(Duration.ofMinutes(30)))
                .execute((instance, context) -> prune(jdbc, Clock.systemUTC()));
    }

    static int prune(JdbcTemplate jdbc, Clock machine) {
        int pruned = 0;
        int batch;
        do {
            batch = jdbc.update(PRUNE, machine.instant().minus(KEPT).atOffset(ZoneOffset.UTC), BATCH);
            pruned += batch;
        } while (batch == BATCH);
        return pruned;
    }
}
