package org.careturn.audit;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.SecretKey;
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
        record(actor, action, List.of(new Entry(subject, detail, personal)));
    }

    /** One act on one subject; {@code personal} as in {@link #record(Actor, String, Subject, Map, Map)}. */
    public record Entry(Subject subject, Map<String, ?> detail, Map<String, ?> personal) {
        @Override
        public String toString() {
            return "Entry[" + subject.id + "]";
        }
    }

    /** Adds a row for each of these, which one act did. */
    public void record(Actor actor, String action, List<Entry> entries) {
        List<UUID> withPersonal = new ArrayList<>();
        for (Entry entry : entries) {
            if (!entry.personal.isEmpty()) {
                if (entry.subject.patientId == null) {
                    throw new IllegalArgumentException("personal values of no patient");
                }
                withPersonal.add(entry.subject.patientId);
            }
        }
        Map<UUID, Optional<SecretKey>> keyOf = withPersonal.isEmpty() ? Map.of() : keys.ofOrNew(withPersonal);
        Timestamp now = Timestamp.from(clock.instant());
        String address = isStaff(actor) ? MDC.get(ClientAddress.KEY) : null;
        List<@Nullable Object[]> rows = new ArrayList<>();
        for (Entry entry : entries) {
            UUID id = Ids.next();
            Subject subject = entry.subject;
            rows.add(new @Nullable Object[] {
                id,
                now,
                actor.accountId(),
                action,
                subject.facilityId,
                subject.kind,
                subject.id,
                subject.patientId,
                MDC.get(RequestId.KEY),
                address,
                json.writeValueAsString(entry.detail),
                encrypted(id, subject.patientId, entry.personal, keyOf)
            });
        }
        if (rows.size() == 1) {
            jdbc.update(INSERT, rows.getFirst());
        } else {
            jdbc.batchUpdate(INSERT, rows, rows.size(), (statement, row) -> {
                for (int i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
            });
        }
    }

    /** What somebody wrote about a patient as the reason of an act: personal, as it is free text. */
    public static Map<String, ?> reason(@Nullable String reason) {
        return reason == null ? Map.of() : Map.of("reason", reason);
    }

    /** What binds encrypted values to their row. */
    static String context(UUID eventId, UUID patientId) {
        return eventId + " " + patientId;
    }

    private byte @Nullable [] encrypted(
            UUID id, @Nullable UUID patientId, Map<String, ?> personal, Map<UUID, Optional<SecretKey>> keyOf) {
        if (personal.isEmpty() || patientId == null) {
            return null;
        }
        byte[] plain = json.writeValueAsString(personal).getBytes(StandardCharsets.UTF_8);
        return keyOf.getOrDefault(patientId, Optional.empty())
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
