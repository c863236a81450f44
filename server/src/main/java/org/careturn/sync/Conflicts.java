package org.careturn.sync;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.patients.Profile.Field;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.database.Columns;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.sync.Mutations.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** What the server would not decide about a record; a person at the facility does. */
@Service
public class Conflicts {
    static final String KIND = "sync_conflict";
    private static final String SELECT = """
            select id, facility_id, kind, coalesce(p.merged_into, c.patient_id) as patient_id, other_patient_id, client_id, mid,
              fields, created_at, resolved_at, resolved_by, resolution, wanted
            from sync_conflict c join (select id as pid, merged_into from patient) p on p.pid = c.patient_id where\s""";

    private final JdbcTemplate jdbc;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final JsonMapper json;
    private final Clock clock;

    Conflicts(JdbcTemplate jdbc, ChangeFeed feed, AuditLog audit, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.feed = feed;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** What a conflict is about. */
    public enum Kind {
        PROFILE,
        DUPLICATE
    }

    /** Whether the record stays as it is, or was corrected. */
    public enum Resolution {
        KEEP,
        DONE
    }

    /**
     * An open or settled question.
     *
     * @param fields of which the server kept its own values
     * @param otherPatientId who may be the same person
     */
    public record Conflict(
            UUID id,
            UUID facilityId,
            Kind kind,
            UUID patientId,
            @Nullable UUID otherPatientId,
            UUID clientId,
            long mid,
            List<String> fields,
            Instant createdAt,
            @Nullable Instant resolvedAt,
            @Nullable UUID resolvedBy,
            @Nullable Resolution resolution) {}

    /** A question with the values that somebody wanted, by field. */
    public record Detail(Conflict conflict, Map<String, Object> wanted) {
        @Override
        public String toString() {
            return "Detail[" + conflict.id + ']';
        }
    }

    void raiseProfile(Context context, UUID patientId, Collection<Field> fields, Map<String, ?> wanted) {
        UUID facility = context.client().facilityId();
        List<UUID> facilities = facility != null
                ? List.of(facility)
                : jdbc.query(
                        "select facility_id from patient_facility where patient_id = ? order by facility_id limit 1",
                        (row, n) -> Columns.id(row, "facility_id"),
                        patientId);
        for (UUID where : facilities) {
            insert(
                    context,
                    where,
                    Kind.PROFILE,
                    patientId,
                    null,
                    fields.stream().map(Enum::name).toArray(String[]::new),
                    json.writeValueAsString(wanted));
        }
    }

    void raiseDuplicates(Context context, UUID facilityId, UUID patientId) {
        jdbc.query("""
                        select case when patient_id = ? then other_id else patient_id end as other from patient_duplicate
                        where (patient_id = ? or other_id = ?) and dismissed_at is null order by score desc, id limit 3""", (row, n) -> Columns.id(row, "other"), patientId, patientId, patientId)
                .forEach(other -> insert(context, facilityId, Kind.DUPLICATE, patientId, other, new String[0], "{}"));
    }

    private void insert(
            Context context,
            UUID facility,
            Kind kind,
            UUID patientId,
            @Nullable UUID other,
            String[] fields,
            String wanted) {
        UUID id = Ids.next();
        jdbc.update(
                """
                insert into sync_conflict (id, facility_id, kind, patient_id, other_patient_id, client_id, mid, fields, wanted,
                  created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?::text[], ?::jsonb, ?)""",
                id,
                facility,
                kind.name(),
                patientId,
                other,
                context.client().clientId(),
                context.mid(),
                fields,
                wanted,
                Columns.utc(clock.instant()));
        audit.record(
                context.actor(),
                "SYNC_CONFLICT_RAISED",
                new Subject(KIND, id, facility, patientId),
                Map.of("kind", kind, "fields", List.of(fields)));
        feed.changed(facility, KIND, id);
    }

    /** A facility's open questions, the oldest first; for its staff. */
    @Transactional(readOnly = true)
    public Page<Conflict> page(Actor actor, UUID facilityId, @Nullable String cursor, int limit) {
        if (!actor.mayIn(facilityId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        UUID after = Cursor.id(cursor);
        List<Conflict> found = jdbc.query(
                SELECT + "facility_id = ? and resolved_at is null and id > ? order by id limit ?",
                Conflicts::conflict,
                facilityId,
                after == null ? new UUID(0, 0) : after,
                limit + 1);
        return Page.of(found, limit, last -> Cursor.of(last.id()));
    }

    /** One question with what was wanted; the reading is audited. */
    @Transactional
    public Detail read(Actor actor, UUID id) {
        Detail detail = visible(actor, id, "");
        audit.record(
                actor,
                "SYNC_CONFLICT_READ",
                new Subject(KIND, id, detail.conflict.facilityId, detail.conflict.patientId),
                Map.of("roles", actor.rolesIn(detail.conflict.facilityId)));
        return detail;
    }

    @Transactional
    public Outcome<Conflict> resolve(Actor actor, UUID id, Resolution resolution) {
        Conflict conflict = visible(actor, id, " for no key update of c").conflict;
        if (conflict.resolvedAt != null) {
            return Outcome.noop(conflict);
        }
        jdbc.update(
                "update sync_conflict set resolved_at = ?, resolved_by = ?, resolution = ?, wanted = '{}' where id = ?",
                Columns.utc(clock.instant()),
                actor.accountId(),
                resolution.name(),
                id);
        audit.record(
                actor,
                "SYNC_CONFLICT_RESOLVED",
                new Subject(KIND, id, conflict.facilityId, conflict.patientId),
                Map.of("resolution", resolution));
        feed.changed(conflict.facilityId, KIND, id);
        return Outcome.done(visible(actor, id, "").conflict);
    }

    private Detail visible(Actor actor, UUID id, String lock) {
        return jdbc.query(SELECT + "id = ?" + lock, (row, n) -> new Detail(conflict(row, n), wanted(row)), id).stream()
                .filter(found -> actor.mayIn(found.conflict.facilityId))
                .findFirst()
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> wanted(ResultSet row) throws SQLException {
        return json.readValue(row.getString("wanted"), Map.class);
    }

    private static Conflict conflict(ResultSet row, int n) throws SQLException {
        String resolution = row.getString("resolution");
        return new Conflict(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Kind.valueOf(row.getString("kind")),
                Columns.id(row, "patient_id"),
                Columns.idOrNull(row, "other_patient_id"),
                Columns.id(row, "client_id"),
                row.getLong("mid"),
                Columns.list(row, "fields", String.class),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "resolved_at"),
                Columns.idOrNull(row, "resolved_by"),
                resolution == null ? null : Resolution.valueOf(resolution));
    }
}
