package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.Likeness.Described;
import org.careturn.patients.Patient.Brief;
import org.careturn.patients.SearchStore.Candidate;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Phones;
import org.careturn.platform.openapi.ApiName;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Records that may be of one person. They are shown; nothing is ever merged or refused because of them. */
@Service
public class Duplicates {
    private static final int SHOWN = 10;
    private static final String PAIRS = """
            select d.id, d.score, d.found_at, a.id as a_id, a.name as a_name, a.birth_date as a_birth,
              b.id as b_id, b.name as b_name, b.birth_date as b_birth
            from patient_duplicate d join patient a on a.id = d.patient_id join patient b on b.id = d.other_id""";

    private final JdbcClient jdbc;
    private final SearchStore store;
    private final Facilities facilities;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    Duplicates(
            JdbcClient jdbc, SearchStore store, Facilities facilities, ChangeFeed feed, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.store = store;
        this.facilities = facilities;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody who may be the same person.
     *
     * @param score from 60 to 100
     */
    @ApiName("LikelyDuplicate")
    public record Likely(
            UUID id,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String contactPhone,
            int score) {
        @Override
        public String toString() {
            return "Likely[" + id + ']';
        }
    }

    /**
     * The likeliest first.
     *
     * @param more whether there are further ones
     */
    @ApiName("LikelyDuplicates")
    public record LikelyOnes(List<Likely> items, boolean more) {}

    /** Two records of a facility that may be of one person; {@code score} from 60 to 100. */
    @ApiName("PossibleDuplicate")
    public record Pair(UUID id, int score, Brief patient, Brief other) {}

    /** Those whom the facility knows and who may be the person about to be registered. Registering stays possible. */
    @Transactional
    public LikelyOnes before(Actor actor, NewPatient person) {
        store.bound();
        return before(actor, person.facilityId(), List.of(person)).getFirst();
    }

    /** As {@link #before(Actor, NewPatient)}, for each of several people; noted as one look. */
    @Transactional
    public List<LikelyOnes> before(Actor actor, UUID facilityId, List<NewPatient> people) {
        Facility facility = facilities.visible(actor, facilityId);
        List<List<Likely>> found = likely(
                facility.id(),
                people.stream().map(person -> described(facility, person)).toList(),
                List.of());
        audit.record(
                actor,
                "PATIENT_DUPLICATES_LISTED",
                new Subject("facility", facility.id(), facility.id(), null),
                Map.of(
                        "patients",
                        found.stream()
                                .flatMap(likely -> likely.stream().limit(SHOWN))
                                .map(Likely::id)
                                .distinct()
                                .toList()));
        return found.stream()
                .map(likely -> new LikelyOnes(likely.subList(0, Math.min(SHOWN, likely.size())), likely.size() > SHOWN))
                .toList();
    }

    /** How many of these, from the first on, are likely to be none of those before them. */
    @Transactional(readOnly = true)
    public int apart(Actor actor, UUID facilityId, List<NewPatient> people) {
        Facility facility = facilities.visible(actor, facilityId);
        List<Described> before = new ArrayList<>();
        for (NewPatient person : people) {
            Described described = described(facility, person);
            if (before.stream().anyMatch(other -> Likeness.isLikely(described, other))) {
                break;
            }
            before.add(described);
        }
        return before.size();
    }

    private static Described described(Facility facility, NewPatient person) {
        return new Described(
                List.of(NameWords.sorted(person.name()).split(" ")),
                person.birthPrecision() == null || person.birthPrecision() == Birth.Precision.DAY
                        ? person.birthDate()
                        : null,
                Optional.ofNullable(person.contactPhone())
                        .flatMap(written -> Phones.read(written, facility.country()))
                        .orElse(null));
    }

    /** Notes with whom records, new or changed, may be one in this facility. */
    void note(UUID facilityId, List<Patient> patients) {
        List<List<Likely>> found = likely(
                facilityId,
                patients.stream()
                        .map(patient -> new Described(
                                List.of(NameWords.sorted(patient.name()).split(" ")),
                                patient.birthPrecision() == Birth.Precision.DAY ? patient.birthDate() : null,
                                patient.contactPhone()))
                        .toList(),
                patients.stream().map(Patient::id).toList());
        for (int i = 0; i < patients.size(); i++) {
            UUID id = patients.get(i).id();
            found.get(i).stream().limit(SHOWN).forEach(likely -> note(id, likely));
        }
    }

    private void note(UUID id, Likely likely) {
        jdbc.sql("""
                        insert into patient_duplicate (id, patient_id, other_id, score, found_at)
                        values (?, least(?::uuid, ?), greatest(?::uuid, ?), ?, ?)
                        on conflict (patient_id, other_id) do update set score = excluded.score""")
                .params(Ids.next(), id, likely.id, id, likely.id, likely.score, Timestamp.from(clock.instant()))
                .update();
    }

    /**
     * The pairs of a facility that nobody has dismissed, the newest last.
     *
     * @param cursor of the page before
     */
    @Transactional
    public Page<Pair> page(Actor actor, UUID facilityId, @Nullable String cursor, int limit) {
        facilities.visible(actor, facilityId);
        List<Pair> found = jdbc.sql(PAIRS + """
                         where d.dismissed_at is null and (:after::uuid is null or d.id > :after::uuid)
                          and exists (select from patient_facility f where f.facility_id = :facility and f.patient_id = a.id)
                          and exists (select from patient_facility f where f.facility_id = :facility and f.patient_id = b.id)
                        order by d.id limit :limit""")
                .param("after", Cursor.id(cursor))
                .param("facility", facilityId)
                .param("limit", limit + 1)
                .query(Duplicates::pair)
                .list();
        Page<Pair> page = Page.of(found, limit, last -> Cursor.of(last.id()));
        audit.record(
                actor,
                "PATIENT_DUPLICATES_LISTED",
                new Subject("facility", facilityId, facilityId, null),
                Map.of("pairs", page.items().stream().map(Pair::id).toList()));
        return page;
    }

    /** These are two people: the pair isn't shown any more, anywhere. */
    @Transactional
    public Outcome<Pair> dismiss(Actor actor, UUID pairId) {
        Pair pair = jdbc.sql(PAIRS + " where d.id = ?")
                .param(pairId)
                .query(Duplicates::pair)
                .optional()
                .orElse(null);
        List<UUID> both = pair == null
                ? List.of()
                : jdbc.sql("""
                                select f.facility_id from patient_facility f
                                join patient_facility g on g.facility_id = f.facility_id and g.patient_id = ?
                                where f.patient_id = ? order by f.facility_id""")
                        .params(pair.patient.id(), pair.other.id())
                        .query((row, n) -> row.getObject(1, UUID.class))
                        .list();
        UUID through = both.stream().filter(actor::mayIn).findFirst().orElse(null);
        if (pair == null || through == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        int dismissed = jdbc.sql("""
                        update patient_duplicate set dismissed_at = ?, dismissed_by = ?
                        where id = ? and dismissed_at is null""")
                .params(Timestamp.from(clock.instant()), actor.accountId(), pairId)
                .update();
        if (dismissed == 0) {
            return Outcome.noop(pair);
        }
        both.forEach(facility -> feed.changed(facility, "patient_duplicate", pairId));
        audit.record(
                actor,
                "PATIENT_DUPLICATE_DISMISSED",
                new Subject("patient_duplicate", pairId, through, pair.patient.id()),
                Map.of("patientId", pair.patient.id(), "otherId", pair.other.id()));
        return Outcome.done(pair);
    }

    /**
     * For each of these people, whoever has the phone, the birth date or the whole name: nobody else reaches the score.
     *
     * @param themselves their records; none where nobody has one yet
     */
    private List<List<Likely>> likely(UUID facility, List<Described> people, List<UUID> themselves) {
        Set<String> phones = new LinkedHashSet<>();
        Set<LocalDate> dates = new LinkedHashSet<>();
        Set<String> names = new LinkedHashSet<>();
        for (Described person : people) {
            Optional.ofNullable(person.phone()).ifPresent(phones::add);
            Optional.ofNullable(person.birthDate()).ifPresent(dates::add);
            names.add(name(person));
        }
        Candidates candidates = new Candidates();
        new LinkedHashSet<>(store.alike(facility, phones, dates, names)).forEach(candidates::add);
        List<List<Likely>> found = new ArrayList<>();
        for (int i = 0; i < people.size(); i++) {
            found.add(likely(people.get(i), themselves.isEmpty() ? null : themselves.get(i), candidates));
        }
        return found;
    }

    private static List<Likely> likely(Described person, @Nullable UUID itself, Candidates candidates) {
        return candidates.of(person).stream()
                .filter(candidate -> !candidate.id().equals(itself))
                .map(candidate -> new Likely(
                        candidate.id(),
                        candidate.name(),
                        candidate.birthDate(),
                        candidate.contactPhone(),
                        Likeness.of(
                                person,
                                new Described(candidate.words(), candidate.birthDate(), candidate.contactPhone()))))
                .filter(likely -> likely.score >= Likeness.LIKELY)
                .sorted(Comparator.comparingInt((Likely likely) -> -likely.score)
                        .thenComparing(Likely::id))
                .toList();
    }

    private static String name(Described person) {
        return String.join(" ", person.words());
    }

    /** By what they may have in common with somebody. */
    private static final class Candidates {
        private final Map<Object, List<Candidate>> by = new HashMap<>();

        void add(Candidate candidate) {
            Described person = new Described(candidate.words(), candidate.birthDate(), candidate.contactPhone());
            marks(person)
                    .forEach(mark ->
                            by.computeIfAbsent(mark, any -> new ArrayList<>()).add(candidate));
        }

        Set<Candidate> of(Described person) {
            Set<Candidate> found = new LinkedHashSet<>();
            marks(person).forEach(mark -> found.addAll(by.getOrDefault(mark, List.of())));
            return found;
        }

        private static List<Object> marks(Described person) {
            List<Object> marks = new ArrayList<>();
            marks.add(person.words());
            Optional.ofNullable(person.phone()).ifPresent(marks::add);
            Optional.ofNullable(person.birthDate()).ifPresent(marks::add);
            return marks;
        }
    }

    private static Pair pair(ResultSet row, int n) throws SQLException {
        return new Pair(row.getObject("id", UUID.class), row.getInt("score"), brief(row, "a_"), brief(row, "b_"));
    }

    private static Brief brief(ResultSet row, String prefix) throws SQLException {
        return new Brief(
                row.getObject(prefix + "id", UUID.class),
                row.getString(prefix + "name"),
                row.getObject(prefix + "birth", LocalDate.class));
    }
}
