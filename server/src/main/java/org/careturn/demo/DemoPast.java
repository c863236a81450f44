package org.careturn.demo;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.demo.DemoHospital.Person;
import org.careturn.demo.DemoHospital.Way;
import org.careturn.demo.past.PastHospital;
import org.careturn.demo.past.PastHospital.Line;
import org.careturn.demo.past.PastHospital.Path;
import org.careturn.demo.past.PastHospital.Worker;
import org.careturn.demo.past.PastStore;
import org.careturn.demo.past.PastYear;
import org.careturn.platform.Ids;

/**
 * Gives a demo hospital a past: visits and appointments on days of which it has none. Without single acts, audit and messages,
 * and without changes for clients, which only know the day.
 */
final class DemoPast {
    /** Visits of one person in all that time, at most; who is missing is made up. */
    private static final int VISITS_OF_ONE = 40;

    /** The last days are left to what is played. */
    private static final int LAST_DAYS = 2;

    private static final double BOOKABLE = .5;

    private final Connection connection;
    private final DemoHospital plan;
    private final UUID facilityId;
    private final ZoneId zone;
    private final long seed;

    /** @param connection whose transactions are the caller's */
    DemoPast(Connection connection, DemoHospital plan, UUID facilityId, long seed) {
        this.connection = connection;
        this.plan = plan;
        this.facilityId = facilityId;
        this.zone = ZoneId.of(plan.timeZone());
        this.seed = seed;
    }

    /** Called after each day, with the visits so far. */
    interface Progress {
        void made(int visits) throws SQLException;
    }

    /**
     * Spreads so many visits over the days before today.
     *
     * @param days so many, of which those that have visits are left out
     * @return how many were made: none where there is no such day
     */
    int make(LocalDate today, int days, int visits, Progress progress) throws SQLException {
        List<LocalDate> empty = emptyDays(today.minusDays(days + LAST_DAYS - 1L), today.minusDays(LAST_DAYS));
        if (empty.isEmpty()) {
            return 0;
        }
        PastHospital hospital = hospital(people(visits));
        PastStore store = new PastStore(connection, facilityId);
        store.makeRoom(hospital.lines().stream().map(Line::queueId).toList(), visits);
        PastYear year = new PastYear(hospital, seed);
        List<Integer> shares = PastYear.shares(empty, visits);
        int made = 0;
        for (int i = 0; i < empty.size(); i++) {
            store.write(year.day(empty.get(i), shares.get(i)));
            made += shares.get(i);
            progress.made(made);
        }
        store.finish();
        return made;
    }

    private List<LocalDate> emptyDays(LocalDate first, LocalDate last) throws SQLException {
        Set<String> taken = new HashSet<>();
        for (String[] row : rows(
                "select distinct service_day::text from visit where facility_id = ? and service_day between '" + first
                        + "' and '" + last + "'",
                1)) {
            taken.add(row[0]);
        }
        return first.datesUntil(last.plusDays(1))
                .filter(day -> !taken.contains(day.toString()))
                .toList();
    }

    /** Those whom the facility knows, without who signs in and who acts for others, whose records are looked at closely. */
    private List<UUID> people(int visits) throws SQLException {
        String known = """
                select p.id::text from patient p join patient_facility f on f.patient_id = p.id
                where f.facility_id = ? and p.account_id is null and p.merged_into is null and p.erased_at is null
                order by p.id""";
        int missing = visits / VISITS_OF_ONE - rows(known, 1).size();
        if (missing > 0) {
            makeUp(missing);
        }
        return rows(known, 1).stream().map(row -> UUID.fromString(row[0])).toList();
    }

    private void makeUp(int count) throws SQLException {
        Random random = new Random(seed);
        List<String> names = plan.patients();
        String sql = """
                with made as (
                  insert into patient (id, name, birth_date, sex, created_at)
                  values (?, ?, current_date - ?::int, ?, now() - interval '500 days') returning id)
                insert into patient_facility (patient_id, facility_id) select id, ? from made""";
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < count; i++) {
                String first = names.get(random.nextInt(names.size()));
                String last = names.get(random.nextInt(names.size()));
                statement.setObject(1, Ids.next());
                statement.setString(2, first.substring(0, first.indexOf(' ')) + last.substring(last.indexOf(' ')));
                statement.setInt(3, 365 + random.nextInt(33_000));
                statement.setString(4, random.nextBoolean() ? "FEMALE" : "MALE");
                statement.setObject(5, facilityId);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private PastHospital hospital(List<UUID> people) throws SQLException {
        Map<String, UUID> accounts = byName("""
                select a.user_name, a.id::text from account a join account_role r on r.account_id = a.id where r.facility_id = ?""");
        Map<String, UUID> rooms = byName("select name, id::text from room where facility_id = ?");
        List<String> bookable = plan.ways().stream()
                .filter(way -> !way.isRoute() && way.booked() >= BOOKABLE)
                .map(way -> way.steps().getFirst().getFirst())
                .toList();
        List<String> order = inOrder();
        List<Line> lines = new ArrayList<>();
        Map<String, Integer> places = new HashMap<>();
        List<String[]> queues = rows("""
                select q.prefix, q.id::text, s.id::text, s.duration_minutes::text from queue q join service s on s.id = q.service_id
                where q.facility_id = ?""", 4);
        for (String prefix : order) {
            for (String[] queue : queues) {
                if (queue[0].equals(prefix)) {
                    places.put(prefix, lines.size());
                    lines.add(new Line(
                            UUID.fromString(queue[1]),
                            UUID.fromString(queue[2]),
                            prefix,
                            Integer.parseInt(queue[3]),
                            bookable.contains(prefix),
                            workers(prefix, accounts, rooms)));
                }
            }
        }
        List<Path> paths = new ArrayList<>();
        for (Way way : plan.ways()) {
            List<Integer> steps = new ArrayList<>();
            for (List<String> step : way.steps()) {
                Integer place = places.get(step.getFirst());
                if (place != null && (steps.isEmpty() || steps.getLast() < place)) {
                    steps.add(place);
                }
            }
            if (!steps.isEmpty()) {
                paths.add(new Path(steps, way.perHour(), way.booked(), way.urgencies()));
            }
        }
        return new PastHospital(facilityId, zone, lines, paths, people);
    }

    /** The queues' prefixes, each after those that come before it on any way. */
    private List<String> inOrder() {
        Map<String, Integer> place = new TreeMap<>();
        for (Way way : plan.ways()) {
            for (int i = 0; i < way.steps().size(); i++) {
                int at = i;
                way.steps().get(i).forEach(prefix -> place.merge(prefix, at, Math::max));
            }
        }
        return place.keySet().stream()
                .sorted(Comparator.comparing(prefix -> place.getOrDefault(prefix, 0)))
                .toList();
    }

    /** Each serves only the first of his queues, so that nobody has two appointments at once. */
    private List<Worker> workers(String prefix, Map<String, UUID> accounts, Map<String, UUID> rooms) {
        List<Worker> workers = new ArrayList<>();
        for (boolean first : new boolean[] {true, false}) {
            for (Person person : plan.staff()) {
                UUID account = accounts.get(person.userName());
                UUID room = rooms.get(person.room());
                boolean serves = first
                        ? !person.queues().isEmpty()
                                && person.queues().getFirst().equals(prefix)
                        : workers.isEmpty() && person.queues().contains(prefix);
                if (serves && account != null && room != null) {
                    workers.add(new Worker(account, room, person.role().name()));
                }
            }
        }
        return workers;
    }

    private Map<String, UUID> byName(String sql) throws SQLException {
        Map<String, UUID> found = new HashMap<>();
        for (String[] row : rows(sql, 2)) {
            found.put(row[0], UUID.fromString(row[1]));
        }
        return found;
    }

    /** Texts of a query about the facility. */
    private List<String[]> rows(String sql, int columns) throws SQLException {
        List<String[]> rows = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, facilityId);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String[] texts = new String[columns];
                    Arrays.setAll(texts, i -> "");
                    for (int i = 0; i < columns; i++) {
                        texts[i] = row.getString(i + 1);
                    }
                    rows.add(texts);
                }
            }
        }
        return rows;
    }
}
