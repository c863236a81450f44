package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.database.Columns;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a patient has said to messages by a channel, and to being asked for feedback: yes or no, or nothing; any of it is
 * taken back at any time. What was said under a record that was merged into this one stays with that record and is shown with this one's; of it only a later
 * withdrawal counts, as two records may have been taken for one person's by mistake.
 */
@Component
@Transactional
public class Consents {
    private static final String SELECT = """
            select id, kind, granted, source, recorded_at,
              counts and row_number() over (partition by kind, counts order by recorded_at desc, id desc) = 1 as current
            from (select *, current and (patient_id = :patient or not granted) as counts from patient_consent
                  where patient_id = any(:patients::uuid[])) said
            """;

    /** What {@link #SELECT} has as current, by one statement: it is asked for each message. */
    private static final String SAID = """
            select distinct on (c.kind) c.kind, c.granted
            from patient asked
            join patient p on p.id = coalesce(asked.merged_into, asked.id)
              or p.merged_into = coalesce(asked.merged_into, asked.id)
            join patient_consent c on c.patient_id = p.id and c.current
              and (not c.granted or p.id = coalesce(asked.merged_into, asked.id))
            where asked.id = ?
            order by c.kind, c.recorded_at desc, c.id desc""";

    private final JdbcClient jdbc;
    private final PatientAccess access;
    private final PatientAliases aliases;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    Consents(
            JdbcClient jdbc,
            PatientAccess access,
            PatientAliases aliases,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.aliases = aliases;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    public enum Kind {
        SMS,
        PUSH,
        FEEDBACK
    }

    /** Who said so, or by what. */
    public enum Source {
        PATIENT,
        GUARDIAN,
        STAFF,
        SMS_REPLY
    }

    /**
     * What somebody granted or withdrew.
     *
     * @param current whether it counts now; others were replaced by later ones
     */
    public record Consent(UUID id, Kind kind, boolean granted, Source source, Instant recordedAt, boolean current) {}

    /** Grants or withdraws; what is so already stays as it is. */
    public Outcome<Consent> record(Actor actor, UUID asked, Kind kind, boolean granted) {
        UUID patientId = aliases.held(asked);
        Optional<UUID> through = access.require(actor, patientId);
        Source source = through.isPresent()
                ? Source.STAFF
                : Objects.equals(actor.patientId(), patientId) ? Source.PATIENT : Source.GUARDIAN;
        boolean exists = jdbc.sql("select id from patient where id = ? for no key update")
                .param(patientId)
                .query()
                .optionalValue()
                .isPresent();
        if (!exists) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Optional<Consent> before = current(patientId, kind);
        if (before.isPresent() && before.get().granted == granted) {
            return Outcome.noop(before.get());
        }
        jdbc.sql("update patient_consent set current = false where patient_id = ? and kind = ? and current")
                .params(patientId, kind.name())
                .update();
        jdbc.sql("""
                        insert into patient_consent (id, patient_id, kind, granted, source, recorded_by, recorded_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        Ids.next(),
                        patientId,
                        kind.name(),
                        granted,
                        source.name(),
                        actor.accountId(),
                        Timestamp.from(clock.instant()))
                .update();
        access.knownFacilities(patientId).forEach(known -> feed.changed(known, "patient", patientId));
        audit.record(
                actor,
                granted ? "CONSENT_GRANTED" : "CONSENT_WITHDRAWN",
                new Subject("patient", patientId, through.orElse(null), patientId),
                Map.of("kind", kind, "source", source));
        return Outcome.done(current(patientId, kind).orElseThrow());
    }

    /** What counts now: true is yes, false is no; absent: nothing was said. For whoever is about to send something. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public Map<Kind, Boolean> said(UUID patientId) {
        Map<Kind, Boolean> said = new EnumMap<>(Kind.class);
        jdbc.sql(SAID).param(patientId).query(row -> {
            said.put(Kind.valueOf(row.getString("kind")), row.getBoolean("granted"));
        });
        return said;
    }

    /** Whether a no counts now. */
    @Transactional(propagation = Propagation.SUPPORTS)
    public boolean isRefused(UUID patientId, Kind kind) {
        return Boolean.FALSE.equals(said(patientId).get(kind));
    }

    /**
     * All that was said, the latest first.
     *
     * @param cursor of the page before
     */
    public Page<Consent> page(Actor actor, UUID asked, @Nullable String cursor, int limit) {
        UUID before = Cursor.id(cursor);
        UUID patientId = aliases.current(asked);
        access.open(actor, patientId, PatientAccess.Part.CONSENTS);
        List<Consent> found = said(
                        patientId,
                        "select * from (" + SELECT
                                + ") all_said where (:before::uuid is null or id < :before::uuid) order by id desc limit :limit")
                .param("before", before)
                .param("limit", limit + 1)
                .query(Consents::consent)
                .list();
        return Page.of(found, limit, consent -> Cursor.of(consent.id()));
    }

    private Optional<Consent> current(UUID patientId, Kind kind) {
        return said(patientId, "select * from (" + SELECT + ") all_said where kind = :kind and current")
                .param("kind", kind.name())
                .query(Consents::consent)
                .optional();
    }

    private JdbcClient.StatementSpec said(UUID patientId, String sql) {
        return jdbc.sql(sql).param("patient", patientId).param("patients", Columns.texts(aliases.all(patientId)));
    }

    private static Consent consent(ResultSet row, int n) throws SQLException {
        return new Consent(
                row.getObject("id", UUID.class),
                Kind.valueOf(row.getString("kind")),
                row.getBoolean("granted"),
                Source.valueOf(row.getString("source")),
                row.getTimestamp("recorded_at").toInstant(),
                row.getBoolean("current"));
    }
}
