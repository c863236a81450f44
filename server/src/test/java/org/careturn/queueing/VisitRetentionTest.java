package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.audit.AuditVerification;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** NFR-PRIV-05: a visit that ended longer ago than its facility keeps it is nobody's any more, and still counts. */
class VisitRetentionTest extends QueueFixture {
    private static final String FIGURES = """
            select service_day::text || ticket_number || channel || arrived_at || ended_at from visit where id = ?""";

    @Autowired
    VisitRetention retention;

    @Autowired
    AuditVerification verification;

    @Test
    void oldVisitsLoseTheirPatientAndKeepTheirFigures() {
        jdbc.update("update facility set visit_retention_days = 30 where id = ?", facility);
        Entry old = arrive(Urgency.URGENT);
        entries.leave(reception, old.id(), "Has a feverish child at home").orElseThrow();
        Entry open = arrive(Urgency.URGENT);
        UUID appointment = appointmentOf(old);
        UUID message = messageAbout(old);
        String figures = figures(old);
        String token = value("select token from visit where id = ?", old.visitId());
        List<String> acts = acts(old);

        clock.drive(MORNING.plus(Duration.ofDays(29)));
        Entry young = arrive(Urgency.URGENT);
        entries.leave(reception, young.id(), null).orElseThrow();
        assertThat(retention.unlinkAll()).isZero();

        clock.drive(MORNING.plus(Duration.ofDays(31)));
        assertThat(retention.unlinkAll()).isEqualTo(1);
        assertThat(patientOf(old)).isNotEqualTo(old.patientId());
        assertThat(patientOf(open)).as("who is still here").isEqualTo(open.patientId());
        assertThat(patientOf(young)).isEqualTo(young.patientId());
        assertThat(value("select name from patient where id = ?", patientOf(old)))
                .isEqualTo("Without a name");
        assertThat(value("select token from visit where id = ?", old.visitId())).isNotEqualTo(token);
        assertThat(figures(old)).isEqualTo(figures);
        assertThat(jdbc.queryForObject(
                        "select count(*) from entry_event where entry_id = ? and reason is not null",
                        Integer.class,
                        old.id()))
                .isZero();
        assertThat(value("select patient_id::text || coalesce(reason, '-') from appointment where id = ?", appointment))
                .isEqualTo(patientOf(old) + "-");
        assertThat(jdbc.queryForMap(
                        "select patient_id, phone, arguments::text from notification where id = ?", message))
                .containsEntry("patient_id", null)
                .containsEntry("phone", null)
                .containsEntry("arguments", "{}");

        assertThat(retention.unlinkAll()).as("once").isZero();
        Map<String, @Nullable Object> report =
                jdbc.queryForMap("select visits, until_day::text from visit_retention where facility_id = ?", facility);
        assertThat(report).containsEntry("visits", 1L).containsEntry("until_day", "2026-03-02");
        assertThat(acts(old)).as("the audit log stays as it was written").isEqualTo(acts);
        Actor administrator = new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.ADMIN, null)), null);
        assertThat(verification.verify(administrator, 0, null).fault()).isNull();
    }

    @Test
    void moreThanABatchGoesInOneRun() {
        jdbc.update("update facility set visit_retention_days = 30 where id = ?", facility);
        for (int i = 0; i < 203; i++) {
            entries.leave(reception, arrive(Urgency.NON_URGENT).id(), null).orElseThrow();
        }
        clock.drive(MORNING.plus(Duration.ofDays(31)));
        assertThat(retention.unlinkAll()).isEqualTo(203);
        assertThat(jdbc.queryForObject(
                        "select count(distinct patient_id) from visit where facility_id = ?", Integer.class, facility))
                .isEqualTo(1);
        assertThat(value("select until_day from visit_retention where facility_id = ?", facility))
                .isEqualTo("2026-03-04");
    }

    /** Written as the booking would have been, which another module makes. */
    private UUID appointmentOf(Entry entry) {
        UUID id = Ids.next();
        UUID doctor = staff(Role.DOCTOR).accountId();
        UUID service = jdbc.queryForObject("select service_id from queue where id = ?", UUID.class, doctorQueue);
        jdbc.update("""
                insert into appointment (id, facility_id, service_id, doctor_id, patient_id, starts_at, ends_at, day, seat,
                  capacity, status, reason, visit_id, created_at, changed_at)
                values (?, ?, ?, ?, ?, '2026-03-02T08:00Z', '2026-03-02T08:10Z', '2026-03-02', 0, 1, 'FULFILLED', 'A cough', ?, now(), now())
                """, id, facility, service, doctor, entry.patientId(), entry.visitId());
        return id;
    }

    private UUID messageAbout(Entry entry) {
        UUID id = Ids.next();
        jdbc.update("""
                insert into notification (id, dedupe_key, kind, priority, facility_id, patient_id, visit_id, phone, arguments,
                  not_before, useful_until, state, created_at, changed_at)
                values (?, ?, 'TURN_NEAR', 1, ?, ?, ?, '+353871234567', '{"a": "b"}', now(), now() + interval '1 hour', 'DELIVERED', now(), now())
                """, id, id.toString(), facility, entry.patientId(), entry.visitId());
        return id;
    }

    private List<String> acts(Entry entry) {
        return jdbc.query(
                "select id::text || detail as act from audit_event where subject_id = ? order by id",
                (row, n) -> row.getString("act"),
                entry.id());
    }

    private UUID patientOf(Entry entry) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select patient_id from visit where id = ?", UUID.class, entry.visitId()));
    }

    private String figures(Entry entry) {
        return value(FIGURES, entry.visitId());
    }

    private String value(String sql, UUID id) {
        return Objects.requireNonNull(jdbc.queryForObject(sql, String.class, id));
    }
}
