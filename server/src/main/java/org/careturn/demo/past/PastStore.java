package org.careturn.demo.past;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.demo.past.PastDay.Appointment;
import org.careturn.demo.past.PastDay.Desk;
import org.careturn.demo.past.PastDay.Stay;
import org.careturn.demo.past.PastDay.Visit;
import org.jspecify.annotations.Nullable;

/** Writes days of the past by a few statements each. Single acts, and changes for clients, aren't made up: only what came of it. */
public final class PastStore {
    private static final String DESKS = """
            with made as (select * from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[], ?::text[]::uuid[], ?::text[]::uuid[],
                ?::text[]::timestamptz[], ?::text[]::timestamptz[]) as m(id, account, role, room, queue, opened, closed)),
              sessions as (
                insert into desk_session (id, facility_id, account_id, role, room_id, state, call_slots, opened_at, closed_at)
                select id, ?::uuid, account, role, room, 'CLOSED', 1, opened, closed from made)
            insert into desk_session_queue (desk_session_id, facility_id, queue_id) select id, ?::uuid, queue from made""";

    private static final String VISITS = """
            insert into visit (id, facility_id, patient_id, service_day, ticket_prefix, ticket_sequence, token, channel, arrived_at,
              ended_at)
            select id, ?::uuid, patient, ?::date, prefix, sequence, token, channel, arrived, ended
            from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[], ?::text[]::int[], ?::text[], ?::text[],
              ?::text[]::timestamptz[], ?::text[]::timestamptz[])
              as m(id, patient, prefix, sequence, token, channel, arrived, ended)""";

    /** In one statement, as an entry and its call name each other. */
    private static final String STAYS = """
            with made as (select * from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[],
                ?::text[]::bigint[], ?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::int[], ?::text[]::timestamptz[],
                ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[], ?::text[]::boolean[])
                as m(id, call, queue, visit, sequence, desk, room, urgency, came, called, started, ended, state, unreliable)),
              entries as (
                insert into entry (id, facility_id, queue_id, visit_id, service_day, state, urgency, since, tie, arrived_at, call_id,
                  called_at, started_at, ended_at, unreliable, changed_at)
                select id, ?::uuid, queue, visit, ?::date, state, urgency, came, sequence, came,
                  case when desk is not null then call end, called, started, ended, unreliable, ended
                from made)
            insert into call (id, facility_id, entry_id, visit_id, queue_id, sequence, desk_session_id, call_slots, slot, room_id,
              called_at, started_at, ended_at, outcome)
            select call, ?::uuid, id, visit, queue, sequence, desk, 1, 1, room, called, started, ended, state
            from made where desk is not null""";

    /** What was really booked at that time stays. */
    private static final String APPOINTMENTS = """
            insert into appointment (id, facility_id, service_id, doctor_id, room_id, patient_id, starts_at, ends_at, day, seat,
              capacity, status, visit_id, created_at, changed_at)
            select id, ?::uuid, service, doctor, room, patient, starts, ends, ?::date, 0, 1,
              case when visit is null then 'NOSHOW' else 'FULFILLED' end, visit, booked, ends
            from unnest(?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[], ?::text[]::uuid[],
              ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::timestamptz[], ?::text[]::uuid[])
              as m(id, patient, service, doctor, room, starts, ends, booked, visit)
            on conflict do nothing""";

    private final Connection connection;
    private final UUID facilityId;
    /** Of the calls of each queue the last number; those of the past are below all others. */
    private final Map<UUID, Long> sequences = new HashMap<>();

    public PastStore(Connection connection, UUID facilityId) {
        this.connection = connection;
        this.facilityId = facilityId;
    }

    /** Leaves room for so many calls of each queue below those that there are. */
    public void makeRoom(List<UUID> queues, int calls) throws SQLException {
        for (UUID queue : queues) {
            try (PreparedStatement lowest =
                    connection.prepareStatement("select least(min(sequence), 0) from call where queue_id = ?")) {
                lowest.setObject(1, queue);
                try (var row = lowest.executeQuery()) {
                    sequences.put(queue, (row.next() ? row.getLong(1) : 0) - calls - 1);
                }
            }
        }
    }

    /** Writes a whole day. */
    public void write(PastDay day) throws SQLException {
        String date = day.day().toString();
        Rows desks = new Rows();
        for (Desk desk : day.desks()) {
            PastHospital.Worker worker = desk.worker();
            desks.add(
                    desk.id(),
                    worker.accountId(),
                    worker.role(),
                    worker.roomId(),
                    desk.queueId(),
                    desk.opened(),
                    desk.closed());
        }
        run(DESKS, desks, new String[0], facilityId.toString(), facilityId.toString());
        Rows visits = new Rows();
        Rows stays = new Rows();
        for (Visit visit : day.visits()) {
            visits.add(
                    visit.id(),
                    visit.patientId(),
                    visit.prefix(),
                    visit.sequence(),
                    visit.token(),
                    visit.channel(),
                    visit.arrived(),
                    visit.ended());
            for (Stay stay : visit.stays()) {
                Desk desk = stay.desk();
                stays.add(
                        stay.id(),
                        stay.callId(),
                        stay.queueId(),
                        visit.id(),
                        sequences.merge(stay.queueId(), 1L, Long::sum),
                        desk == null ? null : desk.id(),
                        desk == null ? null : desk.worker().roomId(),
                        visit.urgency(),
                        stay.came(),
                        stay.called(),
                        stay.started(),
                        stay.ended(),
                        stay.state(),
                        stay.unreliable());
            }
        }
        run(VISITS, visits, new String[] {facilityId.toString(), date});
        run(STAYS, stays, new String[0], facilityId.toString(), date, facilityId.toString());
        Rows appointments = new Rows();
        for (Appointment appointment : day.appointments()) {
            appointments.add(
                    appointment.id(),
                    appointment.patientId(),
                    appointment.serviceId(),
                    appointment.doctor().accountId(),
                    appointment.doctor().roomId(),
                    appointment.starts(),
                    appointment.ends(),
                    appointment.booked(),
                    appointment.visitId());
        }
        run(APPOINTMENTS, appointments, new String[] {facilityId.toString(), date});
    }

    /** Lets statistics gather all days anew, and the forecast look for all appointments that ended. */
    public void finish() throws SQLException {
        for (String sql : List.of(
                "update analytics_facility set time_zone = '' where facility_id = ?",
                "update forecast_facility set no_shows_at = null where facility_id = ?")) {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setObject(1, facilityId);
                statement.executeUpdate();
            }
        }
    }

    private void run(String sql, Rows rows, String[] before, String... after) throws SQLException {
        if (rows.all.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            int next = 1;
            for (String one : before) {
                statement.setString(next++, one);
            }
            for (int column = 0; column < rows.all.getFirst().length; column++) {
                Array values = connection.createArrayOf("text", rows.column(column));
                statement.setArray(next++, values);
            }
            for (String one : after) {
                statement.setString(next++, one);
            }
            statement.executeUpdate();
        }
    }

    private static final class Rows {
        private final List<@Nullable Object[]> all = new ArrayList<>();

        void add(@Nullable Object... row) {
            all.add(row);
        }

        String[] column(int column) {
            String[] texts = new String[all.size()];
            for (int i = 0; i < texts.length; i++) {
                Object value = all.get(i)[column];
                if (value != null) {
                    texts[i] = value.toString();
                }
            }
            return texts;
        }
    }
}
