package org.careturn.queueing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.Credit;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryAction;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Place;
import org.careturn.queueing.domain.Board;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Entries and their history, which are written together: no transition without its event. */
@Repository
public class EntryStore {
    private static final String COLUMNS = """
            e.id, e.facility_id, e.queue_id, e.visit_id, e.service_day, e.state, e.urgency, e.since, e.tie, e.credits,
            e.arrived_at, e.booked_at, e.bound_doctor_id, e.call_id, e.called_at, e.started_at, e.ended_at,
            e.missed_calls, e.skip_until_call, e.expected_at, e.unreliable, e.changed_at, e.version, v.ticket_number, v.patient_id""";

    private static final String FROM = " from entry e join visit v on v.id = e.visit_id ";

    private static final String INSERT = """
            with e as (
              insert into entry (id, facility_id, queue_id, visit_id, service_day, state, urgency, since, tie, credits,
                arrived_at, booked_at, bound_doctor_id, changed_at)
              values (?, ?, ?, ?, ?, 'WAITING', ?, ?, ?, ?::jsonb, ?, ?, ?, ?)
              on conflict (visit_id, queue_id) where state in ('WAITING', 'CALLED', 'SERVING', 'ON_HOLD') do nothing
              returning id, version, facility_id, queue_id, changed_at
            )
            insert into entry_event (entry_id, version, facility_id, queue_id, at, action, to_state, account_id)
            select id, version, facility_id, queue_id, changed_at, 'ENTER', 'WAITING', ? from e""";

    private static final String TRANSITION = """
            with e as (
              update entry set state = ?, urgency = ?, since = ?, tie = ?, bound_doctor_id = ?, call_id = ?,
                called_at = ?, started_at = ?, ended_at = ?, missed_calls = ?, skip_until_call = ?, expected_at = ?,
                unreliable = ?, changed_at = ?, version = version + 1
              where id = ? and version = ? and state = ?
              returning id, version, facility_id, queue_id, changed_at, call_id
            )
            insert into entry_event (entry_id, version, facility_id, queue_id, at, action, from_state, to_state, call_id,
              account_id, reason, before, undoes_version)
            select id, version, facility_id, queue_id, changed_at, ?, ?, ?, call_id, ?, ?, ?::jsonb, ? from e""";

    /** Passes over those with a missed call until enough others were called, and those at another desk. */
    private static final String CALLABLE = """
            and coalesce(e.skip_until_call, 0) <= q.calls
            and not exists (select from call c where c.visit_id = e.visit_id and c.ended_at is null)""";

    private static final String CALLABLE_IF_NOBODY_ELSE =
            "and not exists (select from call c where c.visit_id = e.visit_id and c.ended_at is null)";

    private static final TypeReference<List<Credit>> CREDITS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final RowMapper<Entry> mapper = (row, n) -> map(row);

    EntryStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Adds an entry; false where the visit waits in this queue already. */
    public boolean insert(Entry entry, UUID accountId) {
        return jdbc.update(
                        INSERT,
                        entry.id(),
                        entry.facilityId(),
                        entry.queueId(),
                        entry.visitId(),
                        entry.serviceDay(),
                        entry.place().urgency().level(),
                        Columns.utc(entry.place().since()),
                        entry.place().tie(),
                        json.writeValueAsString(entry.credits()),
                        Columns.utc(entry.arrivedAt()),
                        Columns.utcOrNull(entry.bookedAt()),
                        entry.boundDoctorId(),
                        Columns.utc(entry.changedAt()),
                        accountId)
                == 1;
    }

    public Optional<Entry> find(UUID id) {
        return jdbc.query("select " + COLUMNS + FROM + "where e.id = ?", mapper, id).stream()
                .findFirst();
    }

    /** Reads the entry and keeps others from changing it until the transaction ends. */
    public Optional<Entry> lock(UUID id) {
        return jdbc.query("select " + COLUMNS + FROM + "where e.id = ? for no key update of e", mapper, id).stream()
                .findFirst();
    }

    public List<Entry> ofVisit(UUID visitId) {
        return jdbc.query(
                "select " + COLUMNS + FROM + "where e.visit_id = ? order by e.arrived_at, e.id", mapper, visitId);
    }

    /** Of each in the order in which they came. */
    public List<Entry> ofVisits(Collection<UUID> visitIds) {
        return jdbc.query(
                "select " + COLUMNS + FROM + "where e.visit_id = any (?::text[]::uuid[]) order by e.arrived_at, e.id",
                mapper,
                (Object) Columns.texts(visitIds));
    }

    public List<Entry> byIds(Collection<UUID> ids) {
        return jdbc.query("select " + COLUMNS + FROM + "where e.id = any (?::text[]::uuid[])", mapper, (Object)
                Columns.texts(ids));
    }

    /** Writes a transition with its event. The entry was read under its lock, so that a miss is a bug or a lost lock. */
    public void transition(
            Entry before,
            Entry after,
            EntryAction action,
            UUID accountId,
            @Nullable String reason,
            @Nullable Long undoesVersion) {
        int rows = jdbc.update(
                TRANSITION,
                after.state().name(),
                after.place().urgency().level(),
                Columns.utc(after.place().since()),
                after.place().tie(),
                after.boundDoctorId(),
                after.callId(),
                Columns.utcOrNull(after.calledAt()),
                Columns.utcOrNull(after.startedAt()),
                Columns.utcOrNull(after.endedAt()),
                after.missedCalls(),
                after.skipUntilCall(),
                Columns.utcOrNull(after.expectedAt()),
                after.unreliable(),
                Columns.utc(after.changedAt()),
                before.id(),
                before.version(),
                before.state().name(),
                action.name(),
                before.state().name(),
                after.state().name(),
                accountId,
                reason,
                json.writeValueAsString(before.snapshot()),
                undoesVersion);
        if (rows != 1) {
            throw new OptimisticLockingFailureException(
                    "entry " + before.id() + " is not at version " + before.version());
        }
    }

    /** The heads of each category in these queues, for a desk of this account: at most ten rows a queue. */
    public List<Entry> heads(Collection<UUID> queueIds, UUID accountId) {
        return heads(CALLABLE, queueIds, accountId);
    }

    /** As {@link #heads}, with those who missed a call just now: for when nobody else waits. */
    public List<Entry> headsIfNobodyElse(Collection<UUID> queueIds, UUID accountId) {
        return heads(CALLABLE_IF_NOBODY_ELSE, queueIds, accountId);
    }

    private List<Entry> heads(String who, Collection<UUID> queueIds, UUID accountId) {
        if (queueIds.isEmpty()) {
            return List.of();
        }
        List<Object> parameters = new ArrayList<>(List.of(accountId));
        parameters.addAll(queueIds);
        String sql = """
            select h.*, greatest(0, coalesce(h.skip_until_call, 0) - q.calls) as skip_calls
            from queue_turn q
            cross join generate_series(1, 5) as u(urgency)
            cross join unnest(array['00000000-0000-0000-0000-000000000000', ?]::uuid[]) as b(doctor_id)
            cross join lateral (
              select %s from entry e join visit v on v.id = e.visit_id
              where e.queue_id = q.queue_id and e.urgency = u.urgency
                and coalesce(e.bound_doctor_id, '00000000-0000-0000-0000-000000000000') = b.doctor_id
                and e.state = 'WAITING' %s
              order by e.since, e.tie, e.id limit 1
            ) h
            where q.queue_id in (%s)""".formatted(COLUMNS, who, Columns.parameters(queueIds));
        return jdbc.query(sql, mapper, parameters.toArray());
    }

    /** Those called, being served or on hold. */
    public List<Entry> atDeskOrOnHold(UUID queueId) {
        return jdbc.query(
                "select " + COLUMNS + FROM + "where e.queue_id = ? and e.state in ('CALLED', 'SERVING', 'ON_HOLD')",
                mapper,
                queueId);
    }

    /** All who wait in the queue, in no order. */
    public List<Board.Waiting> waiting(UUID queueId) {
        return jdbc.query(
                """
                select e.id, e.urgency, e.since, e.tie, e.bound_doctor_id,
                  greatest(0, coalesce(e.skip_until_call, 0) - q.calls)::int as skip_calls
                from entry e join queue_turn q on q.queue_id = e.queue_id
                where e.queue_id = ? and e.state = 'WAITING'""",
                (row, n) -> new Board.Waiting(
                        Columns.id(row, "id"),
                        place(row),
                        Columns.idOrNull(row, "bound_doctor_id"),
                        row.getInt("skip_calls")),
                queueId);
    }

    /**
     * Makes room behind a place: those with the same {@code since} and a higher tie move up by one, also who doesn't wait
     * just now and may wait again. Returns them. The queue must be locked.
     */
    public List<UUID> makeRoomAfter(UUID queueId, Place anchor) {
        // the states apart: each part has an index of its own
        return jdbc.query(
                """
                update entry set tie = tie + 1
                where id in (
                  select id from entry
                  where queue_id = ? and state = 'WAITING' and urgency = ? and since = ? and tie > ?
                  union all
                  select id from entry
                  where queue_id = ? and state in ('CALLED', 'SERVING', 'ON_HOLD') and urgency = ? and since = ? and tie > ?)
                returning id""",
                (row, n) -> Columns.id(row, "id"),
                queueId,
                anchor.urgency().level(),
                Columns.utc(anchor.since()),
                anchor.tie(),
                queueId,
                anchor.urgency().level(),
                Columns.utc(anchor.since()),
                anchor.tie());
    }

    /** Who waits for this doctor, in the order in which queues and entries are locked; null: in every facility. */
    public List<UUID> boundTo(UUID doctorId, @Nullable UUID facilityId) {
        return jdbc.query("""
                select id from entry
                where bound_doctor_id = ? and state in ('WAITING', 'ON_HOLD')
                  and (?::uuid is null or facility_id = ?::uuid)
                order by queue_id, id""", (row, n) -> Columns.id(row, "id"), doctorId, facilityId, facilityId);
    }

    /** The queues in which somebody waits for this doctor; null: in every facility. */
    public List<UUID> queuesBoundTo(UUID doctorId, @Nullable UUID facilityId) {
        return jdbc.query("""
                select distinct queue_id from entry
                where bound_doctor_id = ? and state in ('WAITING', 'ON_HOLD')
                  and (?::uuid is null or facility_id = ?::uuid)""", (row, n) -> Columns.id(row, "queue_id"), doctorId, facilityId, facilityId);
    }

    /** How many wait, counted no further than {@code most}. */
    public int countWaiting(UUID queueId, int most) {
        Integer count = jdbc.queryForObject(
                "select count(*) from (select from entry where queue_id = ? and state = 'WAITING' limit ?) w",
                Integer.class,
                queueId,
                most);
        return count == null ? 0 : count;
    }

    /** What came last in an entry's history. */
    public record LastEvent(
            long version,
            EntryAction action,
            Instant at,
            Entry.@Nullable Snapshot before,
            @Nullable UUID callId) {}

    public Optional<LastEvent> lastEvent(UUID entryId) {
        return jdbc
                .query(
                        """
                        select version, action, at, before, call_id from entry_event
                        where entry_id = ? order by version desc limit 1""",
                        (row, n) -> {
                            String before = row.getString("before");
                            return new LastEvent(
                                    row.getLong("version"),
                                    EntryAction.valueOf(row.getString("action")),
                                    Columns.instant(row, "at"),
                                    before == null ? null : json.readValue(before, Entry.Snapshot.class),
                                    Columns.idOrNull(row, "call_id"));
                        },
                        entryId)
                .stream()
                .findFirst();
    }

    /** The state in which the end of its day found this entry; null where it has not ended so. */
    public @Nullable EntryState beforeDayEnd(Entry entry) {
        if (entry.state() != EntryState.LEFT) {
            return null;
        }
        LastEvent last = lastEvent(entry.id()).orElseThrow();
        return last.action() == EntryAction.END_OF_DAY && last.before() != null
                ? last.before().state()
                : null;
    }

    /** Entries of service days before this one that nothing has happened to since {@code quietSince}. */
    public List<UUID> forgotten(UUID facilityId, LocalDate today, Instant quietSince, int limit) {
        return jdbc.query("""
                select id from entry
                where facility_id = ? and state in ('WAITING', 'CALLED', 'SERVING', 'ON_HOLD')
                  and service_day < ? and changed_at < ?
                order by id limit ?""", (row, n) -> Columns.id(row, "id"), facilityId, today, Columns.utc(quietSince), limit);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(Urgency.ofLevel(row.getInt("urgency")), Columns.instant(row, "since"), row.getLong("tie"));
    }

    private Entry map(ResultSet row) throws SQLException {
        String credits = row.getString("credits");
        return new Entry(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "queue_id"),
                Columns.id(row, "visit_id"),
                row.getObject("service_day", LocalDate.class),
                EntryState.valueOf(row.getString("state")),
                place(row),
                credits.equals("[]") ? List.of() : json.readValue(credits, CREDITS),
                Columns.instant(row, "arrived_at"),
                Columns.instantOrNull(row, "booked_at"),
                Columns.idOrNull(row, "bound_doctor_id"),
                Columns.idOrNull(row, "call_id"),
                Columns.instantOrNull(row, "called_at"),
                Columns.instantOrNull(row, "started_at"),
                Columns.instantOrNull(row, "ended_at"),
                row.getInt("missed_calls"),
                (Long) row.getObject("skip_until_call"),
                Columns.instantOrNull(row, "expected_at"),
                row.getBoolean("unreliable"),
                Columns.instant(row, "changed_at"),
                row.getLong("version"),
                row.getString("ticket_number"),
                Columns.id(row, "patient_id"));
    }
}
