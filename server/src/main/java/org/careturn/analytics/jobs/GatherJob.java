package org.careturn.analytics.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.careturn.analytics.Gathering;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Every hour, on one node: gathers what has changed, so that a reader finds little left to gather. */
@Configuration(proxyBeanMethods = false)
class GatherJob {
    @Bean
    RecurringTask<Void> gatherAnalytics(Facilities facilities, Gathering gathering) {
        return Tasks.recurring("gather-analytics", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> {
                    for (Facility facility : facilities.all()) {
                        gathering.catchUp(facility);
                    }
                });
    }
}
