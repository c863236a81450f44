package org.careturn.notifications.causes;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.careturn.notifications.MessageUsage;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On one node: reminders that are due, and the end of what is kept of messages. */
@Configuration(proxyBeanMethods = false)
class NotificationJobs {
    @Bean
    RecurringTask<Void> remind(Reminders reminders) {
        return Tasks.recurring("remind", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> reminders.remindAll());
    }

    @Bean
    RecurringTask<Void> forgetMessages(MessageUsage usage) {
        return Tasks.recurring("forget-messages", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> usage.forget());
    }
}
