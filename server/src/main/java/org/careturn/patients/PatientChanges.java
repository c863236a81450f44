package org.careturn.patients;

import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.PatientChange.Clearable;
import org.careturn.patients.Profile.Field;
import org.careturn.patients.ProfileMerge.Merged;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Phones;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Changes records, and keeps of each field under which version it changed. Patients change how they are reached. */
@Component
@Transactional
public class PatientChanges {
    private final JdbcClient jdbc;
    private final Facilities facilities;
    private final PatientAccess access;
    private final PatientAliases aliases;
    private final Duplicates duplicates;
    private final Guardianships guardianships;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    PatientChanges(
            JdbcClient jdbc,
            Facilities facilities,
            PatientAccess access,
            PatientAliases aliases,
            Duplicates duplicates,
            Guardianships guardianships,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.access = access;
        this.aliases = aliases;
        this.duplicates = duplicates;
        this.guardianships = guardianships;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** A record after a merge, and the fields whose change was not taken, since somebody else changed them too. */
    public record MergedPatient(Patient patient, Set<Field> conflicts) {}

    /**
     * A field that changed after the registration.
     *
     * @param version of the record that the change made
     * @param changedBy the account
     */
    public record FieldVersion(Field field, long version, UUID changedBy, Instant changedAt) {}

    /** Changes the record if it still has the expected version. */
    public Outcome<Patient> change(Actor actor, UUID asked, long expectedVersion, PatientChange change) {
        UUID id = aliases.held(asked);
        Optional<UUID> through = access.require(actor, id);
        if (through.isEmpty() && !change.isOnlyOwn()) {
            return Outcome.refused(
                    CommonProblem.NOT_ALLOWED,
                    "Name, birth date, sex and priority groups are changed at the reception.");
        }
        Patient before = lock(id);
        Profile wanted = wanted(before.profile(), change, through.flatMap(facilities::findFacility), id);
        if (before.version() != expectedVersion) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        return write(actor, through, before, ProfileMerge.merge(before.profile(), before.profile(), wanted));
    }

    /**
     * Brings a change that was made on an older state into the record, field by field.
     *
     * @param base as the changer saw it; a field that wasn't changed may have any value, as long as {@code wanted} has it too
     * @param wanted as the changer left it, of the forms that {@link PatientChange} takes, phones in E.164
     */
    public Outcome<MergedPatient> merge(Actor actor, UUID asked, Profile base, Profile wanted) {
        UUID id = aliases.held(asked);
        Optional<UUID> through = access.require(actor, id);
        Patient before = lock(id);
        Merged merged = ProfileMerge.merge(before.profile(), base, normalized(wanted));
        if (through.isEmpty() && !merged.verdicts().keySet().stream().allMatch(Field::isOwn)) {
            return Outcome.refused(CommonProblem.NOT_ALLOWED);
        }
        return write(actor, through, before, merged).map(patient -> new MergedPatient(patient, merged.conflicts()));
    }

    /** Under which versions which fields changed; without a row a field is as it was registered. */
    public List<FieldVersion> fields(Actor actor, UUID asked) {
        UUID id = aliases.current(asked);
        access.open(actor, id, PatientAccess.Part.FIELDS);
        return jdbc.sql("""
                        select field, version, changed_by, changed_at from patient_field
                        where patient_id = ? order by version desc, field""")
                .param(id)
                .query((row, n) -> new FieldVersion(
                        Field.valueOf(row.getString("field")),
                        row.getLong("version"),
                        row.getObject("changed_by", UUID.class),
                        row.getTimestamp("changed_at").toInstant()))
                .list();
    }

    Outcome<Patient> write(Actor actor, Optional<UUID> through, Patient before, Merged merged) {
        Profile after = merged.profile();
        if (!after.fits()) {
            return Outcome.refused(PatientProblem.RECORD_FULL);
        }
        PatientDifference difference = PatientDifference.of(before.profile(), after);
        List<Field> changed = difference.fields();
        if (changed.isEmpty()) {
            return Outcome.noop(before);
        }
        UUID id = before.id();
        long version = before.version() + 1;
        update(id, version, after);
        for (Field field : changed) {
            jdbc.sql("""
                            insert into patient_field (patient_id, field, version, changed_by, changed_at)
                            values (?, ?, ?, ?, ?)
                            on conflict (patient_id, field) do update
                            set version = excluded.version, changed_by = excluded.changed_by,
                              changed_at = excluded.changed_at""")
                    .params(id, field.name(), version, actor.accountId(), Timestamp.from(clock.instant()))
                    .update();
        }
        Patient now = lock(id);
        access.knownFacilities(id).forEach(known -> {
            feed.changed(known, "patient", id);
            duplicates.note(known, List.of(now));
        });
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("fields", changed);
        if (now.identified() && !before.identified()) {
            detail.put("identified", true);
        }
        audit.record(
                actor,
                "PATIENT_CHANGED",
                new Subject("patient", id, through.orElse(null), id),
                detail,
                difference.values());
        if (changed.contains(Field.BIRTH_DATE)) {
            Birth birth = after.birth();
            guardianships.birthDateChanged(actor, id, birth == null ? null : birth.date(), through);
        }
        return Outcome.done(now);
    }

    private void update(UUID id, long version, Profile after) {
        Birth birth = after.birth();
        int written = jdbc.sql("""
                        update patient set version = :version, name = :name, search_name = :searchName, birth_date = :birthDate,
                          birth_precision = :birthPrecision, contact_phone = :contactPhone,
                          other_phones = :otherPhones::text[], sex = :sex, language = :language, address = :address,
                          allergies = :allergies::jsonb, priority_groups = :priorityGroups::text[]
                        where id = :id and version = :version - 1""")
                .param("id", id)
                .param("version", version)
                .param("name", after.name())
                .param("searchName", NameWords.sorted(after.name()))
                .param("birthDate", birth == null ? null : birth.date())
                .param("birthPrecision", PatientRows.precision(birth))
                .param("contactPhone", after.contactPhone())
                .param("otherPhones", after.otherPhones().toArray(String[]::new))
                .param("sex", PatientRows.name(after.sex()))
                .param("language", after.language())
                .param("address", after.address())
                .param("allergies", PatientRows.json(after.allergies()))
                .param("priorityGroups", after.priorityGroups().toArray(String[]::new))
                .update();
        if (written != 1) {
            throw new IllegalStateException("the record " + id + " changed under its lock");
        }
    }

    Patient lock(UUID id) {
        return jdbc.sql(PatientRows.SELECT + " where p.id = ? and p.erased_at is null for no key update of p")
                .param(id)
                .query(PatientRows::of)
                .optional()
                .orElseThrow(() -> new RefusedException(
                        access.isErased(id) ? PatientProblem.PATIENT_IS_ERASED : CommonProblem.NOT_FOUND));
    }

    private Profile wanted(Profile before, PatientChange change, Optional<Facility> facility, UUID id) {
        ZoneId zone = facility.map(Facility::timeZone).orElse(ZoneOffset.UTC);
        LocalDate today = LocalDate.ofInstant(clock.instant(), zone);
        Birth birth = Birth.read(change.birthDate(), change.birthPrecision(), change.ageYears(), today);
        Function<String, String> phone = phones(facility, id);
        List<String> otherPhones = change.otherPhones();
        return normalized(new Profile(
                change.name() == null ? before.name() : change.name(),
                kept(change, Clearable.BIRTH_DATE, birth, before.birth()),
                kept(
                        change,
                        Clearable.CONTACT_PHONE,
                        change.contactPhone() == null ? null : phone.apply(change.contactPhone()),
                        before.contactPhone()),
                otherPhones == null
                        ? before.otherPhones()
                        : otherPhones.stream().map(phone).toList(),
                kept(change, Clearable.SEX, change.sex(), before.sex()),
                kept(change, Clearable.LANGUAGE, change.language(), before.language()),
                kept(change, Clearable.ADDRESS, change.address(), before.address()),
                change.allergies() == null ? before.allergies() : change.allergies(),
                change.priorityGroups() == null ? before.priorityGroups() : change.priorityGroups()));
    }

    private Function<String, String> phones(Optional<Facility> facility, UUID id) {
        return written -> {
            String country = facility.map(Facility::country).orElseGet(() -> onlyCountryOf(id));
            return Phones.read(written, country)
                    .orElseThrow(() -> new RefusedException(PatientProblem.IMPLAUSIBLE_PHONE));
        };
    }

    private String onlyCountryOf(UUID id) {
        List<String> countries = access.knownFacilities(id).stream()
                .flatMap(facility -> facilities.findFacility(facility).stream())
                .map(Facility::country)
                .distinct()
                .toList();
        return countries.size() == 1 ? countries.getFirst() : "ZZ";
    }

    private static <T> @Nullable T kept(PatientChange change, Clearable field, @Nullable T given, @Nullable T before) {
        if (given != null) {
            return given;
        }
        return change.clears(field) ? null : before;
    }

    /** Each letter in one form, however a keyboard composes it, and each item of a set once. */
    private static Profile normalized(Profile profile) {
        List<Allergy> allergies =
                profile.allergies().stream().map(Allergy::normalized).toList();
        return new Profile(
                Patients.normalized(profile.name()),
                profile.birth(),
                profile.contactPhone(),
                profile.otherPhones().stream().distinct().toList(),
                profile.sex(),
                profile.language(),
                profile.address() == null ? null : Normalizer.normalize(profile.address(), Normalizer.Form.NFC),
                new ArrayList<>(ProfileMerge.byKey(allergies, Allergy::key, Allergy::worse)
                        .values()),
                profile.priorityGroups().stream().distinct().toList());
    }
}
