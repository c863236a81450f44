package org.careturn.patients;

import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.identity.Usage.Channel;
import org.careturn.patients.NewRecords.NewRecord;
import org.careturn.patients.Patient.Brief;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Phones;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
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
    private final JdbcClient jdbc;
    private final Facilities facilities;
    private final PatientAliases aliases;
    private final NewRecords records;
    private final AuditLog audit;
    private final PatientAccess access;
    private final Clock clock;

    Patients(
            JdbcClient jdbc,
            Facilities facilities,
            PatientAliases aliases,
            NewRecords records,
            AuditLog audit,
            PatientAccess access,
            Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.aliases = aliases;
        this.records = records;
        this.audit = audit;
        this.access = access;
        this.clock = clock;
    }

    /** Makes a record and lets the facility know the patient. */
    public Outcome<Patient> register(Actor actor, NewPatient request) {
        return register(actor, request, Channel.RECEPTION);
    }

    /** As {@link #register(Actor, NewPatient)}, for who was registered otherwise. */
    public Outcome<Patient> register(Actor actor, NewPatient request, Channel channel) {
        return register(actor, request.facilityId(), List.of(request), channel).getFirst();
    }

    /** Makes a record of each of these, in their order. Nothing is written of who is refused. */
    public List<Outcome<Patient>> register(Actor actor, UUID facilityId, List<NewPatient> requests, Channel channel) {
        Optional<Facility> found = facilities.findFacility(facilityId);
        if (found.isEmpty() || !PatientAccess.isStaffIn(actor, facilityId)) {
            return Collections.nCopies(requests.size(), Outcome.refused(CommonProblem.NOT_FOUND));
        }
        Facility facility = found.get();
        List<Outcome<NewRecord>> wanted = read(facility, requests);
        Iterator<Outcome<Patient>> made = records.make(
                        actor,
                        facility,
                        wanted.stream()
                                .filter(one -> !(one instanceof Outcome.Refused<?>))
                                .map(Outcome::orElseThrow)
                                .toList(),
                        channel)
                .iterator();
        List<Outcome<Patient>> outcomes = new ArrayList<>();
        for (Outcome<NewRecord> one : wanted) {
            outcomes.add(
                    one instanceof Outcome.Refused<NewRecord>(var refusal)
                            ? new Outcome.Refused<>(refusal)
                            : made.next());
        }
        return outcomes;
    }

    /** What {@link #register(Actor, UUID, List, Channel)} would say of each, but for an id that is taken. */
    @Transactional(readOnly = true)
    public List<Outcome<?>> plausible(Actor actor, UUID facilityId, List<NewPatient> requests) {
        Optional<Facility> found = facilities.findFacility(facilityId);
        return found.isEmpty() || !PatientAccess.isStaffIn(actor, facilityId)
                ? Collections.nCopies(requests.size(), Outcome.refused(CommonProblem.NOT_FOUND))
                : List.copyOf(read(found.get(), requests));
    }

    private List<Outcome<NewRecord>> read(Facility facility, List<NewPatient> requests) {
        return requests.stream().map(request -> read(facility, request)).toList();
    }

    private Outcome<NewRecord> read(Facility facility, NewPatient request) {
        Birth birth;
        try {
            birth = Birth.read(request.birthDate(), request.birthPrecision(), request.ageYears(), today(facility));
        } catch (RefusedException implausible) {
            return new Outcome.Refused<>(implausible.refusal());
        }
        String phone = null;
        if (request.contactPhone() != null) {
            phone = Phones.read(request.contactPhone(), facility.country()).orElse(null);
            if (phone == null) {
                return Outcome.refused(PatientProblem.IMPLAUSIBLE_PHONE);
            }
        }
        return Outcome.done(new NewRecord(
                request.id(),
                new Profile(
                        normalized(request.name()),
                        birth,
                        phone,
                        List.of(),
                        request.sex(),
                        request.language(),
                        null,
                        List.of(),
                        List.of()),
                null));
    }

    /**
     * Makes a record of somebody who can't say who they are, under an alias. Who they are is a change of this record, so
     * that their visit stays theirs.
     */
    public Outcome<Patient> registerUnidentified(Actor actor, UnidentifiedPatient request) {
        Optional<Facility> found = facilities.findFacility(request.facilityId());
        if (found.isEmpty() || !PatientAccess.isStaffIn(actor, request.facilityId())) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Facility facility = found.get();
        Birth birth = Birth.read(null, null, request.ageYears(), today(facility));
        String alias = nextAlias();
        return make(
                actor,
                facility,
                new NewRecord(
                        request.id(),
                        new Profile(alias, birth, null, List.of(), request.sex(), null, null, List.of(), List.of()),
                        alias),
                Channel.RECEPTION);
    }

    /**
     * Makes a record of somebody who took a number at a kiosk and hasn't been asked who they are, under an alias.
     *
     * @param language BCP 47, as chosen there
     */
    public Outcome<Patient> registerAtKiosk(Actor actor, UUID facilityId, @Nullable String language) {
        Optional<Facility> facility = facilities.findFacility(facilityId);
        if (facility.isEmpty() || !actor.is(Role.DEVICE, facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        String alias = nextAlias();
        return make(
                actor,
                facility.get(),
                new NewRecord(
                        null,
                        new Profile(alias, null, null, List.of(), null, language, null, List.of(), List.of()),
                        alias),
                Channel.KIOSK);
    }

    private Outcome<Patient> make(Actor actor, Facility facility, NewRecord record, Channel channel) {
        return records.make(actor, facility, List.of(record), channel).getFirst();
    }

    private String nextAlias() {
        return UnidentifiedPatient.alias(
                jdbc.sql("select nextval('patient_alias')").query(Long.class).single());
    }

    /**
     * The record; a reading by staff is audited.
     *
     * @throws RefusedException NOT_FOUND where the patient is known in none of the actor's facilities
     */
    public Patient read(Actor actor, UUID asked) {
        UUID id = aliases.current(asked);
        access.open(actor, id, PatientAccess.Part.RECORD);
        return find(id).orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    /**
     * Opens the record for who shows its visits; a reading by staff is audited as one of the visits.
     *
     * @return the record's id and those of the records that were merged into it
     * @throws RefusedException as {@link #read}
     */
    public Collection<UUID> openVisits(Actor actor, UUID asked) {
        UUID id = aliases.current(asked);
        access.open(actor, id, PatientAccess.Part.VISITS);
        return aliases.all(id);
    }

    /**
     * The patients known in a facility, by name.
     *
     * @param cursor of the page before
     */
    public Page<Patient> page(Actor actor, UUID facilityId, @Nullable String cursor, int limit) {
        UUID after = Cursor.id(cursor);
        if (!PatientAccess.isStaffIn(actor, facilityId)
                || facilities.findFacility(facilityId).isEmpty()) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        if (after != null && !isKnownIn(after, facilityId)) {
            throw Cursor.ofNoPage();
        }
        List<Patient> found = jdbc.sql(PatientRows.SELECT + """
                         where exists (select from patient_facility f where f.patient_id = p.id and f.facility_id = :facility)
                          and p.erased_at is null
                          and (:after::uuid is null
                               or (lower(p.name), p.id) > (select lower(name), id from patient where id = :after::uuid))
                        order by lower(p.name), p.id
                        limit :limit""")
                .param("facility", facilityId)
                .param("after", after)
                .param("limit", limit + 1)
                .query(PatientRows::of)
                .list();
        Page<Patient> page = Page.of(found, limit, last -> Cursor.of(last.id()));
        audit.record(
                actor,
                "PATIENTS_LISTED",
                new Subject("facility", facilityId, facilityId, null),
                Map.of("patients", page.items().stream().map(Patient::id).toList()));
        return page;
    }

    /**
     * Lets the facility's staff see the record from now on: for a registration, a visit or a booking there. Whoever calls
     * this has judged that the actor may name this patient.
     */
    public void knownIn(UUID patientId, UUID facilityId) {
        records.knownIn(List.of(patientId), facilityId);
    }

    @Transactional(readOnly = true)
    public boolean isKnownIn(UUID patientId, UUID facilityId) {
        return jdbc.sql("select exists (select from patient_facility f join patient p on p.id = f.patient_id"
                        + " where f.patient_id = ? and f.facility_id = ? and p.erased_at is null)")
                .params(patientId, facilityId)
                .query(Boolean.class)
                .single();
    }

    /** The facility in which the actor is staff and the patient is known; empty where there is none. */
    @Transactional(readOnly = true)
    public Optional<UUID> facilityOf(Actor actor, UUID asked) {
        return access.through(actor, aliases.current(asked));
    }

    /** What boards show of these patients; unknown ids are left out. Not audited: the board's reader answers for it. */
    @Transactional(readOnly = true)
    public Map<UUID, Brief> brief(Collection<UUID> ids) {
        Map<UUID, Brief> briefs = new LinkedHashMap<>();
        jdbc.sql("select id, name, birth_date from patient where id = any(?::uuid[])")
                .param(Columns.texts(ids))
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
        UUID id = aliases.current(asked);
        Optional<UUID> through = access.through(actor, id);
        if (through.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        int given = jdbc.sql("""
                        update patient set version = version + 1, account_id = ? where id = ? and account_id is null and merged_into is null""").params(accountId, id).update();
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

    /** In which language the patient is written to, BCP 47; for the server itself. */
    public Optional<String> languageOf(UUID patientId) {
        return find(patientId).map(Patient::language);
    }

    private Optional<Patient> find(UUID id) {
        return jdbc.sql(PatientRows.SELECT + " where p.id = ?")
                .param(id)
                .query(PatientRows::of)
                .optional();
    }

    private LocalDate today(Facility facility) {
        return LocalDate.ofInstant(clock.instant(), facility.timeZone());
    }

    /** One form of each letter, however a keyboard composes it. */
    static String normalized(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC);
    }
}
