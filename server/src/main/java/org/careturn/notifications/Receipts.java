package org.careturn.notifications;

import java.util.UUID;
import org.careturn.notifications.domain.Answer;
import org.springframework.stereotype.Service;

/** What providers tell afterwards; twice, late and out of order are harmless. */
@Service
public class Receipts {
    private final Delivery delivery;

    Receipts(Delivery delivery) {
        this.delivery = delivery;
    }

    /** True where that was news. */
    public boolean told(UUID attemptId, Answer answer) {
        return delivery.told(attemptId, answer);
    }
}
