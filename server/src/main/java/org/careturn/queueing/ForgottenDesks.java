package org.careturn.queueing;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.platform.Actor;
import org.careturn.queueing.jdbc.DeskSessionStore;
import org.springframework.stereotype.Service;

/** Desks opened on an earlier service day whose person has done nothing for hours: they are closed. */
@Service
public class ForgottenDesks {
    private final DeskSessionStore desks;
    private final HandOver handOver;
    private final Facilities facilities;
    private final OneByOne work;
    private final Clock clock;

    ForgottenDesks(DeskSessionStore desks, HandOver handOver, Facilities facilities, OneByOne work, Clock clock) {
        this.desks = desks;
        this.handOver = handOver;
        this.facilities = facilities;
        this.work = work;
        this.clock = clock;
    }

    /** Closes them all, a transaction for each; those that fail in the next round. */
    public void closeAll() {
        Instant now = clock.instant();
        for (Facility facility : facilities.all()) {
            List<UUID> ids = desks.forgotten(
                    facility.id(), facility.startOf(facility.serviceDay(now)), now.minus(ForgottenEntries.QUIET));
            work.each("Desk session", ids, this::close);
        }
    }

    private boolean close(UUID id) {
        Optional<DeskSession> open = desks.lock(id).filter(desk -> desk.state() != DeskSession.State.CLOSED);
        open.ifPresent(desk -> handOver.close(Actor.SYSTEM, desk, HandOver.LEFT_OPEN));
        return open.isPresent();
    }
}
