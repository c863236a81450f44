package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.Patient.Brief;
import org.careturn.patients.PatientChange.Clearable;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Patients' records. Staff see and change those of people known in a facility of theirs, patients their own. */
@Component
@Transactional
public class Patients {
    private static final LocalDate EARLIEST_BIRTH = LocalDate.of(1880, 1, 2);
    private static final String SELECT = """
            select p.id, p.name, p.birth_date, p.contact_phone, p.sex, p.language, p.created_at, p.version
            from patient p""";

    private final JdbcClient jdbc;
    private final Facilities facilities;
    private final PatientAliases aliases;
    private final Duplicates duplicates;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    Patients(
            JdbcClient jdbc,
            Facilities facilities,
            PatientAliases aliases,
            Duplicates duplicates,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.aliases = aliases;
        this.duplicates = duplicates;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /** Makes a record and lets the facility know the patient. */
    public Outcome<Patient> register(Actor actor, NewPatient request) {
        Optional<Facility> found = facilities.findFacility(request.facilityId());
        if (found.isEmpty() || !isStaffIn(actor, request.facilityId())) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Facility facility = found.get();
        if (!isPlausible(request.birthDate(), facility.timeZone())) {
            return Outcome.refused(PatientProblem.IMPLAUSIBLE_BIRTH_DATE);
        }
        String phone = null;
        if (request.contactPhone() != null) {
            phone = Phones.read(request.contactPhone(), facility.country()).orElse(null);
            if (phone == null) {
                return Outcome.refused(PatientProblem.IMPLAUSIBLE_PHONE);
            }
        }
        UUID id = request.id() == null ? Ids.next() : UUID.fromString(request.id());
        int made = jdbc.sql("""
                        insert into patient (id, name, search_name, birth_date, contact_phone, sex, language, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .param(id)
                .param(normalized(request.name()))
                .param(NameWords.sorted(request.name()))
                .param(request.birthDate())
                .param(phone)
                .param(request.sex() == null ? null : request.sex().name())
                .param(request.language())
                .param(Timestamp.from(clock.instant()))
                .update();
        if (made == 0) {
            return Outcome.refused(PatientProblem.PATIENT_ID_TAKEN);
        }
        knownIn(id, facility.id());
        feed.changed(facility.id(), "patient", id);
        audit.record(actor, "PATIENT_REGISTERED", new Subject("patient", id, facility.id(), id), Map.of());
        Patient registered = find(id).orElseThrow();
        duplicates.note(facility.id(), registered);
        return Outcome.done(registered);
    }

    /**
     * The record; a reading by staff is audited.
     *
     * @throws RefusedException NOT_FOUND where the patient is known in none of the actor's facilities
     */
    public Patient read(Actor actor, UUID asked) {
        UUID id = aliases.current(asked);
        Optional<UUID> through = through(actor, id);
        if (through.isPresent()) {
            audit.record(actor, "PATIENT_READ", new Subject("patient", id, through.get(), id), Map.of());
        } else if (!actor.isPatient(id)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        return find(id).orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    /**
     * The patients known in a facility, by name.
     *
     * @param cursor of the page before
     */
    public Page<Patient> page(Actor actor, UUID facilityId, @Nullable String cursor, int limit) {
        UUID after = Cursor.id(cursor);
        if (!isStaffIn(actor, facilityId) || facilities.findFacility(facilityId).isEmpty()) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        if (after != null && !isKnownIn(after, facilityId)) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "This cursor came from no page of this list.");
        }
        List<Patient> found = jdbc.sql(SELECT + """
                         where exists (select from patient_facility f where f.patient_id = p.id and f.facility_id = :facility)
                          and (:after::uuid is null
                               or (lower(p.name), p.id) > (select lower(name), id from patient where id = :after::uuid))
                        order by lower(p.name), p.id
                        limit :limit""")
                .param("facility", facilityId)
                .param("after", after)
                .param("limit", limit + 1)
                .query(Patients::patient)
                .list();
        Page<Patient> page = Page.of(found, limit, last -> Cursor.of(last.id()));
        audit.record(
                actor,
                "PATIENTS_LISTED",
                new Subject("facility", facilityId, facilityId, null),
                Map.of("patients", page.items().stream().map(Patient::id).toList()));
        return page;
    }

    /** Patients themselves may change how they are reached, staff everything. */
    public Outcome<Patient> change(Actor actor, UUID asked, long expectedVersion, PatientChange change) {
        UUID id = aliases.held(asked);
        Optional<UUID> through = through(actor, id);
        Optional<Patient> found = find(id);
        if (found.isEmpty() || (through.isEmpty() && !actor.isPatient(id))) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (through.isEmpty() && !change.isOnlyReachability()) {
            return Outcome.refused(CommonProblem.NOT_ALLOWED, "Name, birth date and sex are changed at the reception.");
        }
        Optional<Facility> facility = through.flatMap(facilities::findFacility);
        if (!isPlausible(change.birthDate(), facility.map(Facility::timeZone).orElse(ZoneOffset.UTC))) {
            return Outcome.refused(PatientProblem.IMPLAUSIBLE_BIRTH_DATE);
        }
        String phone = null;
        if (change.contactPhone() != null) {
            String country = facility.map(Facility::country).orElseGet(() -> onlyCountryOf(id));
            phone = Phones.read(change.contactPhone(), country).orElse(null);
            if (phone == null) {
                return Outcome.refused(PatientProblem.IMPLAUSIBLE_PHONE);
            }
        }
        Patient before = found.get();
        int changed = jdbc.sql("""
                        update patient set version = version + 1, name = ?, search_name = ?, birth_date = ?, contact_phone = ?,
                          sex = ?, language = ?
                        where id = ? and version = ?""")
                .param(change.name() == null ? before.name() : normalized(change.name()))
                .param(NameWords.sorted(change.name() == null ? before.name() : change.name()))
                .param(kept(change, Clearable.BIRTH_DATE, change.birthDate(), before.birthDate()))
                .param(kept(change, Clearable.CONTACT_PHONE, phone, before.contactPhone()))
                .param(Optional.ofNullable(kept(change, Clearable.SEX, change.sex(), before.sex()))
                        .map(Enum::name)
                        .orElse(null))
                .param(kept(change, Clearable.LANGUAGE, change.language(), before.language()))
                .param(id)
                .param(expectedVersion)
                .update();
        if (changed == 0) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        Patient after = find(id).orElseThrow();
        knownFacilities(id).forEach(known -> {
            feed.changed(known, "patient", id);
            duplicates.note(known, after);
        });
        audit.record(
                actor,
                "PATIENT_CHANGED",
                new Subject("patient", id, through.orElse(null), id),
                Map.of("fields", changedFields(before, after)));
        return Outcome.done(after);
    }

    /**
     * Lets the facility's staff see the record from now on: for a registration, a visit or a booking there. Whoever calls
     * this has judged that the actor may name this patient.
     */
    public void knownIn(UUID patientId, UUID facilityId) {
        jdbc.sql("insert into patient_facility (patient_id, facility_id) values (?, ?) on conflict do nothing")
                .params(patientId, facilityId)
                .update();
    }

    @Transactional(readOnly = true)
    public boolean isKnownIn(UUID patientId, UUID facilityId) {
        return jdbc.sql("select exists (select from patient_facility where patient_id = ? and facility_id = ?)")
                .params(patientId, facilityId)
                .query(Boolean.class)
                .single();
    }

    /** What boards show of these patients; unknown ids are left out. Not audited: the board's reader answers for it. */
    @Transactional(readOnly = true)
    public Map<UUID, Brief> brief(Collection<UUID> ids) {
        Map<UUID, Brief> briefs = new LinkedHashMap<>();
        jdbc.sql("select id, name, birth_date from patient where id = any(?::uuid[])")
                .param(ids.stream().map(UUID::toString).toArray(String[]::new))
                .query((row, n) -> new Brief(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getObject("birth_date", LocalDate.class)))
                .list()
                .forEach(brief -> briefs.put(brief.id(), brief));
        return briefs;
    }

    /** Lets an account sign in as this patient; a record has at most one. */
    public Outcome<Patient> giveAccount(Actor actor, UUID asked, UUID accountId) {
        UUID id = aliases.held(asked);
        Optional<UUID> through = through(actor, id);
        if (through.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        int given = jdbc.sql("""
                        update patient set version = version + 1, account_id = ? where id = ? and account_id is null""").params(accountId, id).update();
        if (given == 0) {
            return Outcome.refused(CommonProblem.CONFLICT, "This record has an account already.");
        }
        audit.record(
                actor,
                "PATIENT_GIVEN_ACCOUNT",
                new Subject("patient", id, through.get(), id),
                Map.of("accountId", accountId));
        return Outcome.done(find(id).orElseThrow());
    }

    private Optional<Patient> find(UUID id) {
        return jdbc.sql(SELECT + " where p.id = ?")
                .param(id)
                .query(Patients::patient)
                .optional();
    }

    /** A facility in which the actor is staff and the patient is known. */
    private Optional<UUID> through(Actor actor, UUID id) {
        return knownFacilities(id).stream()
                .filter(facility -> isStaffIn(actor, facility))
                .findFirst();
    }

    private List<UUID> knownFacilities(UUID id) {
        return jdbc.sql("select facility_id from patient_facility where patient_id = ? order by facility_id")
                .param(id)
                .query((row, n) -> row.getObject("facility_id", UUID.class))
                .list();
    }

    private String onlyCountryOf(UUID id) {
        List<String> countries = knownFacilities(id).stream()
                .flatMap(facility -> facilities.findFacility(facility).stream())
                .map(Facility::country)
                .distinct()
                .toList();
        return countries.size() == 1 ? countries.getFirst() : "ZZ";
    }

    private static boolean isStaffIn(Actor actor, UUID facilityId) {
        return actor.is(Role.RECEPTIONIST, facilityId)
                || actor.is(Role.DOCTOR, facilityId)
                || actor.is(Role.NURSE, facilityId)
                || actor.is(Role.ADMIN, facilityId);
    }

    private boolean isPlausible(@Nullable LocalDate birth, ZoneId zone) {
        return birth == null
                || !(birth.isBefore(EARLIEST_BIRTH)
                        || birth.isAfter(clock.instant().atZone(zone).toLocalDate()));
    }

    private static <T> @Nullable T kept(PatientChange change, Clearable field, @Nullable T given, @Nullable T before) {
        if (given != null) {
            return given;
        }
        return change.clears(field) ? null : before;
    }

    private static List<String> changedFields(Patient before, Patient after) {
        Map<String, Boolean> same = new LinkedHashMap<>();
        same.put("name", before.name().equals(after.name()));
        same.put("birthDate", Objects.equals(before.birthDate(), after.birthDate()));
        same.put("contactPhone", Objects.equals(before.contactPhone(), after.contactPhone()));
        same.put("sex", before.sex() == after.sex());
        same.put("language", Objects.equals(before.language(), after.language()));
        return same.entrySet().stream()
                .filter(field -> !field.getValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** One form of each letter, however a keyboard composes it. */
    private static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }

    private static Patient patient(ResultSet row, int n) throws SQLException {
        String sex = row.getString("sex");
        return new Patient(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getObject("birth_date", LocalDate.class),
                row.getString("contact_phone"),
                sex == null ? null : Patient.Sex.valueOf(sex),
                row.getString("language"),
                row.getTimestamp("created_at").toInstant(),
                row.getLong("version"));
    }
}
