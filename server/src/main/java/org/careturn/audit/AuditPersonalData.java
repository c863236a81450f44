package org.careturn.audit;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.PersonalData;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who did what with a patient's data, and the key of what was personal in it. */
@Component
class AuditPersonalData implements PersonalData {
    private static final String ACTS = """
            select id, at, account_id, action, facility_id, subject_kind, subject_id
            from audit_event where patient_id = ? order by id""";

    private final JdbcTemplate jdbc;
    private final PatientKeys keys;

    AuditPersonalData(JdbcTemplate jdbc, PatientKeys keys) {
        this.jdbc = jdbc;
        this.keys = keys;
    }

    @Override
    public String section() {
        return "acts";
    }

    @Override
    public Object export(UUID patientId) {
        return jdbc.query(
                ACTS,
                (row, n) -> {
                    Map<String, @Nullable Object> act = new LinkedHashMap<>();
                    act.put("id", row.getObject("id", UUID.class));
                    act.put("at", row.getTimestamp("at").toInstant());
                    act.put("accountId", row.getObject("account_id", UUID.class));
                    act.put("action", row.getString("action"));
                    act.put("facilityId", row.getObject("facility_id", UUID.class));
                    act.put("subjectKind", row.getString("subject_kind"));
                    act.put("subjectId", row.getObject("subject_id", UUID.class));
                    return act;
                },
                patientId);
    }

    @Override
    public Set<String> erases() {
        return Set.of("audit_event.personal", "patient_key.wrapped", "patient_key.master");
    }

    @Override
    public void erase(UUID patientId) {
        keys.destroy(patientId);
    }
}
