package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * NFR-REL-10: migrations that a hospital at work can take. The version before runs on the new schema, and nothing waits for
 * minutes behind a lock.
 */
class MigrationRulesTest {
    private static final Path FOLDER = Path.of("src/main/resources/db/migration");
    /** From before there were rules: applied already, so never changed. What is new has no place here. */
    private static final Set<String> EXCUSED = Set.of(
            "V2_2__second_factor_and_devices.sql",
            "V4_2__whole_minutes.sql",
            "V6_1__patient_merge.sql",
            "V6__patient_search.sql",
            "V7__audit_seal.sql",
            "V9_5__message_texts.sql",
            "V11_1__messages_sent_by_default.sql",
            "V11__no_shows.sql",
            "V14__calls_of_a_desk.sql",
            "V1_2__patient_order.sql",
            "V1_3__heads.sql",
            "V2_3__clients.sql",
            "V2__codes.sql",
            "V8_5__what_if.sql");

    private static final Pattern CREATED = Pattern.compile("\\bcreate (?:unlogged )?table (?:if not exists )?(\\w+)");
    private static final Pattern BODY = Pattern.compile("(\\$\\w*\\$).*?\\1", Pattern.DOTALL);

    private record Rule(Pattern breaks, String says) {}

    private static Rule rule(String pattern, String says) {
        return new Rule(Pattern.compile(pattern), says);
    }

    /** Where the pattern has a group, it names a table; one that the same migration makes has neither rows nor readers. */
    private static final List<Rule> RULES = List.of(
            rule("\\bdrop table (?:if exists )?(\\w+)", "drops a table: the version before still reads it"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\bdrop (?:column )?(?!constraint|not null|default|expression|identity)",
                    "drops a column: the version before still reads it"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\brename\\b",
                    "renames: the version before knows the old name only"),
            rule("\\btruncate (?:table )?(\\w+)", "empties a table"),
            rule("\\bdelete from (\\w+)\\s*$", "deletes all rows"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\balter (?:column )?\\w+ (?:set data )?type\\b",
                    "changes a column's type: the table is written anew under a lock"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\bset not null\\b",
                    "sets not null: all rows are read under a lock; add a check not valid and validate it"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\badd (?:column )?(?!constraint|check|unique|primary|foreign|exclude)\\w+ (?:(?!\\bdefault\\b|,)[^;])*\\bnot null\\b(?:(?!\\bdefault\\b|, *add)[^;])*(?:, *add|$)",
                    "adds a column not null without a default: the version before can't insert"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\badd (?:column )?\\w+ [^;,]*\\bdefault (?:gen_random_uuid|clock_timestamp|random|nextval)\\b",
                    "adds a column with a default for each row: the table is written anew"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\badd (?:constraint \\w+ )?(?:check|foreign key)(?!.*\\bnot valid\\b)",
                    "adds a constraint that reads all rows under a lock: add it not valid, and validate it"),
            rule(
                    "\\balter table (?:only )?(\\w+)[^;]*?\\badd (?:constraint \\w+ )?(?:unique|primary key|exclude)(?!.*\\busing index\\b)",
                    "adds a key that reads all rows under a lock: make its index concurrently, and use it"),
            rule(
                    "\\bcreate (?:unique )?index (?!concurrently)(?:if not exists )?\\w+ on (?:only )?(\\w+)",
                    "makes an index under a lock: make it concurrently, in a migration of its own that isn't in a transaction"),
            rule(
                    "\\bdrop index (?!concurrently)(?:if exists )?\\w",
                    "drops an index under a lock: drop it concurrently"),
            rule("\\b(?:vacuum full|cluster|reindex (?!.*concurrently))", "writes a table anew under a lock"),
            rule("\\block table (\\w+)", "locks a table"));

    private static final Pattern WAITS =
            Pattern.compile("\\b(?:alter table (?:only )?|create trigger [^;]*? on |references )(\\w+)");

    @Test
    void eachMigrationCanBeTakenByAHospitalAtWork() throws IOException {
        Set<String> broken = new TreeSet<>();
        Set<String> excused = new TreeSet<>(EXCUSED);
        for (Path file : migrations()) {
            String name = file.getFileName().toString();
            List<String> faults = faults(Files.readString(file), isNew(name));
            if (!faults.isEmpty() && !excused.remove(name)) {
                broken.add(name + " " + faults);
            }
        }
        assertThat(broken).isEmpty();
        assertThat(excused).as("excused without need").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "drop table visit",
                "drop table if exists visit",
                "alter table visit drop column token",
                "alter table visit drop token",
                "alter table visit add note text, drop token",
                "alter table visit rename column token to word",
                "alter table visit rename to stay",
                "truncate visit",
                "delete from visit",
                "alter table visit alter column token type varchar(9)",
                "alter table visit alter token set data type varchar(9)",
                "alter table visit alter column ended_at set not null",
                "alter table visit add column note text not null",
                "alter table visit add note text not null, add other text",
                "alter table visit add column code uuid default gen_random_uuid()",
                "alter table visit add constraint short check (length(token) < 9)",
                "alter table visit add foreign key (patient_id) references patient",
                "alter table visit add constraint one unique (token)",
                "create index visit_token on visit (token)",
                "create unique index if not exists visit_token on visit (token)",
                "drop index visit_patient",
                "vacuum full visit",
                "reindex table visit",
                "lock table visit"
            })
    void whatWouldHurtIsFound(String statement) {
        assertThat(faults("set local lock_timeout = '5s';\n" + statement + ";", true))
                .hasSize(1);
        assertThat(faults("set local lock_timeout = '5s';\n-- why\n" + statement.toUpperCase(Locale.ROOT) + ";", true))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alter table visit add column note text",
                "alter table visit add column note text not null default ''",
                "alter table visit add note text not null default '', add other text",
                "alter table visit add constraint short check (length(token) < 9) not valid",
                "alter table visit validate constraint short",
                "alter table visit add constraint one unique using index visit_token",
                "alter table visit drop constraint short",
                "alter table visit alter column note drop not null",
                "create index concurrently visit_token on visit (token)",
                "drop index concurrently visit_token",
                "create table note (id uuid primary key, text text not null); create index note_text on note (text)",
                "delete from visit where id = 'x'",
                "-- drop table visit\nselect 1"
            })
    void whatDoesNotHurtIsTaken(String statement) {
        assertThat(faults("set local lock_timeout = '5s';\n" + statement + ";", true))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "alter table visit add column note text|true",
                "create table note (visit_id uuid references visit)|true",
                "create table note (id uuid); alter table note add column text text|false"
            })
    void whoeverLocksATableThatIsUsedDoesNotWaitForLong(String statement, boolean waits) {
        assertThat(faults(statement, true).isEmpty()).isEqualTo(!waits);
    }

    private static List<String> faults(String sql, boolean isNew) {
        String plain = BODY.matcher(sql.replaceAll("--[^\n]*", ""))
                .replaceAll("''")
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        Set<String> made =
                CREATED.matcher(plain).results().map(found -> found.group(1)).collect(Collectors.toSet());
        List<String> faults = new ArrayList<>();
        for (String part : plain.split(";", -1)) {
            String statement = part.strip();
            for (Rule rule : RULES) {
                Matcher found = rule.breaks.matcher(statement);
                if (found.find() && (found.groupCount() == 0 || !made.contains(found.group(1)))) {
                    faults.add(rule.says + " (" + statement + ")");
                    break;
                }
            }
        }
        boolean waits = WAITS.matcher(plain).results().anyMatch(found -> !made.contains(found.group(1)));
        if (isNew && faults.isEmpty() && waits && !plain.contains("lock_timeout")) {
            faults.add("takes a lock on a table that is used: set local lock_timeout = '5s' first");
        }
        return faults;
    }

    /** Those since the rule about waiting. */
    private static boolean isNew(String name) {
        return Integer.parseInt(name.substring(1).split("_", -1)[0]) >= 21;
    }

    private static List<Path> migrations() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .sorted()
                    .toList();
        }
    }
}
