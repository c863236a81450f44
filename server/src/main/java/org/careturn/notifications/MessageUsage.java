package org.careturn.notifications;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many messages there were, and what they cost. The counts stay when the log of the messages has gone. */
@Service
public class MessageUsage {
    private static final String COUNTED = """
            select n.facility_id, (n.created_at at time zone f.time_zone)::date as day, n.kind,
              coalesce(n.channel, 'NONE') as channel, n.state, coalesce(c.currency, '') as currency,
              count(*) as messages, coalesce(sum(c.cost), 0) as cost
            from notification n join facility f on f.id = n.facility_id
            left join lateral (
              select sum(a.cost) as cost, max(a.currency) as currency from notification_attempt a where a.notification_id = n.id
            ) c on true
            where %s
            group by n.facility_id, day, n.kind, coalesce(n.channel, 'NONE'), n.state, coalesce(c.currency, '')""";

    private static final String READ =
            """
            select day, kind, channel, state, currency, sum(messages) as messages, sum(cost) as cost from (
              select day, kind, channel, state, currency, messages, cost from message_usage
              where facility_id = ? and day between ? and ?
              union all select day, kind, channel, state, currency, messages, cost from (%s) counted
            ) both_kept group by day, kind, channel, state, currency order by day, kind, channel, state, currency limit 20000""".formatted(COUNTED.formatted("n.facility_id = ? and n.created_at >= ? and n.created_at < ?"));

    /** Those of no facility are codes and the like. Each batch is counted by the statement that deletes it. */
    private static final String FORGET = """
            with old as (
              select n.id from notification n left join facility f on f.id = n.facility_id
              where n.created_at < ?::timestamptz - make_interval(days => coalesce(f.message_retention_days, 7))
                and n.useful_until < ?
              order by n.id limit 5000
            ), counted as (
              insert into message_usage as kept (facility_id, day, kind, channel, state, currency, messages, cost)
              %s
              on conflict (facility_id, day, kind, channel, state, currency)
              do update set messages = kept.messages + excluded.messages, cost = kept.cost + excluded.cost
            )
            delete from notification where id in (select id from old)""".formatted(
                    "select facility_id, day, kind, channel, state, currency, messages, cost from ("
                            + COUNTED.formatted("n.id in (select id from old)") + ") gone");

    private final JdbcTemplate jdbc;
    private final Facilities facilities;
    private final NotificationSettings settings;
    private final Clock clock;

    MessageUsage(JdbcTemplate jdbc, Facilities facilities, NotificationSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Messages of one kind, channel and state on a day.
     *
     * @param day by the facility's clock, on which they were staged
     * @param channel of the last attempt; null: nothing was tried
     * @param cost as far as the provider has told it
     * @param currency null: no cost is known
     */
    public record UsageCount(
            LocalDate day,
            NotificationKind kind,
            @Nullable Channel channel,
            NotificationState state,
            int messages,
            BigDecimal cost,
            @Nullable String currency) {}

    /**
     * What was sent in a period, and how near today is to the limit.
     *
     * @param smsToday that were sent today
     * @param smsPerDay after which only calls and codes are sent
     * @param cappedAt when today's limit was reached; null: it wasn't
     */
    public record UsageReport(
            List<UsageCount> items,
            int smsToday,
            int smsPerDay,
            @Nullable Instant cappedAt) {}

    private record Today(int sent, @Nullable Instant alertedAt) {}

    /** From the first day to the last. */
    @Transactional(readOnly = true)
    public UsageReport report(Actor actor, UUID facilityId, LocalDate firstDay, LocalDate lastDay) {
        Facility facility = facilities.administered(actor, facilityId);
        Days days = Days.of(facility, firstDay, lastDay);
        List<UsageCount> items = jdbc.query(
                READ,
                (row, n) -> new UsageCount(
                        row.getObject("day", LocalDate.class),
                        NotificationKind.valueOf(row.getString("kind")),
                        channel(row.getString("channel")),
                        NotificationState.valueOf(row.getString("state")),
                        row.getInt("messages"),
                        row.getBigDecimal("cost"),
                        Optional.ofNullable(row.getString("currency"))
                                .filter(known -> !known.isEmpty())
                                .orElse(null)),
                facilityId,
                firstDay,
                lastDay,
                facilityId,
                days.from(),
                days.until());
        Today today = jdbc
                .query(
                        "select sent, alerted_at from notification_day where facility_id = ? and day = ?",
                        (row, n) -> new Today(row.getInt("sent"), Columns.instantOrNull(row, "alerted_at")),
                        facilityId,
                        clock.instant().atZone(facility.timeZone()).toLocalDate())
                .stream()
                .findFirst()
                .orElse(new Today(0, null));
        return new UsageReport(items, today.sent, settings.smsPerDay(), today.alertedAt);
    }

    /** Deletes messages that have been kept long enough; returns how many. */
    public int forget() {
        var now = Columns.utc(clock.instant());
        int all = 0;
        int batch;
        do {
            batch = jdbc.update(FORGET, now, now);
            all += batch;
        } while (batch > 0);
        return all;
    }

    private static @Nullable Channel channel(String name) {
        return "NONE".equals(name) ? null : Channel.valueOf(name);
    }
}
