package org.careturn.scheduling;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.queueing.KeptAboutVisits;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The appointments with which visits began. They go with the visit, once they are over. */
@Component
class AppointmentsOfVisits implements KeptAboutVisits {
    private static final String PRESENT =
            "select visit_id from appointment where visit_id = any(?::text[]::uuid[]) and status = 'CHECKED_IN'";
    /** By the patient, for which there is an index. */
    private static final String OF_VISITS = """
            select a.id from visit v join appointment a on a.patient_id = v.patient_id and a.visit_id = v.id
            where v.id = any(?::text[]::uuid[]) order by a.id for update of a""";

    private static final String REASONS =
            "update appointment_event set reason = null where appointment_id = any(?::text[]::uuid[]) and reason is not null";
    private static final String APPOINTMENTS = """
            update appointment set patient_id = ?, reason = null, version = version + 1
            where id = any(?::text[]::uuid[]) and status in ('FULFILLED', 'NOSHOW', 'CANCELLED')""";

    private final JdbcTemplate jdbc;

    AppointmentsOfVisits(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> needed(List<UUID> visits) {
        return new HashSet<>(jdbc.queryForList(PRESENT, UUID.class, (Object) texts(visits)));
    }

    @Override
    public void unlink(List<UUID> visits, UUID pseudonym) {
        String[] appointments =
                texts(jdbc.query(OF_VISITS, (row, n) -> row.getObject("id", UUID.class), (Object) texts(visits)));
        jdbc.update(REASONS, (Object) appointments);
        jdbc.update(APPOINTMENTS, pseudonym, appointments);
    }

    private static String[] texts(List<UUID> ids) {
        return ids.stream().map(UUID::toString).toArray(String[]::new);
    }
}
