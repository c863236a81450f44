package org.careturn.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import org.careturn.support.Fuzz;
import org.junit.jupiter.api.Test;

/** NFR-SEC-03: whatever a file holds, it is a table or is refused with findings. */
class TableFuzzTest {

    @Test
    void whateverAFileHoldsItsRowsOrItsFaultsAreTold() {
        for (ImportKind kind : ImportKind.values()) {
            List<String> pieces =
                    new ArrayList<>(List.of("\r\n", "\n", "\r", ",", ";", "\t", "\"", "\"\"", "'+353", "a"));
            pieces.addAll(kind.columns());
            String head = String.join(",", kind.columns()) + "\r\n";
            Fuzz.run(pieces, text -> {
                soundOrTold(Table.read(text, kind));
                soundOrTold(Table.read(head + text, kind));
            });
        }
    }

    private static void soundOrTold(Table table) {
        assertThat(table.rows().isEmpty())
                .isEqualTo(table.findings().stream().anyMatch(found -> found.severity() == Finding.Severity.FAULT));
        for (Table.Row row : table.rows()) {
            List<Finding> findings = new ArrayList<>();
            Cells cells = new Cells(row, findings);
            row.values().keySet().forEach(column -> {
                cells.date(column);
                cells.time(column);
                cells.number(column, 0, 100);
                cells.word(column, DayOfWeek.class);
            });
        }
    }
}
