package org.careturn.queueing;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.patients.PatientProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.PersonalData;
import org.careturn.platform.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A patient's visits: their tickets' links and priority groups, and what was written as a reason. Times and states stay. */
@Component
class VisitPersonalData implements PersonalData {
    private static final String VISITS = """
            select v.id, v.facility_id, v.service_day::text, v.ticket_number, v.channel, v.priority_groups, v.arrived_at,
              v.ended_at, v.reason_for_coming
            from visit v where v.patient_id = ? order by v.arrived_at""";
    private static final String EVENTS = """
            select e.visit_id, e.queue_id, h.at, h.action, h.to_state, h.reason
            from visit v join entry e on e.visit_id = v.id join entry_event h on h.entry_id = e.id
            where v.patient_id = ? order by h.at, h.entry_id, h.version""";
    private static final String ERASE_REASONS = """
            update entry_event h set reason = null
            from visit v join entry e on e.visit_id = v.id
            where v.patient_id = ? and h.entry_id = e.id and h.reason is not null""";

    private final JdbcTemplate jdbc;

    VisitPersonalData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String section() {
        return "visits";
    }

    @Override
    public Object export(UUID patientId) {
        return Map.of(
                "visits",
                jdbc.query(
                        VISITS,
                        (row, n) -> {
                            Map<String, @Nullable Object> visit = new LinkedHashMap<>();
                            visit.put("id", row.getObject("id", UUID.class));
                            visit.put("facilityId", row.getObject("facility_id", UUID.class));
                            visit.put("serviceDay", row.getString("service_day"));
                            visit.put("ticketNumber", row.getString("ticket_number"));
                            visit.put("channel", row.getString("channel"));
                            visit.put(
                                    "priorityGroups",
                                    row.getArray("priority_groups").getArray());
                            visit.put(
                                    "arrivedAt", row.getTimestamp("arrived_at").toInstant());
                            visit.put(
                                    "endedAt",
                                    row.getTimestamp("ended_at") == null
                                            ? null
                                            : row.getTimestamp("ended_at").toInstant());
                            visit.put("reasonForComing", row.getString("reason_for_coming"));
                            return visit;
                        },
                        patientId),
                "events",
                jdbc.query(
                        EVENTS,
                        (row, n) -> {
                            Map<String, @Nullable Object> event = new LinkedHashMap<>();
                            event.put("visitId", row.getObject("visit_id", UUID.class));
                            event.put("queueId", row.getObject("queue_id", UUID.class));
                            event.put("at", row.getTimestamp("at").toInstant());
                            event.put("action", row.getString("action"));
                            event.put("state", row.getString("to_state"));
                            event.put("reason", row.getString("reason"));
                            return event;
                        },
                        patientId));
    }

    @Override
    public Set<String> erases() {
        return Set.of("visit.token", "visit.priority_groups", "visit.reason_for_coming", "entry_event.reason");
    }

    @Override
    public void erase(UUID patientId) {
        jdbc.update(ERASE_REASONS, patientId);
        jdbc.queryForList("select id from visit where patient_id = ?", UUID.class, patientId)
                .forEach(visit -> jdbc.update("""
                        update visit set token = ?, priority_groups = '{}', reason_for_coming = null, version = version + 1
                        where id = ?""", Ids.token(), visit));
    }

    @Override
    public @Nullable ProblemType objection(UUID patientId) {
        boolean here = Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from visit where patient_id = ? and ended_at is null)",
                Boolean.class,
                patientId));
        return here ? PatientProblem.PATIENT_IS_HERE : null;
    }
}
