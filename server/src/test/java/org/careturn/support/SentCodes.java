package org.careturn.support;

import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Outbox;

/** One-time codes as the demo's outbox shows them. */
public final class SentCodes {
    private static final int RECENT = 500;

    private SentCodes() {}

    /** The code that was meant for the phone last. */
    public static String last(Outbox outbox, String phone) {
        return outbox.latest(RECENT).stream()
                .filter(entry -> entry.kind() == NotificationKind.ACCOUNT_CODE && phone.equals(entry.phone()))
                .findFirst()
                .map(entry -> String.valueOf(entry.code()))
                .orElseThrow();
    }
}
