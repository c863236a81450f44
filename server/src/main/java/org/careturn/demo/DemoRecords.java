package org.careturn.demo;

import java.util.List;
import org.careturn.patients.Allergy;
import org.careturn.patients.Allergy.Criticality;
import org.careturn.patients.Consents;
import org.careturn.patients.Guardianship.Relationship;
import org.careturn.patients.Guardianships;
import org.careturn.patients.Guardianships.NewGuardianship;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.PatientChanges;
import org.careturn.patients.PatientNotes;
import org.careturn.patients.PatientNotes.NewNote;
import org.careturn.patients.Patients;
import org.careturn.patients.Profile;
import org.careturn.platform.Actor;
import org.springframework.stereotype.Component;

/** Gives some of the demo's patients allergies and notes, and the one who signs in a child. */
@Component
class DemoRecords {
    private static final int WITH_ALLERGY = 7;
    private static final int WITH_NOTE = 11;
    private static final List<Allergy> ALLERGIES = List.of(
            new Allergy("Penicillin", Criticality.HIGH),
            new Allergy("Latex", Criticality.LOW),
            new Allergy("Peanuts", Criticality.HIGH),
            new Allergy("Ibuprofen", Criticality.UNABLE_TO_ASSESS));
    private static final List<String> NOTES =
            List.of("Hears badly on the left.", "Comes with an interpreter.", "Afraid of needles; let sit down first.");

    private final Patients patients;
    private final PatientChanges changes;
    private final PatientNotes notes;
    private final Consents consents;
    private final Guardianships guardianships;

    DemoRecords(
            Patients patients,
            PatientChanges changes,
            PatientNotes notes,
            Consents consents,
            Guardianships guardianships) {
        this.patients = patients;
        this.changes = changes;
        this.notes = notes;
        this.consents = consents;
        this.guardianships = guardianships;
    }

    /** The patient with this number in a facility's list. */
    void fill(Patient patient, int number) {
        if (number % WITH_ALLERGY == 0) {
            Profile before = patient.profile();
            Allergy allergy = ALLERGIES.get(number / WITH_ALLERGY % ALLERGIES.size());
            changes.merge(Actor.SYSTEM, patient.id(), before, with(before, allergy))
                    .orElseThrow();
        }
        if (number % WITH_NOTE == 0) {
            String text = NOTES.get(number / WITH_NOTE % NOTES.size());
            notes.add(Actor.SYSTEM, patient.id(), new NewNote(null, text)).orElseThrow();
        }
    }

    /** A child of the patient, who agrees to messages. */
    void addChild(Patient parent, NewPatient child) {
        consents.record(Actor.SYSTEM, parent.id(), Consents.Kind.SMS, true).orElseThrow();
        Patient registered = patients.register(Actor.SYSTEM, child).orElseThrow();
        guardianships
                .start(Actor.SYSTEM, registered.id(), new NewGuardianship(parent.id(), Relationship.PARENT, null))
                .orElseThrow();
    }

    private static Profile with(Profile before, Allergy allergy) {
        return new Profile(
                before.name(),
                before.birth(),
                before.contactPhone(),
                before.otherPhones(),
                before.sex(),
                before.language(),
                before.address(),
                List.of(allergy),
                before.priorityGroups());
    }
}
