package org.careturn.audit;

import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditFilter.Condition;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes a time's rows out, some hundred at a time, so that neither memory nor a connection is held. What is encrypted stays
 * behind: a file that has left can't be erased.
 */
@Component
public class AuditExport {
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final int ROWS = 500;
    private static final UUID BEFORE_ALL = new UUID(0, 0);
    private static final String HEADINGS =
            "id,at,accountId,action,facilityId,subjectKind,subjectId,patientId,requestId,address,detail\r\n";

    private final JdbcClient jdbc;
    private final AuditSearch search;
    private final AuditLog audit;
    private final JsonMapper json;

    AuditExport(JdbcClient jdbc, AuditSearch search, AuditLog audit, JsonMapper json) {
        this.jdbc = jdbc;
        this.search = search;
        this.audit = audit;
        this.json = json;
    }

    /** One JSON object a line, or comma-separated values by RFC 4180. */
    public enum Format {
        NDJSON,
        CSV
    }

    /** An export that has been judged and audited, and is to be written. */
    public record Prepared(Condition condition, Instant from, Instant to, Format format) {}

    /**
     * Judges and audits an export.
     *
     * @throws RefusedException NOT_FOUND for a facility that the actor doesn't administer, INVALID_REQUEST where the time
     *     doesn't end after it begins, or is longer than a year
     */
    public Prepared prepare(Actor actor, @Nullable UUID facilityId, Instant from, Instant to, Format format) {
        Condition condition = new AuditFilter(facilityId, null, null, null, null, from, to).of(actor, List.of());
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(LONGEST) > 0) {
            throw new RefusedException(
                    CommonProblem.INVALID_REQUEST, "An export begins before it ends, and covers 366 days at most.");
        }
        audit.record(
                actor,
                "AUDIT_EXPORTED",
                new Subject("audit", AuditSearch.LOG, facilityId, null),
                Map.of("from", from, "to", to, "format", format));
        return new Prepared(condition, from, to, format);
    }

    public void write(Prepared export, Writer out) throws IOException {
        if (export.format == Format.CSV) {
            out.write(HEADINGS);
        }
        Optional<UUID> last = last(export.condition);
        if (last.isEmpty()) {
            return;
        }
        UUID after = BEFORE_ALL;
        List<AuditEvent> rows;
        do {
            rows = search.written(export.condition, after, last.get(), ROWS);
            for (AuditEvent row : rows) {
                out.write(export.format == Format.CSV ? csv(row) : json.writeValueAsString(fields(row)) + '\n');
            }
            if (!rows.isEmpty()) {
                after = rows.getLast().id();
            }
            out.flush();
        } while (rows.size() == ROWS);
    }

    private Optional<UUID> last(Condition condition) {
        return jdbc
                .sql("select id from audit_event where " + condition.sql() + " order by id desc limit 1")
                .params(condition.parameters())
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .stream()
                .findFirst();
    }

    private static Map<String, @Nullable Object> fields(AuditEvent row) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("id", row.id());
        fields.put("at", row.at());
        fields.put("accountId", row.accountId());
        fields.put("action", row.action());
        fields.put("facilityId", row.facilityId());
        fields.put("subjectKind", row.subjectKind());
        fields.put("subjectId", row.subjectId());
        fields.put("patientId", row.patientId());
        fields.put("requestId", row.requestId());
        fields.put("address", row.address());
        fields.put("detail", row.detail());
        return fields;
    }

    private String csv(AuditEvent row) {
        StringBuilder line = new StringBuilder();
        fields(row).forEach((name, value) -> {
            if (!line.isEmpty()) {
                line.append(',');
            }
            line.append(quoted(name.equals("detail") ? json.writeValueAsString(value) : Objects.toString(value, "")));
        });
        return line.append("\r\n").toString();
    }

    private static String quoted(String text) {
        return text.matches("[A-Za-z0-9_:.-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
