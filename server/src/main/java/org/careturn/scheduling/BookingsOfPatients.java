package org.careturn.scheduling;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.patients.KeptAboutPatients;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Appointments and places on waiting lists when two records become one. What both have once too often, staff give up first. */
@Component
class BookingsOfPatients implements KeptAboutPatients {
    private final JdbcTemplate jdbc;

    BookingsOfPatients(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                Table.moving(
                        "appointment",
                        AppointmentChanges.APPOINTMENT,
                        "t.status in ('PROPOSED', 'BOOKED', 'CHECKED_IN')"),
                Table.moving("waiting_list_entry", WaitingListChanges.WAITING, "t.status in ('WAITLIST', 'PROPOSED')"));
    }

    @Override
    public void beforeMerge(Merge merge) {
        List<UUID> booked =
                jdbc.query("""
                select b.id from appointment a join appointment b on b.doctor_id = a.doctor_id and b.day = a.day
                where a.patient_id = ? and b.patient_id = ?
                  and a.status in ('PROPOSED', 'BOOKED', 'CHECKED_IN') and b.status in ('PROPOSED', 'BOOKED', 'CHECKED_IN')
                """, (row, n) -> row.getObject(1, UUID.class), merge.patientId(), merge.duplicateId());
        refuseIfAny(booked, SchedulingProblem.BOTH_BOOKED, "appointmentIds");
        List<UUID> waiting =
                jdbc.query("""
                select b.id from waiting_list_entry a join waiting_list_entry b on b.service_id = a.service_id
                where a.patient_id = ? and b.patient_id = ?
                  and a.status in ('WAITLIST', 'PROPOSED') and b.status in ('WAITLIST', 'PROPOSED')
                """, (row, n) -> row.getObject(1, UUID.class), merge.patientId(), merge.duplicateId());
        refuseIfAny(waiting, SchedulingProblem.BOTH_WAIT, "waitingListIds");
    }

    private static void refuseIfAny(List<UUID> ids, SchedulingProblem problem, String fact) {
        if (!ids.isEmpty()) {
            throw new RefusedException(new Refusal(problem, problem.title(), Map.of(fact, ids)));
        }
    }
}
