package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.Likeness.Described;
import org.careturn.patients.Patient.Brief;
import org.careturn.patients.SearchStore.Candidate;
import org.careturn.patients.SearchStore.Slot;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
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
        Facility facility = facilities.visible(actor, person.facilityId());
        String phone = Optional.ofNullable(person.contactPhone())
                .flatMap(written -> Phones.read(written, facility.country()))
                .orElse(null);
        store.bound();
        List<Likely> likely = likely(
                facility.id(),
                new Described(
                        List.of(NameWords.sorted(person.name()).split(" ")),
                        person.birthPrecision() == null || person.birthPrecision() == Birth.Precision.DAY
                                ? person.birthDate()
                                : null,
                        phone),
                null);
        audit.record(
                actor,
                "PATIENT_DUPLICATES_LISTED",
                new Subject("facility", facility.id(), facility.id(), null),
                Map.of("patients", likely.stream().limit(SHOWN).map(Likely::id).toList()));
        return new LikelyOnes(likely.subList(0, Math.min(SHOWN, likely.size())), likely.size() > SHOWN);
    }

    /** Notes with whom a record, new or changed, may be one in this facility. */
    void note(UUID facilityId, Patient patient) {
        Described described = new Described(
                List.of(NameWords.sorted(patient.name()).split(" ")),
                patient.birthPrecision() == Birth.Precision.DAY ? patient.birthDate() : null,
                patient.contactPhone());
        List<Likely> found = likely(facilityId, described, patient.id());
        for (Likely likely : found.subList(0, Math.min(SHOWN, found.size()))) {
            jdbc.sql("""
                            insert into patient_duplicate (id, patient_id, other_id, score, found_at)
                            values (?, least(?::uuid, ?), greatest(?::uuid, ?), ?, ?)
                            on conflict (patient_id, other_id) do update set score = excluded.score""")
                    .params(
                            Ids.next(),
                            patient.id(),
                            likely.id,
                            patient.id(),
                            likely.id,
                            likely.score,
                            Timestamp.from(clock.instant()))
                    .update();
        }
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

    private List<Likely> likely(UUID facility, Described person, @Nullable UUID itself) {
        Map<UUID, Candidate> candidates = new LinkedHashMap<>();
        if (person.phone() != null) {
            add(candidates, store.byPhone(facility, person.phone()));
        }
        if (person.birthDate() != null) {
            add(candidates, store.byBirthDate(facility, List.of(person.birthDate())));
        }
        add(candidates, store.bySameName(facility, List.of(String.join(" ", person.words()))));
        add(
                candidates,
                store.byWords(facility, person.words().stream().map(Slot::of).toList()));
        return candidates.values().stream()
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

    private static void add(Map<UUID, Candidate> all, List<Candidate> more) {
        more.forEach(candidate -> all.putIfAbsent(candidate.id(), candidate));
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
