package org.careturn.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads the audit log: administrators see that of their facilities, and what belongs to none if they hold all. */
@Component
public class AuditSearch {
    private static final TypeReference<Map<String, Object>> DETAIL = new TypeReference<>() {};
    private static final String PAGE = """
            select id, at, account_id, action, facility_id, subject_kind, subject_id, patient_id, request_id, detail
            from audit_event
            where (:all or facility_id = any(:facilities::uuid[]))
              and (:facility::uuid is null or facility_id = :facility::uuid)
              and (:subject::uuid is null or subject_id = :subject::uuid)
              and (:patient::uuid is null or patient_id = :patient::uuid)
              and (:action::text is null or action = :action::text)
              and (:from::timestamptz is null or at >= :from::timestamptz)
              and (:to::timestamptz is null or at < :to::timestamptz)
              and (:before::uuid is null or id < :before::uuid)
            order by id desc
            limit :limit""";

    private final JdbcClient jdbc;
    private final JsonMapper json;

    AuditSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /**
     * Which rows; what is null doesn't matter.
     *
     * @param from the first instant, included
     * @param to the last instant, excluded
     */
    public record Filter(
            @Nullable UUID facilityId,
            @Nullable UUID subjectId,
            @Nullable UUID patientId,
            @Nullable String action,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /**
     * The rows as they were written, the last one first.
     *
     * @param cursor of the page before
     * @throws RefusedException NOT_FOUND for a facility that the actor doesn't administer
     */
    public Page<AuditEvent> page(Actor actor, Filter filter, @Nullable String cursor, int limit) {
        if (filter.facilityId != null && !actor.is(Role.ADMIN, filter.facilityId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        String[] facilities = actor.grants().stream()
                .filter(grant -> grant.role() == Role.ADMIN)
                .map(Grant::facilityId)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toArray(String[]::new);
        var rows = jdbc.sql(PAGE)
                .param("all", actor.grants().contains(new Grant(Role.ADMIN, null)))
                .param("facilities", facilities)
                .param("facility", filter.facilityId)
                .param("subject", filter.subjectId)
                .param("patient", filter.patientId)
                .param("action", filter.action)
                .param("from", timestamp(filter.from))
                .param("to", timestamp(filter.to))
                .param("before", Cursor.id(cursor))
                .param("limit", limit + 1)
                .query(this::event)
                .list();
        return Page.of(rows, limit, last -> Cursor.of(last.id()));
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private AuditEvent event(ResultSet row, int n) throws SQLException {
        return new AuditEvent(
                row.getObject("id", UUID.class),
                row.getTimestamp("at").toInstant(),
                row.getObject("account_id", UUID.class),
                row.getString("action"),
                row.getObject("facility_id", UUID.class),
                row.getString("subject_kind"),
                row.getObject("subject_id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getString("request_id"),
                json.readValue(row.getString("detail"), DETAIL));
    }
}
