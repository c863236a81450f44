package org.careturn.sync;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.patients.KeptAboutPatients;
import org.careturn.platform.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Questions about records: what somebody wanted goes with an erasure. Clients' results hold nothing personal. */
@Component
class SyncPersonalData implements PersonalData, KeptAboutPatients {
    private final JdbcTemplate jdbc;

    SyncPersonalData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Table> tables() {
        return List.of(
                Table.staying("sync_conflict", "patient_id"), // read through the alias
                Table.staying("sync_conflict", "other_patient_id"),
                Table.staying("patient_feed", "patient_id"));
    }

    @Override
    public String section() {
        return "conflicts";
    }

    @Override
    public Object export(UUID patientId) {
        return Map.of("conflicts", jdbc.queryForList("""
                        select created_at as "createdAt", kind, wanted::text as wanted from sync_conflict
                        where patient_id = ? order by id""", patientId));
    }

    @Override
    public Set<String> erases() {
        return Set.of("sync_conflict.wanted");
    }

    @Override
    public void erase(UUID patientId) {
        jdbc.update("update sync_conflict set wanted = '{}' where patient_id = ?", patientId);
    }
}
