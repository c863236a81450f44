package org.careturn.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Who of the staff has opened a patient's record, or what else shows of it, as the audit log tells. Whoever calls this has
 * judged who may know.
 */
@Component
public class PatientReadings {
    private static final String PAGE = """
            select id, at, account_id, facility_id,
              case action when 'PATIENT_EXPORTED' then 'EXPORT' when 'AUDIT_READ' then 'AUDIT'
                when 'SYNC_CONFLICT_READ' then 'CONFLICT' else coalesce(detail ->> 'part', 'RECORD') end as part,
              array(select jsonb_array_elements_text(coalesce(detail -> 'roles', '[]'))) as roles
            from audit_event
            where patient_id = any(:patients::uuid[])
              and (action in ('PATIENT_READ', 'AUDIT_READ', 'SYNC_CONFLICT_READ')
                -- a patient's own export names no role, and none was named by the version before
                or (action = 'PATIENT_EXPORTED' and (facility_id is not null or detail -> 'roles' is not null)))
              and (:before::uuid is null or id < :before::uuid)
            order by id desc
            limit :limit""";

    private final JdbcClient jdbc;

    PatientReadings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * One reading.
     *
     * @param part of the record; or EXPORT, all of it; AUDIT, what was done with it; CONFLICT, what somebody wanted to change
     * @param roles which the reader held in the facility at that moment
     */
    public record Reading(
            UUID id, Instant at, UUID accountId, @Nullable UUID facilityId, String part, List<String> roles) {}

    /**
     * The latest first.
     *
     * @param patientIds of one person
     * @param before only those older than this one
     */
    public List<Reading> of(List<UUID> patientIds, @Nullable UUID before, int limit) {
        return jdbc.sql(PAGE)
                .param("patients", Columns.texts(patientIds))
                .param("before", before)
                .param("limit", limit)
                .query(PatientReadings::reading)
                .list();
    }

    private static Reading reading(ResultSet row, int n) throws SQLException {
        return new Reading(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getObject("account_id", UUID.class),
                row.getObject("facility_id", UUID.class),
                row.getString("part"),
                List.of((String[]) row.getArray("roles").getArray()));
    }
}
