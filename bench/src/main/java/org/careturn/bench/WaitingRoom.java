package org.careturn.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.database.DatabaseAccess;

/** Puts patients into queues by the hundred thousand: in SQL, as the rows that a registration leaves. */
final class WaitingRoom implements AutoCloseable {
    /** The rows of arrivals, but for the audit log and the feed, which no call reads. */
    private static final String FRESH = """
            create temp table fresh on commit drop as
            with counted as (
              select q.id as queue_id, q.facility_id, q.prefix, (now() - interval '4 hours')::date as day,
                coalesce(c.last, 0) as last
              from queue q
              left join ticket_counter c
                on c.facility_id = q.facility_id and c.prefix = q.prefix and c.service_day = (now() - interval '4 hours')::date
              where q.id = ?
            ), known as (
              select array_agg(id) as ids from (select id from patient limit 1000) p
            )
            select c.*, c.last + n as number, uuidv7() as visit_id, uuidv7() as entry_id,
              ids[1 + n % cardinality(ids)] as patient_id, 1 + n % 5 as urgency,
              clock_timestamp() + n * interval '1 microsecond' as since
            from counted c, known, generate_series(1, ?) n""";

    private static final List<String> ARRIVE = List.of("""
            insert into ticket_counter (facility_id, prefix, service_day, last)
            select facility_id, prefix, day, max(number) from fresh group by facility_id, prefix, day
            on conflict (facility_id, prefix, service_day) do update set last = excluded.last""", """
            insert into visit (id, facility_id, patient_id, service_day, ticket_prefix, ticket_sequence, token, channel,
              arrived_at)
            select visit_id, facility_id, patient_id, day, prefix, number,
              translate(encode(uuid_send(gen_random_uuid()), 'base64'), '+/=', '-_'), 'RECEPTION', since
            from fresh""", """
            insert into entry (id, facility_id, queue_id, visit_id, service_day, state, urgency, since, tie, arrived_at,
              changed_at)
            select entry_id, facility_id, queue_id, visit_id, day, 'WAITING', urgency, since, number, since, since
            from fresh""", """
            insert into visit_step (visit_id, facility_id, ordinal, queue_id, entry_id)
            select visit_id, facility_id, 1, queue_id, entry_id from fresh""", """
            insert into entry_event (entry_id, version, facility_id, queue_id, at, action, to_state, account_id)
            select entry_id, 1, facility_id, queue_id, since, 'ENTER', 'WAITING', '00000000-0000-0000-0000-000000000000'
            from fresh""");

    private static final String SERVE = """
            update entry set state = 'SERVED', started_at = now(), ended_at = now(), changed_at = now(), version = version + 1
            where id in (
              select id from entry where queue_id = ? and state = 'WAITING' order by urgency, since, tie limit ?)""";

    private final Connection owner;

    WaitingRoom(DatabaseAccess access) throws SQLException {
        owner = access.connect();
        owner.setAutoCommit(false);
    }

    long waiting(UUID queue) throws SQLException {
        try (PreparedStatement select =
                owner.prepareStatement("select count(*) from entry where queue_id = ? and state = 'WAITING'")) {
            select.setObject(1, queue);
            try (var row = select.executeQuery()) {
                row.next();
                long count = row.getLong(1);
                owner.commit();
                return count;
            }
        }
    }

    /** Lets the queues wait until there are this many, and tells the planner. */
    void fill(List<UUID> queues, int waiting) throws SQLException {
        for (UUID queue : queues) {
            int missing = (int) (waiting - waiting(queue));
            if (missing > 0) {
                add(queue, missing);
            }
        }
        vacuum();
    }

    /** Adds patients at the tail, of all categories in turn. */
    void add(UUID queue, int count) throws SQLException {
        try (PreparedStatement fresh = owner.prepareStatement(FRESH);
                Statement insert = owner.createStatement()) {
            fresh.setObject(1, queue);
            fresh.setInt(2, count);
            fresh.execute();
            for (String sql : ARRIVE) {
                insert.execute(sql);
            }
            owner.commit();
        }
    }

    /** Lets so many pass through the queue, in batches as calls do one by one, so that their rows and index entries die. */
    void passThrough(UUID queue, int count) throws SQLException {
        for (int left = count; left > 0; left -= 1000) {
            add(queue, Math.min(left, 1000));
            try (PreparedStatement serve = owner.prepareStatement(SERVE)) {
                serve.setObject(1, queue);
                serve.setInt(2, Math.min(left, 1000));
                serve.execute();
                owner.commit();
            }
        }
    }

    private void vacuum() throws SQLException {
        owner.setAutoCommit(true);
        try (Statement statement = owner.createStatement()) {
            statement.execute(
                    "vacuum (analyze) entry, visit, visit_step, call, idempotency_key, queue_turn, facility_feed");
        } finally {
            owner.setAutoCommit(false);
        }
    }

    @Override
    public void close() throws SQLException {
        owner.close();
    }
}
