package org.careturn.api;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.patients.Consents;
import org.careturn.patients.Guardianship;
import org.careturn.patients.Guardianships;
import org.careturn.patients.NewPatient;
import org.careturn.patients.PatientMerges;
import org.careturn.platform.Actor;
import org.careturn.support.Hospital;

/** Of a {@link World}: records of patients. */
final class WorldPatients {
    private final Worlds by;
    private final World world;

    WorldPatients(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put("patientId", world.patient::id);
        records.put("guardianId", this::guardian);
        records.put("guardianshipId", this::guardianship);
        records.put("claimId", () -> by.claims.ask(world.actor()).orElseThrow().id());
        records.put("duplicateId", this::duplicate);
        records.put("pairId", this::pair);
        records.put("mergeId", () -> merge(world.patient.id()).id());
    }

    void sayVariousThings() {
        for (boolean granted : new boolean[] {true, false, true}) {
            by.consents
                    .record(Actor.SYSTEM, world.patient.id(), Consents.Kind.SMS, granted)
                    .orElseThrow();
        }
    }

    /** Somebody known here who waits nowhere yet. */
    UUID newPatient() {
        return by.hospital.patient(world.facility).id();
    }

    private UUID duplicate() {
        return by.hospital.patient(world.facility, Hospital.name("Duplicate")).id();
    }

    private PatientMerges.Merged merge(UUID patientId) {
        UUID duplicate = duplicate();
        return by.merges
                .merge(
                        Actor.SYSTEM,
                        new PatientMerges.Wish(
                                patientId,
                                duplicate,
                                by.patients.read(Actor.SYSTEM, patientId).version(),
                                1,
                                List.of()))
                .orElseThrow();
    }

    /** An id that was merged into this patient's. */
    UUID aliasOf(UUID patientId) {
        return merge(patientId).duplicateId();
    }

    long versionOf(UUID patientId) {
        return by.patients.read(Actor.SYSTEM, patientId).version();
    }

    private UUID pair() {
        String name = Hospital.name("Twice");
        LocalDate birth = LocalDate.of(1990, 5, 4);
        for (int i = 0; i < 2; i++) {
            by.patients
                    .register(Actor.SYSTEM, new NewPatient(null, world.facility.id(), name, birth, null, null, null))
                    .orElseThrow();
        }
        return by.duplicates
                .page(Actor.SYSTEM, world.facility.id(), null, 1)
                .items()
                .getFirst()
                .id();
    }

    private UUID guardian() {
        return by.hospital.patient(world.facility).id();
    }

    /** The patient acts for somebody else who is known here. */
    private UUID guardianship() {
        return by.guardianships
                .start(
                        Actor.SYSTEM,
                        newPatient(),
                        new Guardianships.NewGuardianship(world.patient.id(), Guardianship.Relationship.PARENT, null))
                .orElseThrow()
                .id();
    }
}
