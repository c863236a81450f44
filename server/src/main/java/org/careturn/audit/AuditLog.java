package org.careturn.audit;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.web.RequestId;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Writes the audit log, in the transaction of the change that it tells of. */
@Component
public class AuditLog {
    private static final String INSERT = """
            insert into audit_event
              (id, at, account_id, action, facility_id, subject_kind, subject_id, patient_id, request_id, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** What was acted on; {@code patientId} is the patient whom it concerns, if any. */
    public record Subject(
            String kind,
            UUID id,
            @Nullable UUID facilityId,
            @Nullable UUID patientId) {}

    /**
     * Adds one row.
     *
     * @param action a verb such as {@code ENTRY_CALLED}
     * @param detail states, ids, reasons and times; never a name, phone or birth date
     */
    public void record(Actor actor, String action, Subject subject, Map<String, ?> detail) {
        jdbc.update(
                INSERT,
                Ids.next(),
                Timestamp.from(clock.instant()),
                actor.accountId(),
                action,
                subject.facilityId,
                subject.kind,
                subject.id,
                subject.patientId,
                MDC.get(RequestId.KEY),
                json.writeValueAsString(detail));
    }
}
