package org.careturn.patients;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.PersonalData;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What people may ask for about their own data: to have all of it, and to have it gone. */
@Service
@Transactional
public class Erasure {
    private final JdbcTemplate jdbc;
    private final PatientAccess access;
    private final PatientAliases aliases;
    private final List<PersonalData> modules;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    Erasure(
            JdbcTemplate jdbc,
            PatientAccess access,
            PatientAliases aliases,
            List<PersonalData> modules,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.aliases = aliases;
        this.modules = modules;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** A record without a person. */
    public record Erased(UUID patientId, Instant erasedAt, long version) {}

    /**
     * All that is kept about a patient.
     *
     * @param data by section
     */
    public record PatientExport(UUID patientId, Instant at, Map<String, Object> data) {
        @Override
        public String toString() {
            return "PatientExport[" + patientId + "]";
        }
    }

    private record Row(long version, @Nullable Instant erasedAt) {}

    /**
     * Makes everything personal unreadable, the audit log's values by the destruction of their key. Refused while the
     * patient is here or is to come.
     *
     * @param reason for the audit log, where it stays
     */
    public Outcome<Erased> erase(Actor actor, UUID asked, long expectedVersion, String reason) {
        UUID patientId = aliases.current(asked);
        if (!actor.grants().contains(new Grant(Role.ADMIN, null))) {
            return Outcome.refused(CommonProblem.NOT_ALLOWED);
        }
        // Locked, so that nobody books or arrives meanwhile: the rows that would refer to it wait.
        Optional<Row> found = jdbc
                .query(
                        "select version, erased_at from patient where id = ? and merged_into is null for update",
                        (row, n) -> new Row(
                                row.getLong(1),
                                Optional.ofNullable(row.getTimestamp(2))
                                        .map(Timestamp::toInstant)
                                        .orElse(null)),
                        patientId)
                .stream()
                .findFirst();
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Row before = found.get();
        if (before.version != expectedVersion) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        if (before.erasedAt != null) {
            return Outcome.noop(new Erased(patientId, before.erasedAt, before.version));
        }
        for (PersonalData module : modules) {
            ProblemType objection = module.objection(patientId);
            if (objection != null) {
                return Outcome.refused(objection);
            }
        }
        List<UUID> ids = jdbc.query(
                "select id from patient where ? in (id, merged_into) order by id",
                (row, n) -> row.getObject(1, UUID.class),
                patientId);
        ids.forEach(id -> modules.forEach(module -> module.erase(id)));
        Instant now = clock.instant();
        jdbc.update(
                "update patient set version = version + 1, erased_at = ? where ? in (id, merged_into)",
                Timestamp.from(now),
                patientId);
        access.knownFacilities(patientId).forEach(facility -> feed.changed(facility, "patient", patientId));
        audit.record(
                actor, "PATIENT_ERASED", new Subject("patient", patientId, null, patientId), Map.of("reason", reason));
        return Outcome.done(new Erased(patientId, now, before.version + 1));
    }

    /**
     * Everything that is kept about a patient, for the patient or for administrators where the patient is known; audited.
     *
     * @throws RefusedException NOT_FOUND for everybody else
     */
    public PatientExport export(Actor actor, UUID asked) {
        UUID patientId = aliases.current(asked);
        Optional<UUID> through = access.through(actor, patientId);
        boolean ofAll = actor.grants().contains(new Grant(Role.ADMIN, null)) && exists(patientId);
        if (through.isEmpty() && !ofAll && !actor.isPatient(patientId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        boolean byStaff = through.isPresent() || ofAll;
        Map<String, Object> data = new TreeMap<>();
        modules.forEach(module -> data.put(module.section(), module.export(patientId)));
        audit.record(
                actor,
                "PATIENT_EXPORTED",
                new Subject("patient", patientId, through.orElse(null), patientId),
                byStaff ? Map.of("roles", through.map(actor::rolesIn).orElseGet(actor::roles)) : Map.of());
        return new PatientExport(patientId, clock.instant(), data);
    }

    private boolean exists(UUID patientId) {
        return !jdbc.queryForList("select id from patient where id = ?", patientId)
                .isEmpty();
    }
}
