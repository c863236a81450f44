package org.careturn.queueing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.careturn.queueing.EntryAction;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.domain.Transitions.Transition;
import org.junit.jupiter.api.Test;

/** docs/states.md is drawn from the table of transitions. */
class StatesDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "states.md");

    @Test
    void isCurrent() throws IOException {
        String document = document();
        if (Boolean.getBoolean("careturn.docs.write")) {
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/states.md is not current; write it anew with ./careturn docs")
                .isEqualTo(document);
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # States of an entry

                Drawn from the table of transitions that the server uses (`org.careturn.queueing.domain.Transitions`). `UNDO` is
                left out of the picture: it leads back from wherever the last act led, within two minutes.

                ```mermaid
                stateDiagram-v2
                  [*] --> WAITING : ENTER
                """);
        Map<String, List<String>> arrows = new TreeMap<>(Transitions.TABLE.stream()
                .filter(transition -> transition.action() != EntryAction.UNDO)
                .collect(Collectors.groupingBy(
                        transition -> transition.from() + " --> " + transition.to(),
                        Collectors.mapping(transition -> transition.action().name(), Collectors.toList()))));
        arrows.forEach((arrow, actions) -> text.append("  ")
                .append(arrow)
                .append(" : ")
                .append(String.join(", ", actions))
                .append('\n'));
        for (EntryState state : EntryState.values()) {
            if (!state.isActive()) {
                text.append("  ").append(state).append(" --> [*]\n");
            }
        }
        text.append("```\n\n| action | from | to |\n| --- | --- | --- |\n");
        Map<EntryAction, Map<EntryState, List<EntryState>>> byAction = new EnumMap<>(EntryAction.class);
        for (Transition transition : Transitions.TABLE) {
            byAction.computeIfAbsent(transition.action(), action -> new EnumMap<>(EntryState.class))
                    .computeIfAbsent(transition.to(), to -> new ArrayList<>())
                    .add(transition.from());
        }
        byAction.forEach((action, targets) -> targets.forEach((to, from) -> text.append("| ")
                .append(action)
                .append(" | ")
                .append(from.stream().map(Enum::name).collect(Collectors.joining(", ")))
                .append(" | ")
                .append(to)
                .append(" |\n")));
        return text.toString();
    }
}
