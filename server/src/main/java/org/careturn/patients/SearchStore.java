package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;
import java.util.UUID;
import org.careturn.patients.SearchText.Ticket;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads whom a search may mean: few rows by one index each, ranked afterwards. */
@Repository
class SearchStore {
    /** So many of a kind are looked at. */
    static final int CANDIDATES = 60;

    private static final int OF_ONE_DAY = 1_000;
    private static final int WORTH_COUNTING = 3_000;
    /** So many of a frequent word are compared one by one before all of its people are. */
    private static final int TRIED = 600;

    private static final String TIMEOUT_MILLIS = "2000";
    private static final String LAST = "\uDBFF\uDFFF";
    private static final String SELECT =
            "select p.id, p.name, case p.birth_precision when 'DAY' then p.birth_date end as birth_date, p.contact_phone,"
                    + " p.search_name from patient p";
    private static final String KNOWN =
            " exists (select from patient_facility f where f.patient_id = p.id and f.facility_id = :facility)";

    private final JdbcClient jdbc;

    SearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param words in the form of {@link NameWords} */
    record Candidate(
            UUID id,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String contactPhone,
            List<String> words) {
        @Override
        public String toString() {
            return "Candidate[" + id + ']';
        }
    }

    /** What one word of a name shall be: one of these, or begin with the only one of these. */
    record Slot(List<String> words, boolean beginning) {
        static Slot of(String word) {
            return new Slot(List.of(word), false);
        }

        static Slot beginning(String word) {
            return new Slot(List.of(word), true);
        }
    }

    /** No statement of this transaction takes longer than two seconds. */
    void bound() {
        jdbc.sql("select set_config('statement_timeout', ?, true)")
                .param(TIMEOUT_MILLIS)
                .query(String.class)
                .single();
    }

    List<Candidate> byTicket(UUID facilityId, Ticket ticket, LocalDate serviceDay) {
        return jdbc.sql(SELECT + """
                         join visit v on v.patient_id = p.id
                        where v.facility_id = :facility and v.ticket_prefix = :prefix and v.ticket_sequence = :sequence
                          and (v.service_day = :day or (v.service_day = :day::date - 1 and v.ended_at is null))
                        order by v.service_day desc""")
                .param("facility", facilityId)
                .param("prefix", ticket.prefix())
                .param("sequence", ticket.sequence())
                .param("day", serviceDay)
                .query(SearchStore::candidate)
                .list();
    }

    /** By the main phone or a further one. */
    List<Candidate> byPhone(UUID facilityId, String phone) {
        return jdbc.sql(byEachPhone(KNOWN))
                .param("facility", facilityId)
                .param("phone", phone)
                .param("limit", OF_ONE_DAY)
                .query(SearchStore::candidate)
                .list();
    }

    List<Candidate> byEndOfPhone(UUID facilityId, String digits) {
        String end = new StringBuilder(digits).reverse().toString();
        return jdbc.sql(SELECT
                        + " where reverse(p.contact_phone) collate \"C\" >= :from"
                        + " and reverse(p.contact_phone) collate \"C\" < :to and"
                        + KNOWN + " limit :limit")
                .param("facility", facilityId)
                .param("from", end)
                .param("to", end + LAST)
                .param("limit", OF_ONE_DAY)
                .query(SearchStore::candidate)
                .list();
    }

    List<Candidate> byBirthDate(UUID facilityId, List<LocalDate> dates) {
        return jdbc.sql(SELECT + " where p.birth_date = any (:dates::date[]) and" + KNOWN + " limit :limit")
                .param("facility", facilityId)
                .param("dates", texts(dates))
                .param("limit", OF_ONE_DAY)
                .query(SearchStore::candidate)
                .list();
    }

    /** Those of the whole organisation who have this phone and one of these birth dates. */
    List<Candidate> anywhere(String phone, List<LocalDate> dates) {
        return jdbc.sql(byEachPhone("""
                         p.birth_date = any (:dates::date[])
                          and exists (select from patient_facility f where f.patient_id = p.id)"""))
                .param("phone", phone)
                .param("dates", texts(dates))
                .param("limit", CANDIDATES)
                .query(SearchStore::candidate)
                .list();
    }

    /** @param names in the form of {@link NameWords#sorted} */
    List<Candidate> bySameName(UUID facilityId, Collection<String> names) {
        return jdbc.sql(SELECT + " where p.search_name = any (:names::text[]) and" + KNOWN + " limit :limit")
                .param("facility", facilityId)
                .param("names", names.toArray(String[]::new))
                .param("limit", CANDIDATES)
                .query(SearchStore::candidate)
                .list();
    }

    /**
     * Those who have one of these phones, birth dates or whole names, so many of each.
     *
     * @param names in the form of {@link NameWords#sorted}
     */
    List<Candidate> alike(
            UUID facilityId, Collection<String> phones, Collection<LocalDate> dates, Collection<String> names) {
        return jdbc.sql(ofEach("phones", "text", "p.contact_phone", OF_ONE_DAY)
                        + " union all " + ofEach("dates", "date", "p.birth_date", OF_ONE_DAY)
                        + " union all " + ofEach("names", "text", "p.search_name", CANDIDATES))
                .param("facility", facilityId)
                .param("phones", phones.toArray(String[]::new))
                .param("dates", texts(dates))
                .param("names", names.toArray(String[]::new))
                .query(SearchStore::candidate)
                .list();
    }

    private static String byEachPhone(String condition) {
        // each part has its index, where the planner might take none for both
        return SELECT + " where p.contact_phone = :phone and " + condition
                + " union all " + SELECT + " where p.other_phones <> '{}' and p.other_phones @> array[:phone]::text[]"
                + " and p.contact_phone is distinct from :phone and " + condition + " limit :limit";
    }

    private static String ofEach(String values, String type, String column, int limit) {
        return "select q.* from unnest(:" + values + "::text[]::" + type + "[]) as k(value) cross join lateral ("
                + SELECT + " where " + column + " = k.value and" + KNOWN + " limit " + limit + ") q";
    }

    /**
     * Those whose name has a word for each of these. The rarest is looked up, the others are compared: where all are
     * frequent, enough are mostly found soon; where they aren't, the words go together seldom, and all people of each
     * word are compared at once.
     */
    List<Candidate> byWords(UUID facilityId, List<Slot> slots) {
        Rarest rarest = rarest(facilityId, slots);
        if (rarest.people == 0) {
            return List.of();
        }
        List<Candidate> found = byRarest(facilityId, slots, rarest);
        return rarest.people < WORTH_COUNTING || slots.size() == 1 || found.size() == CANDIDATES
                ? found
                : ofAllWords(facilityId, slots);
    }

    private List<Candidate> byRarest(UUID facilityId, List<Slot> slots, Rarest rarest) {
        StringBuilder others = new StringBuilder();
        for (int i = 0; i < slots.size(); i++) {
            if (i != rarest.slot) {
                others.append(
                        slots.get(i).beginning
                                ? " and (' ' || p.search_name) like '% ' || :slot" + i + " || '%'"
                                : " and string_to_array(p.search_name, ' ') && :slot" + i + "::text[]");
            }
        }
        // "offset 0" keeps the planner from reading everybody where it takes the words for rarer than they are
        Slot slot = slots.get(rarest.slot);
        String sql = "select q.* from (select w.patient_id from patient_word w where w.facility_id = :facility and "
                + condition(slot, "") + " limit :tried) w cross join lateral (" + SELECT + " where p.id = w.patient_id"
                + others + " offset 0) q limit :limit";
        JdbcClient.StatementSpec statement = driven(sql, slot)
                .param("facility", facilityId)
                .param("tried", rarest.people < WORTH_COUNTING || slots.size() == 1 ? WORTH_COUNTING : TRIED)
                .param("limit", CANDIDATES);
        for (int i = 0; i < slots.size(); i++) {
            if (i != rarest.slot) {
                Slot other = slots.get(i);
                statement = statement.param(
                        "slot" + i, other.beginning ? other.words.getFirst() : other.words.toArray(String[]::new));
            }
        }
        return statement.query(SearchStore::candidate).list();
    }

    /** Words of names one typing error away from one of these. */
    List<String> similarWords(Collection<String> shortened) {
        return jdbc.sql("""
                        select word from name_deletion where rest = any (:rests::text[])
                        union select word from name_word where word = any (:rests::text[])""")
                .param("rests", shortened.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list();
    }

    private List<Candidate> ofAllWords(UUID facilityId, List<Slot> slots) {
        StringJoiner sets = new StringJoiner(" intersect ");
        for (int i = 0; i < slots.size(); i++) {
            sets.add("select w.patient_id from patient_word w where w.facility_id = :facility and "
                    + condition(slots.get(i), String.valueOf(i)));
        }
        JdbcClient.StatementSpec statement = jdbc.sql(
                        SELECT + " join (" + sets + " limit :limit) w on w.patient_id = p.id")
                .param("facility", facilityId)
                .param("limit", CANDIDATES);
        for (int i = 0; i < slots.size(); i++) {
            statement = with(statement, slots.get(i), String.valueOf(i));
        }
        return statement.query(SearchStore::candidate).list();
    }

    /** Those of these that have occurred in a name. */
    List<String> knownWords(Collection<String> words) {
        return jdbc.sql("select word from name_word where word = any (:words::text[])")
                .param("words", words.toArray(String[]::new))
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** The slot with the fewest people, counted up to {@code WORTH_COUNTING}. */
    private record Rarest(int slot, long people) {}

    private Rarest rarest(UUID facilityId, List<Slot> slots) {
        int rarest = 0;
        long fewest = WORTH_COUNTING + 1;
        for (int i = 0; slots.size() > 1 && i < slots.size(); i++) {
            long count = driven(
                            "select count(*) from (select from patient_word w where w.facility_id = :facility and "
                                    + condition(slots.get(i), "") + " limit " + WORTH_COUNTING + ") counted",
                            slots.get(i))
                    .param("facility", facilityId)
                    .query(Long.class)
                    .single();
            if (count == 0) {
                return new Rarest(i, 0);
            }
            if (count < fewest) {
                fewest = count;
                rarest = i;
            }
        }
        return new Rarest(rarest, fewest);
    }

    private static String condition(Slot slot, String number) {
        return slot.beginning
                ? "w.word >= :word" + number + " and w.word < :end" + number
                : "w.word = any (:words" + number + "::text[])";
    }

    private JdbcClient.StatementSpec driven(String sql, Slot slot) {
        return with(jdbc.sql(sql), slot, "");
    }

    private static JdbcClient.StatementSpec with(JdbcClient.StatementSpec statement, Slot slot, String number) {
        return slot.beginning
                ? statement
                        .param("word" + number, slot.words.getFirst())
                        .param("end" + number, slot.words.getFirst() + LAST)
                : statement.param("words" + number, slot.words.toArray(String[]::new));
    }

    private static String[] texts(Collection<LocalDate> dates) {
        return dates.stream().map(LocalDate::toString).toArray(String[]::new);
    }

    private static Candidate candidate(ResultSet row, int n) throws SQLException {
        String name = row.getString("name");
        String words = row.getString("search_name");
        return new Candidate(
                row.getObject("id", UUID.class),
                name,
                row.getObject("birth_date", LocalDate.class),
                row.getString("contact_phone"),
                List.of((words == null ? NameWords.sorted(name) : words).split(" ")));
    }
}
