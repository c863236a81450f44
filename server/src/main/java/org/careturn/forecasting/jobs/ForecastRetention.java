package org.careturn.forecasting.jobs;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Clock;
import java.time.Duration;
import org.careturn.platform.database.Columns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** Every hour, on one node: forgets forecasts of ended entries, service times and no-shows older than their facility keeps them. */
@Configuration(proxyBeanMethods = false)
class ForecastRetention {
    private static final int BATCH = 5_000;

    @Bean
    RecurringTask<Void> forgetForecasts(JdbcTemplate jdbc, Clock clock) {
        return Tasks.recurring("forget-forecasts", FixedDelay.of(Duration.ofHours(1)))
                .execute((instance, context) -> {
                    while (forget(jdbc, clock) == BATCH) {
                        // another batch
                    }
                });
    }

    static int forget(JdbcTemplate jdbc, Clock clock) {
        jdbc.update("""
                delete from service_time where id in (
                  select t.id from service_time t join queue q on q.id = t.queue_id join facility f on f.id = q.facility_id
                  where t.ended_at < ?::timestamptz - make_interval(days => f.forecast_retention_days) limit ?)""", Columns.utc(clock.instant()), BATCH);
        jdbc.update("""
                delete from no_show_case where appointment_id in (
                  select c.appointment_id from no_show_case c join facility f on f.id = c.facility_id
                  where c.day < (?::timestamptz at time zone 'UTC')::date - f.forecast_retention_days - 1 limit ?)""", Columns.utc(clock.instant()), BATCH);
        jdbc.update("""
                delete from appointment_forecast_sample where (appointment_id, at) in (
                  select s.appointment_id, s.at from appointment_forecast_sample s
                  join appointment a on a.id = s.appointment_id join facility f on f.id = a.facility_id
                  where s.at < ?::timestamptz - make_interval(days => f.forecast_retention_days) limit ?)""", Columns.utc(clock.instant()), BATCH);
        return jdbc.update("""
                delete from forecast where entry_id in (
                  select c.entry_id from facility f
                  join forecast c on c.facility_id = f.id
                    and c.computed_at < ?::timestamptz - make_interval(days => f.forecast_retention_days)
                  join entry e on e.id = c.entry_id and e.ended_at is not null
                  limit ?)""", Columns.utc(clock.instant()), BATCH);
    }
}
