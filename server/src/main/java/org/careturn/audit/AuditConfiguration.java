package org.careturn.audit;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AuditSettings.class)
class AuditConfiguration {
    @Bean
    MasterKeys masterKeys(AuditSettings settings) {
        return new MasterKeys(settings);
    }

    /** After the master key was replaced. */
    @Bean
    RecurringTask<Void> rewrapPatientKeys(PatientKeys keys) {
        return Tasks.recurring("rewrap-patient-keys", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> keys.rewrap());
    }
}
