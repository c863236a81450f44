package org.careturn.scheduling;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.patients.PatientProblem;
import org.careturn.platform.PersonalData;
import org.careturn.platform.ProblemType;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** A patient's appointments and places on waiting lists. Why the patient came goes; when and whereto stays. */
@Component
class AppointmentPersonalData implements PersonalData {
    private static final String APPOINTMENTS = """
            select id, facility_id, service_id, doctor_id, starts_at, ends_at, status, reason, created_at
            from appointment where patient_id = ? order by starts_at""";
    private static final String WAITING = """
            select id, service_id, doctor_id, from_day::text, until_day::text, status, created_at
            from waiting_list_entry where patient_id = ? order by created_at""";
    private static final String EXPECTED = """
            select exists (select from appointment
                           where patient_id = ? and status in ('PROPOSED', 'BOOKED', 'CHECKED_IN'))
              or exists (select from waiting_list_entry where patient_id = ? and status in ('WAITLIST', 'PROPOSED'))""";
    private static final String ERASE_REASONS =
            "update appointment set reason = null, version = version + 1 where patient_id = ? and reason is not null";
    private static final String ERASE_EVENT_REASONS = """
            update appointment_event e set reason = null
            from appointment a where a.patient_id = ? and e.appointment_id = a.id and e.reason is not null""";

    private final JdbcTemplate jdbc;

    AppointmentPersonalData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String section() {
        return "appointments";
    }

    @Override
    public Object export(UUID patientId) {
        return Map.of(
                "appointments",
                jdbc.query(
                        APPOINTMENTS,
                        (row, n) -> {
                            Map<String, @Nullable Object> appointment = new LinkedHashMap<>();
                            appointment.put("id", row.getObject("id", UUID.class));
                            appointment.put("facilityId", row.getObject("facility_id", UUID.class));
                            appointment.put("serviceId", row.getObject("service_id", UUID.class));
                            appointment.put("doctorId", row.getObject("doctor_id", UUID.class));
                            appointment.put(
                                    "start", row.getTimestamp("starts_at").toInstant());
                            appointment.put("end", row.getTimestamp("ends_at").toInstant());
                            appointment.put("status", row.getString("status"));
                            appointment.put("reason", row.getString("reason"));
                            appointment.put(
                                    "createdAt", row.getTimestamp("created_at").toInstant());
                            return appointment;
                        },
                        patientId),
                "waitingLists",
                jdbc.query(
                        WAITING,
                        (row, n) -> {
                            Map<String, @Nullable Object> waiting = new LinkedHashMap<>();
                            waiting.put("id", row.getObject("id", UUID.class));
                            waiting.put("serviceId", row.getObject("service_id", UUID.class));
                            waiting.put("doctorId", row.getObject("doctor_id", UUID.class));
                            waiting.put("fromDay", row.getString("from_day"));
                            waiting.put("untilDay", row.getString("until_day"));
                            waiting.put("status", row.getString("status"));
                            waiting.put(
                                    "createdAt", row.getTimestamp("created_at").toInstant());
                            return waiting;
                        },
                        patientId));
    }

    @Override
    public Set<String> erases() {
        return Set.of("appointment.reason", "appointment_event.reason");
    }

    @Override
    public void erase(UUID patientId) {
        jdbc.update(ERASE_EVENT_REASONS, patientId);
        jdbc.update(ERASE_REASONS, patientId);
    }

    @Override
    public @Nullable ProblemType objection(UUID patientId) {
        boolean expected = Boolean.TRUE.equals(jdbc.queryForObject(EXPECTED, Boolean.class, patientId, patientId));
        return expected ? PatientProblem.PATIENT_IS_EXPECTED : null;
    }
}
