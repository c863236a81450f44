package org.careturn.audit;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.SecretKey;
import org.careturn.audit.AuditFilter.Condition;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.AesGcm;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the audit log: administrators see that of their facilities, and what belongs to none if they hold all. What they
 * see of a patient there they may see of the record, too.
 */
@Component
public class AuditSearch {
    static final UUID LOG = new UUID(0, 0);
    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
    private static final String SELECT = """
            select id, at, account_id, action, facility_id, subject_kind, subject_id, patient_id, request_id, address, detail,
              personal
            from audit_event where\s""";

    private final JdbcClient jdbc;
    private final PatientKeys keys;
    private final PatientIds patients;
    private final AuditLog audit;
    private final JsonMapper json;

    AuditSearch(JdbcClient jdbc, PatientKeys keys, PatientIds patients, AuditLog audit, JsonMapper json) {
        this.jdbc = jdbc;
        this.keys = keys;
        this.patients = patients;
        this.audit = audit;
        this.json = json;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Row(AuditEvent event, byte @Nullable [] personal) {}

    /**
     * The rows as they were written, the last one first, with what is encrypted in them. The reading is audited itself.
     *
     * @param cursor of the page before
     * @throws RefusedException NOT_FOUND for a facility that the actor doesn't administer
     */
    @Transactional
    public Page<AuditEvent> page(Actor actor, AuditFilter filter, @Nullable String cursor, int limit) {
        Condition condition = filter.of(actor, ids(filter.patientId()));
        UUID before = Cursor.id(cursor);
        List<Row> rows = jdbc.sql(SELECT + condition.sql() + (before == null ? "" : " and id < :before")
                        + " order by id desc limit :limit")
                .params(condition.parameters())
                .param("before", before)
                .param("limit", limit + 1)
                .query(this::row)
                .list();
        Page<Row> page = Page.of(rows, limit, last -> Cursor.of(last.event.id()));
        List<AuditEvent> events = decrypted(page.items());
        UUID about = Optional.ofNullable(filter.patientId()).orElse(LOG);
        Map<String, Object> asked = filter.asked();
        if (filter.patientId() != null) {
            asked.put("roles", actor.roles());
        }
        audit.record(actor, "AUDIT_READ", new Subject("audit", about, filter.facilityId(), filter.patientId()), asked);
        return new Page<>(events, page.nextCursor());
    }

    /** As they are written out: with nothing of what is encrypted, the first one first, after {@code after}. */
    List<AuditEvent> written(Condition condition, UUID after, UUID last, int limit) {
        return jdbc
                .sql(SELECT + condition.sql() + " and id > :after and id <= :last order by id limit :limit")
                .params(condition.parameters())
                .param("after", after)
                .param("last", last)
                .param("limit", limit)
                .query(this::row)
                .list()
                .stream()
                .map(Row::event)
                .toList();
    }

    private List<UUID> ids(@Nullable UUID patientId) {
        return patientId == null ? List.of() : patients.all(patientId);
    }

    private List<AuditEvent> decrypted(List<Row> rows) {
        Set<UUID> patients = rows.stream()
                .filter(row -> row.personal != null)
                .map(row -> row.event.patientId())
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
        Map<UUID, Optional<SecretKey>> found = patients.isEmpty() ? Map.of() : keys.find(patients);
        return rows.stream().map(row -> decrypted(row, found)).toList();
    }

    private AuditEvent decrypted(Row row, Map<UUID, Optional<SecretKey>> found) {
        UUID patient = row.event.patientId();
        if (row.personal == null || patient == null) {
            return row.event;
        }
        byte[] encrypted = row.personal;
        Map<String, Object> personal = found.getOrDefault(patient, Optional.empty())
                .map(key -> AesGcm.decrypt(key, AuditLog.context(row.event.id(), patient), encrypted))
                .map(plain -> json.readValue(new String(plain, StandardCharsets.UTF_8), MAP))
                .orElse(null);
        AuditEvent e = row.event;
        return new AuditEvent(
                e.id(),
                e.at(),
                e.accountId(),
                e.action(),
                e.facilityId(),
                e.subjectKind(),
                e.subjectId(),
                patient,
                e.requestId(),
                e.address(),
                e.detail(),
                personal,
                personal == null);
    }

    private Row row(ResultSet row, int n) throws SQLException {
        Instant at = row.getTimestamp("at").toInstant();
        return new Row(
                new AuditEvent(
                        row.getObject("id", UUID.class),
                        at,
                        row.getObject("account_id", UUID.class),
                        row.getString("action"),
                        row.getObject("facility_id", UUID.class),
                        row.getString("subject_kind"),
                        row.getObject("subject_id", UUID.class),
                        row.getObject("patient_id", UUID.class),
                        row.getString("request_id"),
                        row.getString("address"),
                        json.readValue(row.getString("detail"), MAP),
                        null,
                        false),
                row.getBytes("personal"));
    }
}
