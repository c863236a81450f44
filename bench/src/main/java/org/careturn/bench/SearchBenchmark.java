package org.careturn.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.bench.Clinic.Size;
import org.careturn.bench.HttpConnection.Answer;
import org.careturn.patients.NameWords;
import org.careturn.patients.PatientSearch;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.springframework.context.ConfigurableApplicationContext;

/** Finding one of 1,000,000 people: how long it takes, and whether the right one comes first. */
final class SearchBenchmark implements Benchmark {
    private static final int PEOPLE = 1_000_000;
    private static final int AT_ONCE = 10_000;
    private static final int SAMPLE = 250;
    private static final int WARM_UP = 60;
    private static final double GOAL = 50;
    private static final long SEED = 1961;

    private record Person(UUID id, String name, LocalDate birthDate, String phone) {}

    /** What was typed, and who was meant; nobody where there are many. */
    private record Typed(String text, Person meant) {}

    private final Random random = new Random(SEED);

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Search: one of 1,000,000 people, all known in one facility");
        report.note(Machine.description());
        Progress.say("search: making a million people");
        try (Clinic clinic = Clinic.open(installation, new Size(1, 1, 1))) {
            List<Person> sample = fill(clinic);
            Progress.say("search: measuring");
            Map<String, List<Typed>> kinds = new LinkedHashMap<>();
            kinds.put("exact name", typed(sample, Person::name));
            kinds.put("one typing error", typed(sample, person -> withError(person.name)));
            kinds.put("swapped names", typed(sample, person -> swapped(person.name)));
            kinds.put(
                    "missing accents",
                    typed(
                            sample.stream()
                                    .filter(person -> !plain(person.name).equals(person.name))
                                    .toList(),
                            person -> plain(person.name)));
            kinds.put("phone", typed(sample, person -> person.phone));
            kinds.put(
                    "last 6 digits of the phone",
                    typed(sample, person -> person.phone.substring(person.phone.length() - 6)));
            kinds.put("birth date and error in the name", typed(sample, p -> withError(p.name) + " " + p.birthDate));
            kinds.put("birth date", typed(sample, person -> person.birthDate.toString()));
            kinds.put("two letters", typed(sample, person -> start(person.name, 2)));
            kinds.put("three letters of each word", typed(sample, person -> starts(person.name)));
            kinds.put(
                    "one frequent name",
                    typed(
                            sample,
                            person -> List.of("maria", "jose", "garcia", "silva", "мария")
                                    .get(random.nextInt(5))));
            kinds.put("frequent names of two scripts", typed(sample, person -> "maria иванов"));
            http(report, clinic, kinds);
            try (ConfigurableApplicationContext application = clinic.application()) {
                PatientSearch search = application.getBean(PatientSearch.class);
                UUID facility = clinic.doctors().getFirst().facilityId();
                for (var kind : kinds.entrySet()) {
                    times(report, kind.getKey() + ", without HTTP", kind.getValue(), typed -> {
                        search.search(Actor.SYSTEM, facility, typed.text, 20);
                    });
                }
            }
            report.figure("named Maria", "", count(clinic, "select count(*) from patient_word where word = 'maria'"));
            report.figure("different words", "", count(clinic, "select count(*) from name_word"));
            report.figure(
                    "size of the words of names",
                    "MB",
                    count(
                            clinic,
                            "select (pg_total_relation_size('patient_word')"
                                    + " + pg_total_relation_size('name_word') + pg_total_relation_size('name_deletion')) / 1000000"));
        }
        report.note(
                "Right first: of those whose name nobody else has and whose answer isn't headed by somebody whom the"
                        + " typed words fit as well. In brackets in notes: of all.");
        return report;
    }

    private interface Asking {
        void ask(Typed typed) throws Exception;
    }

    private static void times(Report report, String what, List<Typed> all, Asking asking) throws Exception {
        for (int i = 0; i < WARM_UP; i++) {
            asking.ask(all.get(i % all.size()));
        }
        Times times = new Times();
        for (Typed typed : all) {
            long begin = System.nanoTime();
            asking.ask(typed);
            times.add(System.nanoTime() - begin);
        }
        report.figure(what + ", median", "ms", times.percentile(50));
        report.atMost(GOAL, what + ", P99", "ms", times.percentile(99));
    }

    private static void http(Report report, Clinic clinic, Map<String, List<Typed>> kinds) throws Exception {
        try (HttpConnection connection = HttpConnection.open(clinic.server().port())) {
            String token = Clinic.signIn(connection, clinic.doctors().getFirst());
            String start = "{\"facilityId\":\"" + clinic.doctors().getFirst().facilityId() + "\",\"text\":\"";
            for (var kind : kinds.entrySet()) {
                List<Answer> answers = new ArrayList<>();
                times(
                        report,
                        kind.getKey(),
                        kind.getValue(),
                        typed -> answers.add(connection
                                .post("/api/v1/patients/search", DeskClient.headers(token), start + typed.text + "\"}")
                                .expect(200)));
                if (!kind.getKey().contains("letters")
                        && !kind.getKey().contains("frequent")
                        && !kind.getKey().equals("birth date")) {
                    rightFirst(report, kind.getKey(), kind.getValue(), answers.subList(WARM_UP, answers.size()));
                }
            }
        }
    }

    private static void rightFirst(Report report, String kind, List<Typed> all, List<Answer> answers) {
        int right = 0;
        int clear = 0;
        int rightAndClear = 0;
        for (int i = 0; i < all.size(); i++) {
            Typed typed = all.get(i);
            boolean first = answers.get(i).text("", "id").equals(typed.meant.id.toString());
            String name = answers.get(i).text("", "name");
            boolean unclear = !kind.contains("phone")
                    && !first
                    && !name.isEmpty()
                    && fits(typed.text.replaceAll(" [0-9-]+$", ""), name);
            right += first ? 1 : 0;
            if (!unclear) {
                clear++;
                rightAndClear += first ? 1 : 0;
                if (!first) {
                    report.note(kind + ": typed \"" + typed.text + "\" for \"" + typed.meant.name + "\", first \""
                            + name + '"');
                }
            }
        }
        double share = 100.0 * rightAndClear / Math.max(1, clear);
        report.atMost(0, kind + ", right person not first", "%", 100 - share);
        report.note(kind + ": " + right + " of " + all.size() + " first; in " + (all.size() - clear)
                + " somebody else's name fits what was typed as well");
    }

    /** Whether what was typed is this name as well, but for one typing error: told apart from the product's own way. */
    private static boolean fits(String typed, String name) {
        List<String> left = new ArrayList<>(List.of(NameWords.sorted(typed).split(" ")));
        List<String> right = new ArrayList<>(List.of(NameWords.sorted(name).split(" ")));
        left.removeIf(right::remove);
        return left.isEmpty()
                || (left.size() == 1 && right.stream().anyMatch(word -> distance(left.getFirst(), word) <= 1));
    }

    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(d[i - 1][j - 1] + same, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }

    private static List<Typed> typed(List<Person> sample, Function<Person, String> text) {
        return sample.stream()
                .map(person -> new Typed(text.apply(person), person))
                .toList();
    }

    /** One letter is left out, doubled, replaced by another of the name, or swapped with the next, in a word of four letters. */
    private String withError(String name) {
        String[] words = name.split(" ");
        int at = 0;
        for (int i = 0; i < words.length; i++) {
            if (words[i].length() > words[at].length()) {
                at = i;
            }
        }
        String word = words[at];
        if (word.length() < 4) {
            return name;
        }
        int i = random.nextInt(word.length() - 1);
        words[at] = switch (random.nextInt(4)) {
            case 0 -> word.substring(0, i) + word.substring(i + 1);
            case 1 -> word.substring(0, i + 1) + word.substring(i);
            case 2 -> word.substring(0, i) + word.charAt((i + 2) % word.length()) + word.substring(i + 1);
            default -> word.substring(0, i) + word.charAt(i + 1) + word.charAt(i) + word.substring(i + 2);
        };
        return String.join(" ", words);
    }

    private static String swapped(String name) {
        int space = name.lastIndexOf(' ');
        return space < 0 ? name : name.substring(space + 1) + ' ' + name.substring(0, space);
    }

    private static String plain(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFD).replaceAll("\\p{InCombiningDiacriticalMarks}", "");
    }

    private static String start(String word, int letters) {
        return word.substring(0, Math.min(letters, word.length()));
    }

    private static String starts(String name) {
        return String.join(
                " ",
                List.of(name.split(" ")).stream().map(word -> start(word, 3)).toList());
    }

    /** A sample of those whose name nobody else has. */
    private List<Person> fill(Clinic clinic) throws SQLException {
        MadeUpNames names = new MadeUpNames(random);
        List<Person> kept = new ArrayList<>();
        try (Connection connection = clinic.postgres().owner().connect();
                Statement statement = connection.createStatement();
                PreparedStatement insert = connection.prepareStatement("""
                        insert into patient (id, name, search_name, birth_date, contact_phone, created_at)
                        select *, now() from unnest(?::uuid[], ?::text[], ?::text[], ?::date[], ?::text[])""")) {
            statement.execute(
                    "alter table patient disable trigger user; alter table patient_facility disable trigger user");
            for (int done = 0; done < PEOPLE; done += AT_ONCE) {
                String[][] columns = new String[5][AT_ONCE];
                for (int i = 0; i < AT_ONCE; i++) {
                    Person person = new Person(
                            Ids.next(),
                            names.next(),
                            LocalDate.of(1930, 1, 1).plusDays(random.nextInt(35_000)),
                            "+35387" + (1_000_000 + done + i));
                    columns[0][i] = person.id.toString();
                    columns[1][i] = person.name;
                    columns[2][i] = NameWords.sorted(person.name);
                    columns[3][i] = person.birthDate.toString();
                    columns[4][i] = person.phone;
                    if (i % (AT_ONCE / 100) == 0) {
                        kept.add(person);
                    }
                }
                for (int column = 0; column < columns.length; column++) {
                    insert.setArray(column + 1, connection.createArrayOf("text", columns[column]));
                }
                insert.executeUpdate();
            }
            statement.execute(
                    "insert into patient_facility select p.id, f.id from patient p, facility f on conflict do nothing");
            statement.execute("""
                    insert into patient_word
                    select f.id, w, p.id from facility f, patient p, unnest(string_to_array(p.search_name, ' ')) w
                    order by 1, 2, 3 on conflict do nothing""");
            statement.execute("select learn_words(array(select distinct word from patient_word))");
            statement.execute(
                    "alter table patient enable trigger user; alter table patient_facility enable trigger user");
            statement.execute("vacuum analyze");
        }
        List<Person> sample = new ArrayList<>();
        try (Connection connection = clinic.postgres().owner().connect();
                PreparedStatement same =
                        connection.prepareStatement("select count(*) from patient where search_name = ?")) {
            for (Person person : kept) {
                same.setString(1, NameWords.sorted(person.name));
                try (var row = same.executeQuery()) {
                    row.next();
                    if (row.getLong(1) == 1 && sample.size() < SAMPLE) {
                        sample.add(person);
                    }
                }
            }
        }
        return sample;
    }

    private static double count(Clinic clinic, String sql) throws SQLException {
        try (Connection connection = clinic.postgres().owner().connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
