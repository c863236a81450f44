package org.careturn.patients;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who may open a patient's record: staff where the patient is known, the patient, and whoever acts for the patient. */
@Component
class PatientAccess {
    private final JdbcClient jdbc;
    private final AuditLog audit;

    PatientAccess(JdbcClient jdbc, AuditLog audit) {
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /** What of a record somebody opens. */
    enum Part {
        RECORD,
        FIELDS,
        NOTES,
        CONSENTS,
        GUARDIANSHIPS,
        VISITS,
        ACCESSES
    }

    /**
     * Opens a part of the record for reading. Each time that staff does so is audited, with their roles at that moment.
     *
     * @return as {@link #require}
     * @throws RefusedException NOT_FOUND where the actor may not
     */
    @Transactional
    public Optional<UUID> open(Actor actor, UUID patientId, Part part) {
        Optional<UUID> through = require(actor, patientId);
        through.ifPresent(facility -> audit.record(
                actor,
                "PATIENT_READ",
                new Subject("patient", patientId, facility, patientId),
                Map.of("part", part, "roles", roles(actor, facility))));
        return through;
    }

    /**
     * The facility in which the actor is staff and the patient is known; empty for the patient and who acts for him.
     *
     * @throws RefusedException NOT_FOUND for all others
     */
    Optional<UUID> require(Actor actor, UUID patientId) {
        Optional<UUID> through = through(actor, patientId);
        if (through.isEmpty() && !actor.isPatient(patientId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        return through;
    }

    /** As {@link #require}, for staff only. */
    UUID requireStaff(Actor actor, UUID patientId) {
        return through(actor, patientId).orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    Optional<UUID> through(Actor actor, UUID patientId) {
        return knownFacilities(patientId).stream()
                .filter(facility -> isStaffIn(actor, facility))
                .findFirst();
    }

    boolean isErased(UUID patientId) {
        return jdbc.sql("select exists (select from patient where id = ? and erased_at is not null)")
                .param(patientId)
                .query(Boolean.class)
                .single();
    }

    List<UUID> knownFacilities(UUID patientId) {
        return jdbc.sql("select facility_id from patient_facility where patient_id = ? order by facility_id")
                .param(patientId)
                .query((row, n) -> row.getObject("facility_id", UUID.class))
                .list();
    }

    static boolean isStaffIn(Actor actor, UUID facilityId) {
        return !roles(actor, facilityId).isEmpty();
    }

    private static List<Role> roles(Actor actor, UUID facilityId) {
        return Stream.of(Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST)
                .filter(role -> actor.is(role, facilityId))
                .toList();
    }
}
