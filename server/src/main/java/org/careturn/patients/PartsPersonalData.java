package org.careturn.patients;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Notes, consents, and who acts for whom. */
@Component
class PartsPersonalData implements PersonalData {
    private final JdbcTemplate jdbc;

    PartsPersonalData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String section() {
        return "recordParts";
    }

    @Override
    public Object export(UUID patientId) {
        return Map.of(
                "notes",
                jdbc.queryForList(
                        "select written_at as \"writtenAt\", text from patient_note where patient_id = ? order by id",
                        patientId),
                "consents",
                jdbc.queryForList("""
                        select kind, granted, source, recorded_at as "recordedAt" from patient_consent
                        where patient_id in (select id from patient where ? in (id, merged_into))
                        order by recorded_at, id""", patientId),
                "guardianships",
                jdbc.queryForList("""
                        select relationship, starts_at as "startsAt", ends_at as "endsAt", end_reason as "endReason",
                          guardian_id = ? as "asGuardian"
                        from guardianship where guardian_id = ? or dependant_id = ? order by id""", patientId, patientId, patientId));
    }

    @Override
    public Set<String> erases() {
        return Set.of("patient_note.text", "guardianship.end_reason");
    }

    /** Notes go; that somebody consented or acted for somebody stays, without a reason in words, and ends. */
    @Override
    public void erase(UUID patientId) {
        jdbc.update("delete from patient_note where patient_id = ?", patientId);
        jdbc.update("""
                update guardianship set end_reason = null, ends_at = least(coalesce(ends_at, now()), greatest(starts_at, now()))
                where guardian_id = ? or dependant_id = ?""", patientId, patientId);
    }
}
