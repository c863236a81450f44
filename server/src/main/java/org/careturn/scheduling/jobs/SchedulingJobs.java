package org.careturn.scheduling.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import org.careturn.scheduling.Absences;
import org.careturn.scheduling.AbsencesBegun;
import org.careturn.scheduling.DueAppointments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** On one node: what becomes of appointments as time passes, and of those that an absence affects. */
@Configuration(proxyBeanMethods = false)
class SchedulingJobs {

    // apart, so that one that fails keeps the others from nothing

    @Bean
    RecurringTask<Void> markNoShows(DueAppointments due) {
        return Tasks.recurring("mark-no-shows", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> due.markNoShows());
    }

    @Bean
    RecurringTask<Void> followVisits(DueAppointments due) {
        return Tasks.recurring("follow-visits", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> due.followVisits());
    }

    @Bean
    RecurringTask<Void> expireOffers(DueAppointments due) {
        return Tasks.recurring("expire-offers", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> due.expireOffers());
    }

    @Bean
    RecurringTask<Void> endWaits(DueAppointments due) {
        return Tasks.recurring("end-waits", FixedDelay.of(Duration.ofMinutes(10)))
                .execute((instance, context) -> due.endWaits());
    }

    @Bean
    RecurringTask<Void> settleAbsences(Absences absences) {
        return Tasks.recurring("settle-absences", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> absences.settleAll());
    }

    @Bean
    RecurringTask<Void> handOverAbsences(AbsencesBegun begun) {
        return Tasks.recurring("hand-over-absences", FixedDelay.of(Duration.ofSeconds(10)))
                .execute((instance, context) -> begun.handOverAll());
    }
}
