package org.careturn.identity;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Forgets what is over: a day later codes with what waited for them, limits and integrations' tokens; a week later refresh
 * tokens that were exchanged, whose repeated use had ended the sign-in until then; a month later sign-ins that have ended.
 */
@Configuration(proxyBeanMethods = false)
class IdentityRetention {
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration EXCHANGED_TOKENS_KEPT = Duration.ofDays(7);
    private static final Duration SIGN_INS_KEPT = Duration.ofDays(30);

    @Bean
    RecurringTask<Void> forgetCodes(JdbcTemplate jdbc, @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        return Tasks.recurring("forget-codes", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> prune(jdbc, machine.instant()));
    }

    static void prune(JdbcTemplate jdbc, Instant now) {
        Timestamp before = Timestamp.from(now.minus(KEPT));
        jdbc.update("delete from one_time_code where expires_at < ?", before);
        jdbc.update("delete from pairing_code where expires_at < ?", before);
        jdbc.update("delete from attempt_limit where expires_at < ?", now.toEpochMilli());
        jdbc.update("delete from session where scopes is not null and expires_at < ?", before);
        jdbc.update("delete from refresh_token where rotated_at < ?", Timestamp.from(now.minus(EXCHANGED_TOKENS_KEPT)));
        jdbc.update(
                "delete from session where scopes is null and coalesce(revoked_at, expires_at) < ?",
                Timestamp.from(now.minus(SIGN_INS_KEPT)));
    }
}
