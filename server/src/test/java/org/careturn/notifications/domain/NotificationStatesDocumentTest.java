package org.careturn.notifications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.domain.NotificationTransitions.Transition;
import org.junit.jupiter.api.Test;

/** FR-NOTIF-03: the states of a message, in docs/notification-states.md too. */
class NotificationStatesDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "notification-states.md");

    @Test
    void isCurrent() throws IOException {
        String document = document();
        if (Boolean.getBoolean("careturn.docs.write")) {
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/notification-states.md is not current; write it anew with ./careturn docs")
                .isEqualTo(document);
    }

    @Test
    void everyStateIsReachedAndNoneGoesBack() {
        Set<NotificationState> reached = EnumSet.of(NotificationState.PENDING);
        boolean more = true;
        while (more) {
            more = false;
            for (Transition transition : NotificationTransitions.TABLE) {
                more |= reached.contains(transition.from()) && reached.add(transition.to());
            }
        }
        assertThat(reached).containsExactlyInAnyOrder(NotificationState.values());
        assertThat(NotificationTransitions.TABLE).allSatisfy(transition -> {
            assertThat(transition.to()).isGreaterThan(transition.from());
            assertThat(transition.from().isFinal()).isFalse();
        });
    }

    private static String document() {
        StringBuilder text = new StringBuilder("""
                # States of a message

                Drawn from the table of transitions that the server uses
                (`org.careturn.notifications.domain.NotificationTransitions`). None goes back.

                ```mermaid
                stateDiagram-v2
                  [*] --> PENDING : staged with the change that causes it
                """);
        for (Transition transition : NotificationTransitions.TABLE) {
            text.append("  %s --> %s%n"
                    .formatted(transition.from(), transition.to())
                    .replace("\r", ""));
        }
        for (NotificationState state : NotificationState.values()) {
            if (state.isFinal()) {
                text.append("  ").append(state).append(" --> [*]\n");
            }
        }
        text.append("```\n\n| from | to | when |\n| --- | --- | --- |\n");
        for (Transition transition : NotificationTransitions.TABLE) {
            text.append("| ")
                    .append(transition.from())
                    .append(" | ")
                    .append(transition.to())
                    .append(" | ")
                    .append(transition.when())
                    .append(" |\n");
        }
        return text.toString();
    }
}
