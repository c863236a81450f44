package org.careturn.support;

import java.util.List;
import java.util.Optional;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Outbox;

/** One-time codes as the demo's outbox shows them. */
public final class SentCodes {
    private static final int FEW = 8; // each is made into a text
    private static final int RECENT = 500;

    private SentCodes() {}

    /** The code that was meant for the phone last. */
    public static String last(Outbox outbox, String phone) {
        return among(outbox.latest(FEW), phone)
                .or(() -> among(outbox.latest(RECENT), phone))
                .orElseThrow();
    }

    private static Optional<String> among(List<Outbox.Entry> sent, String phone) {
        return sent.stream()
                .filter(entry -> entry.kind() == NotificationKind.ACCOUNT_CODE && phone.equals(entry.phone()))
                .findFirst()
                .map(entry -> String.valueOf(entry.code()));
    }
}
