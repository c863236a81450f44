package org.careturn.patients;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Entry;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facility;
import org.careturn.identity.Usage;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes patients' records, one or several by the same few statements. To be called in a transaction. */
@Component
class NewRecords {
    private static final String INSERT = """
            insert into patient (id, name, search_name, alias, birth_date, birth_precision, contact_phone, sex, language,
              created_at)
            select n.*, :now from unnest(:ids::text[]::uuid[], :names::text[], :words::text[], :aliases::text[],
              :births::text[]::date[], :precisions::text[], :phones::text[], :sexes::text[], :languages::text[]) n
            on conflict (id) do nothing returning id""";

    private final JdbcClient jdbc;
    private final Duplicates duplicates;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Usage usage;
    private final Clock clock;

    NewRecords(JdbcClient jdbc, Duplicates duplicates, ChangeFeed feed, AuditLog audit, Usage usage, Clock clock) {
        this.jdbc = jdbc;
        this.duplicates = duplicates;
        this.feed = feed;
        this.audit = audit;
        this.usage = usage;
        this.clock = clock;
    }

    /**
     * @param givenId that a client made; null: a new one
     * @param alias for who isn't known by name
     */
    record NewRecord(
            @Nullable String givenId,
            Profile profile,
            @Nullable String alias) {
        @Override
        public String toString() {
            return "NewRecord[" + givenId + ']';
        }
    }

    /** In the order of the wishes; refused where an id is taken. */
    List<Outcome<Patient>> make(Actor actor, Facility facility, List<NewRecord> wanted, Usage.Channel channel) {
        if (wanted.isEmpty()) {
            return List.of();
        }
        List<UUID> ids = wanted.stream()
                .map(one -> one.givenId == null ? Ids.next() : UUID.fromString(one.givenId))
                .toList();
        Set<UUID> inserted = insert(ids, wanted);
        knownIn(inserted, facility.id());
        Map<UUID, Patient> made = new HashMap<>();
        jdbc.sql(PatientRows.SELECT + " where p.id = any(?::text[]::uuid[])")
                .param(Columns.texts(inserted))
                .query(PatientRows::of)
                .list()
                .forEach(patient -> made.put(patient.id(), patient));
        List<Outcome<Patient>> outcomes = new ArrayList<>();
        List<Patient> fresh = new ArrayList<>();
        List<Entry> entries = new ArrayList<>();
        for (UUID id : ids) {
            Patient patient = made.remove(id);
            if (patient == null) {
                outcomes.add(Outcome.refused(PatientProblem.PATIENT_ID_TAKEN));
                continue;
            }
            feed.changed(facility.id(), "patient", id);
            entries.add(new Entry(
                    new Subject("patient", id, facility.id(), id),
                    Map.of(),
                    PatientDifference.of(null, patient.profile()).values()));
            fresh.add(patient);
            outcomes.add(Outcome.done(patient));
        }
        if (!fresh.isEmpty()) {
            audit.record(actor, "PATIENT_REGISTERED", entries);
            duplicates.note(facility.id(), fresh);
            usage.registered(channel, fresh.size());
        }
        return outcomes;
    }

    private Set<UUID> insert(List<UUID> ids, List<NewRecord> wanted) {
        String[] words = texts(wanted, one -> NameWords.sorted(one.profile.name()));
        if (wanted.size() > 1) {
            // in one order for all, since who writes a new word makes the next one of the same word wait
            jdbc.sql("select learn_words(string_to_array(:names, ' '))")
                    .param("names", String.join(" ", words))
                    .query((row, n) -> n)
                    .list();
        }
        return new HashSet<>(jdbc.sql(INSERT)
                .param("now", Timestamp.from(clock.instant()))
                .param("ids", Columns.texts(ids))
                .param("names", texts(wanted, one -> one.profile.name()))
                .param("words", words)
                .param("aliases", texts(wanted, one -> one.alias))
                .param("births", texts(wanted, one -> {
                    Birth birth = one.profile.birth();
                    return birth == null ? null : birth.date().toString();
                }))
                .param("precisions", texts(wanted, one -> PatientRows.precision(one.profile.birth())))
                .param("phones", texts(wanted, one -> one.profile.contactPhone()))
                .param("sexes", texts(wanted, one -> PatientRows.name(one.profile.sex())))
                .param("languages", texts(wanted, one -> one.profile.language()))
                .query((row, n) -> row.getObject(1, UUID.class))
                .list());
    }

    /** Lets the facility's staff see these records. */
    void knownIn(Collection<UUID> patientIds, UUID facilityId) {
        jdbc.sql("insert into patient_facility (patient_id, facility_id)"
                        + " select unnest(?::text[]::uuid[]), ? on conflict do nothing")
                .params(Columns.texts(patientIds), facilityId)
                .update();
    }

    private interface Text {
        @Nullable
        String of(NewRecord one);
    }

    private static String[] texts(List<NewRecord> wanted, Text text) {
        String[] texts = new String[wanted.size()];
        for (int i = 0; i < texts.length; i++) {
            String of = text.of(wanted.get(i));
            if (of != null) {
                texts[i] = of;
            }
        }
        return texts;
    }
}
