package org.careturn.sync;

import jakarta.validation.Validator;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.careturn.patients.Allergy;
import org.careturn.patients.Birth;
import org.careturn.patients.Patient;
import org.careturn.patients.PatientChange;
import org.careturn.patients.PatientChanges;
import org.careturn.patients.PatientChanges.MergedPatient;
import org.careturn.patients.Profile;
import org.careturn.patients.Profile.Field;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.sync.Judged.About;
import org.careturn.sync.Judged.Status;
import org.careturn.sync.Mutations.Context;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Fields of a record, each as the changer saw it and as he left it. */
@Component
class ProfileMutation {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final LocalDate EARLIEST = LocalDate.of(1880, 1, 2);
    private static final Set<String> NAMES = Set.of(
            "name",
            "birth",
            "contactPhone",
            "otherPhones",
            "sex",
            "language",
            "address",
            "allergies",
            "priorityGroups");

    private final PatientChanges changes;
    private final Conflicts conflicts;
    private final JsonMapper json;
    private final Validator validator;

    ProfileMutation(PatientChanges changes, Conflicts conflicts, JsonMapper json, Validator validator) {
        this.changes = changes;
        this.conflicts = conflicts;
        this.json = json;
        this.validator = validator;
    }

    Judged change(Context context, Args.ChangeProfile args) {
        args.fields().forEach((name, sides) -> {
            if (!NAMES.contains(name) || !sides.keySet().equals(Set.of("base", "new"))) {
                throw refused(name);
            }
        });
        Profile base = profile(args.fields(), "base");
        Profile wanted = profile(args.fields(), "new");
        Outcome<MergedPatient> outcome = changes.merge(context.actor(), args.patientId(), base, wanted);
        About about = new About("patient", args.patientId());
        if (outcome instanceof Outcome.Refused<MergedPatient>(var refusal)) {
            return Judged.refused(refusal, about);
        }
        MergedPatient merged = outcome.orElseThrow();
        if (merged.conflicts().isEmpty()) {
            Status status = outcome instanceof Outcome.Noop ? Status.NOOP : Status.APPLIED;
            return new Judged(status, null, null, Map.of(), about);
        }
        Map<String, JsonNode> kept = new TreeMap<>();
        for (Field field : merged.conflicts()) {
            JsonNode value = args.fields().getOrDefault(nameOf(field), Map.of()).get("new");
            kept.put(field.name(), value == null ? json.nullNode() : value);
        }
        conflicts.raiseProfile(context, merged.patient().id(), merged.conflicts(), kept);
        return new Judged(Status.MERGED, null, null, Map.of("conflicts", merged.conflicts()), about);
    }

    static String nameOf(Field field) {
        if (field == Field.BIRTH_DATE) {
            return "birth";
        }
        String[] words = field.name().toLowerCase(Locale.ROOT).split("_", -1);
        StringBuilder name = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            name.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return name.toString();
    }

    /** One side of the change. A field that isn't named is alike on both sides, which leaves it untouched. */
    private Profile profile(Map<String, Map<String, @Nullable JsonNode>> fields, String side) {
        Sides of = new Sides(fields, side);
        String name = of.text("name");
        Birth birth = of.read("birth", new TypeReference<Birth>() {});
        List<String> otherPhones = of.read("otherPhones", new TypeReference<List<String>>() {});
        List<Allergy> allergies = of.read("allergies", new TypeReference<List<Allergy>>() {});
        List<String> groups = of.read("priorityGroups", new TypeReference<List<String>>() {});
        Patient.Sex sex = of.read("sex", new TypeReference<Patient.Sex>() {});
        String phone = of.text("contactPhone");
        String language = of.text("language");
        String address = of.text("address");
        if (fields.containsKey("name") && name == null) {
            throw refused("name");
        }
        if (birth != null && (birth.date().isBefore(EARLIEST) || birth.date().getYear() > 9999)) {
            throw refused("birth");
        }
        if (phone != null && !E164.matcher(phone).matches()) {
            throw refused("contactPhone");
        }
        if (otherPhones != null
                && !otherPhones.stream()
                        .allMatch(p -> p != null && E164.matcher(p).matches())) {
            throw refused("otherPhones");
        }
        PatientChange forms = new PatientChange(
                name, null, null, null, phone, otherPhones, sex, language, address, allergies, groups, null);
        validator.validate(forms).forEach(fault -> {
            throw refused(fault.getPropertyPath().toString());
        });
        return new Profile(
                name == null ? "-" : name,
                birth,
                phone,
                otherPhones == null ? List.of() : otherPhones,
                sex,
                language,
                address,
                allergies == null ? List.of() : allergies,
                groups == null ? List.of() : groups);
    }

    private final class Sides {
        private final Map<String, Map<String, @Nullable JsonNode>> fields;
        private final String side;

        Sides(Map<String, Map<String, @Nullable JsonNode>> fields, String side) {
            this.fields = fields;
            this.side = side;
        }

        @Nullable
        String text(String field) {
            return read(field, new TypeReference<String>() {});
        }

        <T> @Nullable T read(String field, TypeReference<T> type) {
            Map<String, @Nullable JsonNode> change = fields.get(field);
            JsonNode value = change == null ? null : change.get(side);
            if (value == null || value.isNull()) {
                return null;
            }
            try {
                return json.readValue(json.treeAsTokens(value), type);
            } catch (JacksonException | IllegalArgumentException | NullPointerException unreadable) {
                throw refused(field);
            }
        }
    }

    private static RefusedException refused(String field) {
        String safe = field.replaceAll("[^A-Za-z0-9_.\\[\\]]", "?");
        return new RefusedException(
                CommonProblem.INVALID_REQUEST, "Please check: " + safe.substring(0, Math.min(60, safe.length())) + '.');
    }
}
