package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Desks opened on an earlier service day whose person has done nothing for hours: they are closed. */
@Service
public class ForgottenDesks {
    private final DeskSessionStore desks;
    private final HandOver handOver;
    private final Facilities facilities;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ForgottenDesks(
            DeskSessionStore desks,
            HandOver handOver,
            Facilities facilities,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.desks = desks;
        this.handOver = handOver;
        this.facilities = facilities;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /** Closes them all, a transaction for each. */
    public void closeAll() {
        Instant now = clock.instant();
        for (Facility facility : facilities.all()) {
            for (UUID id : desks.forgotten(
                    facility.id(), facility.startOf(facility.serviceDay(now)), now.minus(ForgottenEntries.QUIET))) {
                transaction.executeWithoutResult(tx -> desks.lock(id)
                        .filter(desk -> desk.state() != DeskSession.State.CLOSED)
                        .ifPresent(desk -> handOver.close(Actor.SYSTEM, desk, HandOver.LEFT_OPEN)));
            }
        }
    }
}
