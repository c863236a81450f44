package org.careturn.patients;

import java.util.UUID;
import org.careturn.platform.Actor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Takes along what hangs on a record that gives way to another one of the same person. */
@Component
class PatientParts {
    private static final String GUARDIANSHIPS = """
            update guardianship g set %1$s = :to
            where g.%1$s = :from and g.%2$s <> :to
              and not exists (
                select from guardianship other
                where other.%1$s = :to and other.%2$s = g.%2$s
                  and tstzrange(other.starts_at, other.ends_at) && tstzrange(g.starts_at, g.ends_at))""";
    private static final String REPLACED = """
            update patient_consent consent set current = false
            where consent.patient_id in (:from, :to) and consent.current
              and exists (
                select from patient_consent later
                where later.patient_id in (:from, :to) and later.kind = consent.kind and later.current
                  and (later.recorded_at, later.id) > (consent.recorded_at, consent.id))""";

    private final JdbcClient jdbc;
    private final TakeOvers takeOvers;

    PatientParts(JdbcClient jdbc, TakeOvers takeOvers) {
        this.jdbc = jdbc;
        this.takeOvers = takeOvers;
    }

    /** Moves guardianships, notes, consents, of which the later counts, and adds allergies and further phones. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void move(Actor actor, UUID from, UUID to) {
        takeOvers.take(actor, from, to);
        run(GUARDIANSHIPS.formatted("guardian_id", "dependant_id"), from, to);
        run(GUARDIANSHIPS.formatted("dependant_id", "guardian_id"), from, to);
        run(REPLACED, from, to);
        run("update patient_consent set patient_id = :to where patient_id = :from", from, to);
        run("update patient_note set patient_id = :to where patient_id = :from", from, to);
    }

    private void run(String sql, UUID from, UUID to) {
        jdbc.sql(sql).param("from", from).param("to", to).update();
    }
}
