package org.careturn.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** FR-ADMIN-03: files as spreadsheets and other systems write them. */
class TableTest {
    private static final List<String> COLUMNS = ImportKind.PATIENTS.columns();

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> field = Arbitraries.of(
                        "a", "b", " ", ",", ";", "\"", "\n", "\t", "\u0928\u0301", "\uD83D\uDE42")
                .list()
                .ofMaxSize(8)
                .map(parts -> String.join("", parts));
        return field.list().ofSize(COLUMNS.size()).list().ofMinSize(1).ofMaxSize(12);
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadWhateverItHolds(
            @ForAll("tables") List<List<String>> rows, @ForAll long order, @ForAll("separators") char separator) {
        List<Integer> positions =
                new ArrayList<>(IntStream.range(0, COLUMNS.size()).boxed().toList());
        Collections.shuffle(positions, new Random(order));
        StringBuilder text = new StringBuilder(order % 2 == 0 ? "\uFEFF" : "");
        text.append(positions.stream().map(COLUMNS::get).collect(Collectors.joining("" + separator)))
                .append("\r\n");
        List<Table.Row> expected = new ArrayList<>();
        int line = 2;
        for (List<String> row : rows) {
            Map<String, String> values = positions.stream()
                    .filter(i -> !row.get(i).isBlank())
                    .collect(Collectors.toMap(COLUMNS::get, i -> row.get(i).strip()));
            if (!values.isEmpty()) {
                expected.add(new Table.Row(line, values));
            }
            String written = positions.stream()
                    .map(i -> '"' + row.get(i).replace("\"", "\"\"") + '"')
                    .collect(Collectors.joining("" + separator));
            text.append(written).append("\r\n");
            line += 1 + (int) written.chars().filter(c -> c == '\n').count();
        }

        assertThat(Table.read(text.toString(), ImportKind.PATIENTS).rows()).isEqualTo(expected);
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(',', ';', '\t');
    }

    @Property(tries = 500)
    void whateverIsGivenThereIsAnAnswer(@ForAll String text, @ForAll ImportKind kind) {
        Table table = Table.read(text, kind);

        assertThat(table.rows().isEmpty())
                .isEqualTo(codes(table).stream().anyMatch(code -> !code.equals("unknown-column")));
    }

    @Test
    void headingsAreKnownHoweverTheyAreSpelled() {
        Table table = Table.read(
                "Birth date;NAME;contact_phone;colour\n1990-05-04;Sita Rai;'+9779812345678;red\n", ImportKind.PATIENTS);

        assertThat(table.rows())
                .containsExactly(new Table.Row(
                        2, Map.of("birthDate", "1990-05-04", "name", "Sita Rai", "contactPhone", "+9779812345678")));
        assertThat(codes(table)).containsExactly("unknown-column");
    }

    @Test
    void aFileThatIsNoTableSaysWhy() {
        assertThat(codes("")).containsExactly("no-rows");
        assertThat(codes("name,birthDate\n\n,\n")).containsExactly("no-rows");
        assertThat(codes("birthDate\n1990-05-04\n")).containsExactly("missing-column");
        assertThat(codes("name,Name\nSita,Rai\n")).containsExactly("repeated-column");
        assertThat(codes("name\n\"Sita\n")).containsExactly("not-csv");
        assertThat(codes("name\n" + "Sita\n".repeat(Table.MOST_ROWS))).isEmpty();
        assertThat(codes("name\n" + "Sita\n".repeat(Table.MOST_ROWS + 1))).containsExactly("too-many-rows");
    }

    private static List<String> codes(String text) {
        return codes(Table.read(text, ImportKind.PATIENTS));
    }

    private static List<String> codes(Table table) {
        return table.findings().stream().map(Finding::code).toList();
    }
}
