package org.careturn.scheduling.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.careturn.scheduling.domain.AppointmentTransitions.Transition;
import org.junit.jupiter.api.Test;

/** docs/appointment-states.md is drawn from the table of transitions. */
class AppointmentStatesDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "appointment-states.md");

    @Test
    void isCurrent() throws IOException {
        String document = document();
        if (Boolean.getBoolean("careturn.docs.write")) {
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/appointment-states.md is not current; write it anew with ./careturn docs")
                .isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # States of an appointment

                Drawn from the table of transitions that the server uses
                (`org.careturn.scheduling.domain.AppointmentTransitions`). The names are those of FHIR's Appointment.

                ```mermaid
                stateDiagram-v2
                  [*] --> BOOKED : BOOK
                  [*] --> PROPOSED : OFFER
                """);
        Map<String, List<String>> arrows = new TreeMap<>(AppointmentTransitions.TABLE.stream()
                .collect(Collectors.groupingBy(
                        transition -> transition.from() + " --> " + transition.to(),
                        Collectors.mapping(transition -> transition.action().name(), Collectors.toList()))));
        arrows.forEach((arrow, actions) -> text.append("  ")
                .append(arrow)
                .append(" : ")
                .append(String.join(", ", actions))
                .append('\n'));
        text.append("  FULFILLED --> [*]\n  CANCELLED --> [*]\n```\n\n| action | from | to |\n| --- | --- | --- |\n");
        for (Transition transition : AppointmentTransitions.TABLE) {
            text.append("| ")
                    .append(transition.action())
                    .append(" | ")
                    .append(transition.from())
                    .append(" | ")
                    .append(transition.to())
                    .append(" |\n");
        }
        return text.toString();
    }
}
