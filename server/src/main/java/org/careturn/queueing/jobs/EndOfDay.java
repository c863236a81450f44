package org.careturn.queueing.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.careturn.queueing.ForgottenDesks;
import org.careturn.queueing.ForgottenEntries;
import org.careturn.queueing.VisitRetention;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On one node: ends what was forgotten on earlier service days, and takes from their patients the visits of long ago. */
@Configuration(proxyBeanMethods = false)
class EndOfDay {

    @Bean
    RecurringTask<Void> endForgottenEntries(ForgottenEntries forgotten) {
        return Tasks.recurring("end-forgotten-entries", FixedDelay.of(Duration.ofMinutes(15)))
                .execute((instance, context) -> forgotten.endAll());
    }

    @Bean
    RecurringTask<Void> closeForgottenDesks(ForgottenDesks forgotten) {
        return Tasks.recurring("close-forgotten-desks", FixedDelay.of(Duration.ofMinutes(15)))
                .execute((instance, context) -> forgotten.closeAll());
    }

    @Bean
    RecurringTask<Void> unlinkOldVisits(VisitRetention retention) {
        return Tasks.recurring("unlink-old-visits", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> retention.unlinkAll());
    }
}
