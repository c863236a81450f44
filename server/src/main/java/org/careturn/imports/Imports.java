package org.careturn.imports;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.facilities.Facilities;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files that a facility's administrators give to be imported; they are worked on in the background by any node. */
@Service
public class Imports {
    static final int UNFINISHED = 3;

    private final ImportStore store;
    private final Facilities facilities;
    private final AuditLog audit;
    private final Clock clock;

    Imports(ImportStore store, Facilities facilities, AuditLog audit, Clock clock) {
        this.store = store;
        this.facilities = facilities;
        this.audit = audit;
        this.clock = clock;
    }

    /** Takes a file to be checked; nothing of it is written. */
    @Transactional
    public Outcome<FileImport> check(Actor actor, UUID facilityId, ImportKind kind, String content) {
        if (!actor.is(Role.ADMIN, facilityId)
                || facilities.findFacility(facilityId).isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Instant now = clock.instant();
        store.lockStarts(facilityId);
        if (store.unfinished(facilityId) >= UNFINISHED) {
            return Outcome.refused(ImportProblem.TOO_MANY_IMPORTS);
        }
        store.replace(facilityId, actor.accountId(), kind, now);
        UUID id = Ids.next();
        store.insert(id, facilityId, actor.accountId(), kind, content, now);
        return noted(actor, "IMPORT_CHECK", id);
    }

    @Transactional(readOnly = true)
    public FileImport find(Actor actor, UUID id) {
        return store.find(id)
                .filter(found -> actor.is(Role.ADMIN, found.facilityId()))
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    /** Has a file written that was checked and has no faults. */
    @Transactional
    public Outcome<FileImport> start(Actor actor, UUID id, LikelyRows likely) {
        FileImport found = find(actor, id);
        if (store.start(id, actor.accountId(), likely)) {
            return noted(actor, "IMPORT_START", id);
        }
        return Outcome.refused(
                found.state() == FileImport.State.CHECKED && found.faults() > 0
                        ? ImportProblem.IMPORT_HAS_FAULTS
                        : ImportProblem.IMPORT_NOT_CHECKED);
    }

    /** What has been written stays; what is over stays as it is. */
    @Transactional
    public Outcome<FileImport> cancel(Actor actor, UUID id) {
        find(actor, id);
        if (!store.cancel(id, clock.instant())) {
            return Outcome.noop(find(actor, id));
        }
        return noted(actor, "IMPORT_CANCEL", id);
    }

    private Outcome<FileImport> noted(Actor actor, String action, UUID id) {
        FileImport now = store.find(id).orElseThrow();
        audit.record(
                actor,
                action,
                new AuditLog.Subject("file_import", id, now.facilityId(), null),
                Map.of("kind", now.kind(), "rows", now.rows(), "written", now.written()));
        return Outcome.done(now);
    }
}
