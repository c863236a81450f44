package org.careturn.scheduling.jdbc;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Absence;
import org.careturn.scheduling.Appointment;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Appointments for which something is to be done: found without a lock, then locked one at a time if it still is. */
@Repository
public class DueStore {
    private static final Duration REOPENED_WITHIN = Duration.ofDays(7);

    private final JdbcTemplate jdbc;

    DueStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What is due, and which of it first. */
    public record Due(String where, List<Object> arguments, String order) {

        /** Booked, and the patient has not come within the grace of the queue, nor by when he said. */
        public static Due missed(Instant now) {
            return new Due("""
                    a.status = 'BOOKED' and a.starts_at < ? and exists (
                      select from queue q where q.service_id = a.service_id
                        and greatest(a.starts_at + make_interval(mins => q.grace_minutes), a.expected_at) < ?)""", List.of(Columns.utc(now), Columns.utc(now)), "a.starts_at");
        }

        /** Checked in, and the visit had ended by an instant. */
        public static Due ended(Instant by) {
            return new Due("""
                    a.status = 'CHECKED_IN' and exists (
                      select from visit v where v.id = a.visit_id and v.ended_at < ?)""", List.of(Columns.utc(by)), "a.id");
        }

        /** A no-show by the end of the visit, which was taken up again, led to service, and had ended by an instant. */
        public static Due servedAfterAll(Instant by) {
            return new Due("""
                    a.status = 'NOSHOW' and a.visit_id is not null and a.changed_at > ?
                    and exists (select from visit v where v.id = a.visit_id and v.ended_at < ?)
                    and exists (
                      select from entry e join queue q on q.id = e.queue_id
                      where e.visit_id = a.visit_id and q.service_id = a.service_id
                        and (e.state = 'SERVED' or e.state = 'TRANSFERRED' and e.started_at is not null))""", List.of(Columns.utc(by.minus(REOPENED_WITHIN)), Columns.utc(by)), "a.changed_at");
        }

        /** An offer whose time is over. */
        public static Due expired(Instant now) {
            return new Due("a.status = 'PROPOSED' and a.offer_until <= ?", List.of(Columns.utc(now)), "a.offer_until");
        }

        /** Still to come in an absence, in the absence's facility. */
        public static Due affected(Absence absence, Instant now) {
            Instant from = absence.start().isAfter(now) ? absence.start() : now;
            return new Due(
                    """
                    a.doctor_id = ? and a.facility_id = ? and a.status in ('PROPOSED', 'BOOKED')
                    and a.starts_at < ? and a.ends_at > ?""",
                    List.of(absence.doctorId(), absence.facilityId(), Columns.utc(absence.end()), Columns.utc(from)),
                    "a.starts_at, a.id");
        }
    }

    public List<UUID> ids(Due due, int limit) {
        List<Object> arguments = new ArrayList<>(due.arguments);
        arguments.add(limit);
        return jdbc.query(
                "select a.id from appointment a where " + due.where + " order by " + due.order + " limit ?",
                (row, n) -> Columns.id(row, "id"),
                arguments.toArray());
    }

    /** Empty where it is due no more, or somebody else is changing it: the next round will see. */
    public Optional<Appointment> lock(Due due, UUID id) {
        List<Object> arguments = new ArrayList<>(due.arguments);
        arguments.add(id);
        return jdbc
                .query(
                        AppointmentStore.SELECT + "where " + due.where
                                + " and a.id = ? for no key update of a skip locked",
                        AppointmentStore::appointment,
                        arguments.toArray())
                .stream()
                .findFirst();
    }
}
