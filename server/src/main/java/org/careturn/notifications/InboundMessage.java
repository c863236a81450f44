package org.careturn.notifications;

import java.time.Instant;

/**
 * Somebody has answered by SMS. Published once for each, inside a transaction.
 *
 * @param phone E.164, from which it came
 * @param providerId the provider's name of it
 * @param isAnswered whether the provider has answered it itself
 */
public record InboundMessage(String phone, String text, String providerId, Instant at, boolean isAnswered) {
    @Override
    public String toString() {
        return "InboundMessage[" + providerId + "]";
    }
}
