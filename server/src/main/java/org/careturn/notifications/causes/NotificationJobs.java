package org.careturn.notifications.causes;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.careturn.platform.database.Columns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** On one node: reminders that are due, and the end of what is kept of messages. */
@Configuration(proxyBeanMethods = false)
class NotificationJobs {
    /** Those of no facility are codes and the like. */
    static final String FORGET = """
            delete from notification where id in (
              select n.id from notification n left join facility f on f.id = n.facility_id
              where n.created_at < ?::timestamptz - make_interval(days => coalesce(f.message_retention_days, 7))
                and n.useful_until < ?
              order by n.id limit 5000)""";

    @Bean
    RecurringTask<Void> remind(Reminders reminders) {
        return Tasks.recurring("remind", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> reminders.remindAll());
    }

    @Bean
    RecurringTask<Void> forgetMessages(JdbcTemplate jdbc, Clock clock) {
        return Tasks.recurring("forget-messages", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> {
                    var now = Columns.utc(clock.instant());
                    jdbc.update(FORGET, now, now);
                });
    }
}
