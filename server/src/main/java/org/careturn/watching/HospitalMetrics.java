package org.careturn.watching;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.careturn.platform.Background;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How the hospital is doing, for those who run its server: who waits and how long, who works, and what of the server's
 * own work is left lying. Read from the database four times a minute, so every node says the same; nothing of a person.
 */
@Component
class HospitalMetrics extends Background {
    private static final Logger LOG = LoggerFactory.getLogger(HospitalMetrics.class);
    private static final Duration PAUSE = Duration.ofSeconds(15);

    private static final String QUEUES = """
            select f.name as facility, s.name as service,
              count(e.id) filter (where e.state = 'WAITING') as waiting,
              count(e.id) filter (where e.state = 'CALLED') as called,
              count(e.id) filter (where e.state = 'SERVING') as serving,
              coalesce(extract(epoch from now() - min(e.arrived_at) filter (where e.state = 'WAITING')), 0) as longest,
              (select count(*) from desk_session_queue dq join desk_session d on d.id = dq.desk_session_id
               where dq.queue_id = q.id and d.state = 'ACTIVE') as desks
            from queue q
            join service s on s.id = q.service_id
            join facility f on f.id = q.facility_id
            left join entry e on e.queue_id = q.id and e.state in ('WAITING', 'CALLED', 'SERVING')
            group by f.name, s.name, q.id
            order by f.name, s.name
            limit 2000""";

    private static final String LYING = """
            select
              (select count(*) from (select from audit_unsealed limit 10000) u) as unsealed,
              coalesce((select extract(epoch from now() - min(next_at)) from notification where next_at < now()), 0) as notification,
              coalesce((select extract(epoch from now() - min(execution_time)) from scheduled_tasks
                        where execution_time < now() and not picked), 0) as job""";

    /** A queue at one moment; {@code longest} in seconds. */
    record Queue(String facility, String service, int waiting, int called, int serving, double longest, int desks) {}

    /** Work that is overdue: rows, and seconds. */
    record Lying(int unsealed, double notification, double job) {}

    private final WatchingSettings settings;
    private final JdbcClient jdbc;
    private final MeterRegistry registry;
    private final AtomicReference<Lying> lying = new AtomicReference<>(new Lying(0, 0, 0));
    private final List<OfQueues> ofQueues;

    private record OfQueues(MultiGauge gauge, ToDoubleFunction<Queue> figure) {}

    HospitalMetrics(WatchingSettings settings, JdbcClient jdbc, MeterRegistry registry) {
        super("hospital metrics");
        this.settings = settings;
        this.jdbc = jdbc;
        this.registry = registry;
        this.ofQueues = List.of(
                of("careturn.queue.waiting", "Entries that wait", Queue::waiting),
                of("careturn.queue.called", "Entries that are called", Queue::called),
                of("careturn.queue.serving", "Entries that are being served", Queue::serving),
                of("careturn.queue.longest.wait.seconds", "How long the first of them has waited", Queue::longest),
                of("careturn.queue.desks", "Desks that are open for it and not on a break", Queue::desks));
        gauge("careturn.audit.unsealed", "Rows of the audit log without a seal, at most 10,000", Lying::unsealed);
        gauge(
                "careturn.notifications.overdue.seconds",
                "How late the message is that is due first",
                Lying::notification);
        gauge("careturn.jobs.overdue.seconds", "How late the job is that is due first", Lying::job);
    }

    private OfQueues of(String name, String description, ToDoubleFunction<Queue> figure) {
        return new OfQueues(MultiGauge.builder(name).description(description).register(registry), figure);
    }

    private void gauge(String name, String description, ToDoubleFunction<Lying> figure) {
        Gauge.builder(name, lying, now -> figure.applyAsDouble(now.get()))
                .description(description)
                .register(registry);
    }

    @Override
    public boolean isAutoStartup() {
        return settings.servesMetrics();
    }

    @Override
    protected void work() throws InterruptedException {
        while (isRunning()) {
            try {
                look();
            } catch (DataAccessException unavailable) {
                if (!(unavailable instanceof CannotGetJdbcConnectionException)) { // which others tell already
                    LOG.warn("the figures can't be read", unavailable);
                }
            }
            Thread.sleep(PAUSE);
        }
    }

    void look() {
        List<Queue> queues = jdbc.sql(QUEUES)
                .query((row, n) -> new Queue(
                        row.getString("facility"),
                        row.getString("service"),
                        row.getInt("waiting"),
                        row.getInt("called"),
                        row.getInt("serving"),
                        row.getDouble("longest"),
                        row.getInt("desks")))
                .list();
        for (OfQueues each : ofQueues) {
            each.gauge.register(
                    queues.stream()
                            .map(queue -> Row.of(
                                    Tags.of("facility", queue.facility, "service", queue.service),
                                    each.figure.applyAsDouble(queue)))
                            .toList(),
                    true);
        }
        lying.set(jdbc.sql(LYING)
                .query((row, n) ->
                        new Lying(row.getInt("unsealed"), row.getDouble("notification"), row.getDouble("job")))
                .single());
    }
}
