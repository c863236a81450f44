package org.careturn.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.AesGcm;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.web.ClientAddress;
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
              (id, at, account_id, action, facility_id, subject_kind, subject_id, patient_id, request_id, address, detail,
               personal)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?)""";

    private final JdbcTemplate jdbc;
    private final PatientKeys keys;
    private final JsonMapper json;
    private final Clock clock;

    AuditLog(JdbcTemplate jdbc, PatientKeys keys, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.keys = keys;
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
     * @param detail states, ids and times; never a name, phone or birth date, nor a text about a patient
     */
    public void record(Actor actor, String action, Subject subject, Map<String, ?> detail) {
        record(actor, action, subject, detail, Map.of());
    }

    /**
     * Adds one row with personal values of the subject's patient, such as a name before and after. They are encrypted under
     * the patient's key, and left out once that was destroyed.
     *
     * @throws IllegalArgumentException for personal values without a patient
     */
    public void record(Actor actor, String action, Subject subject, Map<String, ?> detail, Map<String, ?> personal) {
        UUID id = Ids.next();
        jdbc.update(
                INSERT,
                id,
                Timestamp.from(clock.instant()),
                actor.accountId(),
                action,
                subject.facilityId,
                subject.kind,
                subject.id,
                subject.patientId,
                MDC.get(RequestId.KEY),
                isStaff(actor) ? MDC.get(ClientAddress.KEY) : null,
                json.writeValueAsString(detail),
                personal.isEmpty() ? null : encrypted(id, subject.patientId, personal));
    }

    /** What somebody wrote about a patient as the reason of an act: personal, as it is free text. */
    public static Map<String, ?> reason(@Nullable String reason) {
        return reason == null ? Map.of() : Map.of("reason", reason);
    }

    /** What binds encrypted values to their row. */
    static String context(UUID eventId, UUID patientId) {
        return eventId + " " + patientId;
    }

    private byte @Nullable [] encrypted(UUID id, @Nullable UUID patientId, Map<String, ?> personal) {
        if (patientId == null) {
            throw new IllegalArgumentException("personal values of no patient");
        }
        byte[] plain = json.writeValueAsString(personal).getBytes(StandardCharsets.UTF_8);
        return keys.ofOrNew(patientId)
                .map(key -> AesGcm.encrypt(key, context(id, patientId), plain))
                .orElse(null);
    }

    /** A patient's address is personal and the log keeps it for ever; that of staff says at which desk it was. */
    private static boolean isStaff(Actor actor) {
        for (Actor.Grant grant : actor.grants()) {
            if (grant.role() != Role.PATIENT) {
                return true;
            }
        }
        return false;
    }
}
