package org.careturn.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The queries of docs/rollout/measures.md, by their headings, run against the tables as they are. */
class MeasuresTest extends WalkedDays {
    private static final Pattern QUERY =
            Pattern.compile("^## ([^\n]*)\n(?:(?!^## ).)*?^```sql\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private Function<String, List<Map<String, Object>>> measures() throws IOException {
        Map<String, String> queries = QUERY.matcher(Files.readString(Path.of("../docs/rollout/measures.md")))
                .results()
                .collect(Collectors.toMap(query -> query.group(1), query -> query.group(2)));
        assertThat(queries).hasSize(8);
        return heading -> jdbc.queryForList(queries.getOrDefault(heading, "")
                .replace(":'facility'", "'" + facility.id() + "'")
                .replace(":'first'", "'2026-03-02'")
                .replace(":'last'", "'2026-03-03'"));
    }

    @Test
    void theQueriesSayWhatTheTablesHold() throws IOException {
        Function<String, List<Map<String, Object>>> measure = measures();

        assertThat(measure.apply("Waits"))
                .extracting(row -> row.get("service"))
                .contains(medicine.name())
                .doesNotHaveDuplicates();
        long served =
                hospital.count("entry", "facility_id = ? and started_at is not null and not unreliable", facility.id());
        assertThat(served).isPositive();
        assertThat(sum(measure.apply("Waits"), "served")).isEqualTo(served);
        assertThat(sum(measure.apply("Seen within target"), "served")).isEqualTo(served);
        assertThat(sum(measure.apply("Who goes away unseen"), "entries"))
                .isEqualTo(hospital.count("entry", "facility_id = ?", facility.id()));
        assertThat(sum(measure.apply("How people come"), "visits"))
                .isEqualTo(hospital.count("visit", "facility_id = ?", facility.id()));
        for (String heading : List.of("Notices", "Ranges told", "Who doesn't come", "Satisfaction")) {
            assertThat(measure.apply(heading)).as(heading).hasSize(1);
        }
    }

    private static long sum(List<Map<String, Object>> rows, String column) {
        return rows.stream()
                .mapToLong(row -> Long.parseLong(String.valueOf(row.get(column))))
                .sum();
    }
}
