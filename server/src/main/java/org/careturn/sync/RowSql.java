package org.careturn.sync;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * For each scope the kinds that it is told, and how a row of a kind is read as JSON. The parameters are facility, day,
 * patients; each statement ends in a condition, to which one on {@code k.id} is added.
 */
final class RowSql {
    private static final String VISIT_TODAY = """
             join visit v on v.id = %s and v.facility_id = :facility and v.service_day >= :day::date - 1
              and (v.ended_at is null or v.service_day >= :day::date)""";
    private static final String VISIT_OWN = """
             join visit v on v.id = %s and v.patient_id = any (:patients::uuid[])
              and (v.ended_at is null or v.service_day >= :day::date - 30)""";

    private static final String FACILITY = """
            select k.id, json_build_object('id', k.id, 'name', k.name, 'timeZone', k.time_zone, 'serviceDay', :day::date,
              'urgencies', (select coalesce(json_object_agg(u.urgency, u.label), '{}') from urgency_level u
                where u.facility_id = k.id and u.label <> case u.urgency when 'IMMEDIATE' then 'Immediate'
                  when 'EMERGENT' then 'Emergent' when 'URGENT' then 'Urgent' when 'LESS_URGENT' then 'Less urgent'
                  else 'Non-urgent' end),
              'version', k.version) as json
            from facility k where k.id = :facility""";
    private static final String QUEUE = """
            select k.id, json_build_object('id', k.id, 'serviceId', k.service_id, 'serviceName', s.name, 'prefix', k.prefix,
              'policy', k.policy, 'open', k.open, 'maxWaiting', k.max_waiting, 'version', k.version) as json
            from queue k join service s on s.id = k.service_id where k.facility_id = :facility""";
    private static final String ROOM = """
            select k.id, json_build_object('id', k.id, 'name', k.name, 'active', k.active) as json
            from room k where k.facility_id = :facility""";
    private static final String ROUTE = """
            select k.id, json_build_object('id', k.id, 'name', k.name, 'steps', (
              select json_agg(s.queues order by s.ordinal) from (
                select ordinal, json_agg(queue_id order by queue_id) as queues from route_step
                where route_id = k.id group by ordinal) s), 'version', k.version) as json
            from route k where k.facility_id = :facility and k.active""";
    private static final String VISIT = """
            select k.id, json_build_object('id', k.id, 'patientId', k.patient_id, 'serviceDay', k.service_day,
              'ticketNumber', k.ticket_number, 'ticketSequence', k.ticket_sequence, 'token', k.token, 'channel', k.channel,
              'priorityGroups', k.priority_groups, 'arrivedAt', utc_text(k.arrived_at), 'endedAt', utc_text(k.ended_at),
              'version', k.version) as json
            from visit k %s where true""";
    private static final String URGENCY =
            "(array['IMMEDIATE', 'EMERGENT', 'URGENT', 'LESS_URGENT', 'NON_URGENT'])[k.urgency]";
    private static final String ENTRY = """
            select k.id, json_build_object('id', k.id, 'queueId', k.queue_id, 'visitId', k.visit_id, %s
              'ticketNumber', v.ticket_number, 'serviceDay', k.service_day, 'state', k.state, 'urgency', %s,
              'since', utc_text(k.since), 'tie', k.tie, 'arrivedAt', utc_text(k.arrived_at),
              'bookedAt', utc_text(k.booked_at), 'callId', k.call_id, 'calledAt', utc_text(k.called_at),
              'startedAt', utc_text(k.started_at), 'endedAt', utc_text(k.ended_at), 'missedCalls', k.missed_calls,
              'skipUntilCall', k.skip_until_call, 'expectedAt', utc_text(k.expected_at), 'changedAt', utc_text(k.changed_at), 'version', k.version) as json
            from entry k %s where true""";
    private static final String NAMED =
            "'patientId', v.patient_id, 'credits', k.credits, 'boundDoctorId', k.bound_doctor_id,";
    private static final String CALL = """
            select k.id, json_build_object('id', k.id, 'entryId', k.entry_id, 'visitId', k.visit_id, 'queueId', k.queue_id,
              'sequence', k.sequence, 'deskSessionId', k.desk_session_id, 'slot', k.slot, 'roomId', k.room_id,
              'calledAt', utc_text(k.called_at), 'recalls', k.recalls, 'recalledAt', utc_text(k.recalled_at),
              'startedAt', utc_text(k.started_at), 'endedAt', utc_text(k.ended_at), 'outcome', k.outcome) as json
            from call k %s where true""";
    private static final String DESK = """
            select k.id, json_build_object('id', k.id, 'accountId', k.account_id, 'role', k.role, 'roomId', k.room_id,
              'queueIds', (select coalesce(json_agg(q.queue_id order by q.queue_id), '[]') from desk_session_queue q
                           where q.desk_session_id = k.id),
              'state', k.state, 'callSlots', k.call_slots, 'openedAt', utc_text(k.opened_at),
              'breakReason', k.break_reason, 'breakUntil', utc_text(k.break_until)) as json
            from desk_session k where k.facility_id = :facility and k.state <> 'CLOSED'""";
    private static final String APPOINTMENT = """
            select k.id, json_build_object('id', k.id, 'facilityId', k.facility_id, 'serviceId', k.service_id,
              'doctorId', k.doctor_id, 'roomId', k.room_id, 'patientId', k.patient_id, 'start', utc_text(k.starts_at),
              'end', utc_text(k.ends_at), 'day', k.day, 'status', k.status, 'expectedAt', utc_text(k.expected_at),
              'confirmedAt', utc_text(k.confirmed_at), 'visitId', k.visit_id, 'version', k.version) as json
            from appointment k where %s""";
    private static final String APPOINTMENTS_HERE =
            "k.facility_id = :facility and k.day between :day::date and :day::date + 7";
    private static final String PATIENT = """
            select k.id, json_build_object('id', k.id, 'name', k.name, 'identified', k.alias is null or k.name <> k.alias,
              'birthDate', k.birth_date, 'birthPrecision', case when k.birth_date is not null then k.birth_precision end,
              'contactPhone', k.contact_phone, 'sex', k.sex, 'language', k.language, 'priorityGroups', k.priority_groups,
              %s'version', k.version,
              'aliases', (select coalesce(json_agg(m.id order by m.id), '[]') from patient m where m.merged_into = k.id))
              as json
            from patient k where k.erased_at is null and k.merged_into is null and %s""";
    private static final String PATIENTS_HERE = """
            k.id in (
              select v.patient_id from visit v where v.facility_id = :facility and v.service_day >= :day::date - 1
                and (v.ended_at is null or v.service_day >= :day::date)
              union select a.patient_id from appointment a
                where a.facility_id = :facility and a.day between :day::date and :day::date + 7
              union select c.patient_id from sync_conflict c where c.facility_id = :facility and c.resolved_at is null)""";
    private static final String CONFLICT = """
            select k.id, json_build_object('id', k.id, 'kind', k.kind, 'patientId', k.patient_id, 'fields', k.fields,
              'createdAt', utc_text(k.created_at), 'resolvedAt', utc_text(k.resolved_at)) as json
            from sync_conflict k where k.facility_id = :facility and k.resolved_at is null""";

    private static final Map<String, String> STAFF = staff();
    private static final Map<String, String> DEVICE = device();
    private static final Map<String, String> OWN = patient();

    private RowSql() {}

    /** The statements by kind, in the order in which a first pull reads them. */
    static Map<String, String> of(Client.Scope scope) {
        return switch (scope) {
            case STAFF -> STAFF;
            case DEVICE -> DEVICE;
            case PATIENT -> OWN;
        };
    }

    private static Map<String, String> staff() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("facility", FACILITY);
        kinds.put("queue", QUEUE);
        kinds.put("room", ROOM);
        kinds.put("route", ROUTE);
        kinds.put("visit", VISIT.formatted(VISIT_TODAY.formatted("k.id")));
        kinds.put("entry", ENTRY.formatted(NAMED, URGENCY, VISIT_TODAY.formatted("k.visit_id")));
        kinds.put("call", CALL.formatted(VISIT_TODAY.formatted("k.visit_id")));
        kinds.put("desk_session", DESK);
        kinds.put("appointment", APPOINTMENT.formatted(APPOINTMENTS_HERE));
        kinds.put("patient", PATIENT.formatted("", PATIENTS_HERE));
        kinds.put(Conflicts.KIND, CONFLICT);
        return kinds;
    }

    private static Map<String, String> device() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("facility", FACILITY);
        kinds.put("queue", QUEUE);
        kinds.put("room", ROOM);
        kinds.put("entry", ENTRY.formatted("", URGENCY, VISIT_TODAY.formatted("k.visit_id")));
        kinds.put("call", CALL.formatted(VISIT_TODAY.formatted("k.visit_id")));
        return kinds;
    }

    private static Map<String, String> patient() {
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("visit", VISIT.formatted(VISIT_OWN.formatted("k.id")));
        kinds.put("entry", ENTRY.formatted(NAMED, URGENCY, VISIT_OWN.formatted("k.visit_id")));
        kinds.put("call", CALL.formatted(VISIT_OWN.formatted("k.visit_id")));
        kinds.put(
                "appointment",
                APPOINTMENT.formatted("k.patient_id = any (:patients::uuid[]) and k.day >= :day::date - 30"));
        kinds.put(
                "patient",
                PATIENT.formatted(
                        "'otherPhones', k.other_phones, 'address', k.address, 'allergies', k.allergies, ",
                        "k.id = any (:patients::uuid[])"));
        return kinds;
    }
}
