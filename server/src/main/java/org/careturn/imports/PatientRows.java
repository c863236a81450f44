package org.careturn.imports;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.careturn.identity.Usage;
import org.careturn.patients.Birth;
import org.careturn.patients.Duplicates;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Patients of a file, each a registration. */
@Component
class PatientRows implements Wish.Reader {
    private final Patients patients;
    private final Duplicates duplicates;
    private final Validator validator;

    PatientRows(Patients patients, Duplicates duplicates, Validator validator) {
        this.patients = patients;
        this.duplicates = duplicates;
        this.validator = validator;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.PATIENTS;
    }

    @Override
    public @Nullable Wish read(UUID facilityId, Cells cells) {
        NewPatient patient = new NewPatient(
                null,
                facilityId,
                cells.needed("name"),
                cells.date("birthDate"),
                cells.word("birthPrecision", Birth.Precision.class),
                cells.number("ageYears", 0, 140),
                cells.text("contactPhone"),
                cells.word("sex", Patient.Sex.class),
                cells.text("language"));
        if (patient.birthDate() != null && patient.ageYears() != null) {
            cells.fault("ageYears", "invalid-value", "Give a birth date or an age.");
        }
        if (patient.birthDate() == null && patient.birthPrecision() != null) {
            cells.fault("birthPrecision", "invalid-value", "A precision goes with a birth date.");
        }
        if (cells.areSound()) {
            for (ConstraintViolation<NewPatient> violation : validator.validate(patient)) {
                cells.fault(
                        violation.getPropertyPath().toString(),
                        "invalid-value",
                        "This is too long, or holds characters that don't belong here.");
            }
        }
        return cells.areSound() ? new Registration(patient) : null;
    }

    /** Few enough for who writes the same word of a name meanwhile, and for the screens that fetch what has changed. */
    @Override
    public int together() {
        return 100;
    }

    @Override
    public int apart(Actor actor, UUID facilityId, List<Wish> wishes) {
        return duplicates.apart(actor, facilityId, people(wishes));
    }

    @Override
    public List<Optional<UUID>> likely(Actor actor, UUID facilityId, List<Wish> wishes) {
        return duplicates.before(actor, facilityId, people(wishes)).stream()
                .map(likely -> likely.items().stream().findFirst().map(Duplicates.Likely::id))
                .toList();
    }

    /** Nothing else than what is read before the writing refuses a patient of a file. */
    @Override
    public List<Outcome<?>> tryOut(Actor actor, UUID facilityId, List<Wish> wishes) {
        return patients.plausible(actor, facilityId, people(wishes));
    }

    @Override
    public List<Outcome<?>> write(Actor actor, UUID facilityId, List<Wish> wishes) {
        return List.copyOf(patients.register(actor, facilityId, people(wishes), Usage.Channel.IMPORT));
    }

    private static List<NewPatient> people(List<Wish> wishes) {
        return wishes.stream()
                .map(Registration.class::cast)
                .map(wish -> wish.patient)
                .toList();
    }

    private final class Registration implements Wish {
        private final NewPatient patient;

        Registration(NewPatient patient) {
            this.patient = patient;
        }

        @Override
        public String identity() {
            return List.of(
                            patient.name().toLowerCase(Locale.ROOT),
                            "" + patient.birthDate(),
                            "" + patient.ageYears(),
                            "" + patient.contactPhone())
                    .toString();
        }

        @Override
        public boolean maybeTwice() {
            return true;
        }

        @Override
        public Outcome<?> write(Actor actor) {
            return patients.register(actor, patient, Usage.Channel.IMPORT);
        }
    }
}
