package org.careturn.forecasting.whatif;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.QueueSettings;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Questions about days that might be: asked by a facility's administrators, answered in the background by any node. */
@Service
public class WhatIfs {
    static final int UNFINISHED = 3;

    private final WhatIfStore store;
    private final Facilities facilities;
    private final AuditLog audit;
    private final Clock clock;

    WhatIfs(WhatIfStore store, Facilities facilities, AuditLog audit, Clock clock) {
        this.store = store;
        this.facilities = facilities;
        this.audit = audit;
        this.clock = clock;
    }

    @Transactional
    public Outcome<WhatIfJob> start(Actor actor, WhatIfRequest request) {
        if (!actor.mayIn(request.facilityId())
                || facilities.findFacility(request.facilityId()).isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Instant now = clock.instant();
        LocalDate today = facilities.facility(request.facilityId()).serviceDay(now);
        if (request.day().isBefore(today.minusYears(2)) || request.day().isAfter(today.plusYears(1))) {
            return Outcome.refused(WhatIfProblem.WHAT_IF_DAY_OUT_OF_RANGE);
        }
        List<WhatIfRequest.Desks> desks = request.desks();
        if (desks != null && !known(request.facilityId(), desks)) {
            return Outcome.refused(WhatIfProblem.WHAT_IF_UNKNOWN_QUEUE);
        }
        store.lockStarts(request.facilityId());
        if (store.unfinished(request.facilityId()) >= UNFINISHED) {
            return Outcome.refused(WhatIfProblem.TOO_MANY_WHAT_IFS);
        }
        UUID id = Ids.next();
        store.insert(id, actor.accountId(), request, now);
        noted(actor, "WHAT_IF_START", id, request);
        return Outcome.done(store.find(id).orElseThrow());
    }

    @Transactional(readOnly = true)
    public WhatIfJob find(Actor actor, UUID id) {
        return store.find(id)
                .filter(job -> actor.mayIn(job.request().facilityId()))
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    /** Whoever works on it stops soon after; what is over stays as it is. */
    @Transactional
    public Outcome<WhatIfJob> cancel(Actor actor, UUID id) {
        WhatIfJob job = find(actor, id);
        if (!store.cancel(id, clock.instant())) {
            return Outcome.noop(find(actor, id));
        }
        noted(actor, "WHAT_IF_CANCEL", id, job.request());
        return Outcome.done(store.find(id).orElseThrow());
    }

    private boolean known(UUID facilityId, List<WhatIfRequest.Desks> desks) {
        Set<UUID> queues =
                facilities.queues(facilityId).stream().map(QueueSettings::id).collect(Collectors.toSet());
        return desks.stream().allMatch(desk -> {
            List<UUID> named = desk.queueIds();
            return named == null || queues.containsAll(named);
        });
    }

    private void noted(Actor actor, String action, UUID id, WhatIfRequest request) {
        audit.record(
                actor,
                action,
                new AuditLog.Subject("what_if", id, request.facilityId(), null),
                Map.of("day", request.day()));
    }
}
