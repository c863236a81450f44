package org.careturn.notifications.domain;

import static org.careturn.notifications.NotificationState.DEAD;
import static org.careturn.notifications.NotificationState.DELIVERED;
import static org.careturn.notifications.NotificationState.EXPIRED;
import static org.careturn.notifications.NotificationState.FAILED;
import static org.careturn.notifications.NotificationState.PENDING;
import static org.careturn.notifications.NotificationState.SENDING;
import static org.careturn.notifications.NotificationState.SENT;
import static org.careturn.notifications.NotificationState.UNKNOWN;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.careturn.notifications.NotificationState;

/** The state machine of a message as data: the code, the documentation and the tests read this one table. None goes back. */
public final class NotificationTransitions {
    public record Transition(NotificationState from, NotificationState to, String when) {}

    public static final List<Transition> TABLE = table();

    private NotificationTransitions() {}

    public static boolean allows(NotificationState from, NotificationState to) {
        return TABLE.stream().anyMatch(transition -> transition.from == from && transition.to == to);
    }

    /** From which states this one may follow. */
    public static Set<NotificationState> before(NotificationState to) {
        return TABLE.stream()
                .filter(transition -> transition.to == to)
                .map(Transition::from)
                .collect(Collectors.toSet());
    }

    private static List<Transition> table() {
        List<Transition> table = new ArrayList<>();
        add(table, SENDING, "a provider is asked to send it", PENDING);
        add(table, UNKNOWN, "no answer, 5xx, or the worker died", SENDING);
        add(table, SENT, "a provider has accepted it", SENDING, UNKNOWN);
        add(table, DELIVERED, "it has arrived", SENDING, UNKNOWN, SENT);
        add(table, FAILED, "refused for good, nobody to send to, or no provider", PENDING, SENDING, UNKNOWN, SENT);
        add(table, EXPIRED, "of no use any more, and accepted by nobody", PENDING, SENDING, UNKNOWN);
        add(table, DEAD, "can't be prepared, or stays unknown", PENDING, SENDING, UNKNOWN, SENT);
        return List.copyOf(table);
    }

    private static void add(List<Transition> table, NotificationState to, String when, NotificationState... from) {
        for (NotificationState state : from) {
            table.add(new Transition(state, to, when));
        }
    }
}
