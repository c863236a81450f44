package org.careturn.facilities;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.audit.AuditLog;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** What each change of a setting has in common: it is audited, enters the facility's order of events, and ends the cache. */
@Component
class SettingChanges {
    private final Facilities facilities;
    private final ChangeFeed feed;
    private final AuditLog audit;

    SettingChanges(Facilities facilities, ChangeFeed feed, AuditLog audit) {
        this.facilities = facilities;
        this.feed = feed;
        this.audit = audit;
    }

    <T> Outcome<T> added(Actor actor, String kind, UUID facilityId, UUID id, T to) {
        return noted(actor, "ADDED", kind, facilityId, id, Map.of("to", to), to);
    }

    <T> Outcome<T> changed(Actor actor, String kind, UUID facilityId, UUID id, Object from, T to) {
        return noted(actor, "CHANGED", kind, facilityId, id, Map.of("from", from, "to", to), to);
    }

    private <T> Outcome<T> noted(
            Actor actor, String what, String kind, UUID facilityId, UUID id, Map<String, ?> detail, T to) {
        audit.record(
                actor,
                kind.toUpperCase(Locale.ROOT) + '_' + what,
                new AuditLog.Subject(kind, id, facilityId, null),
                detail);
        feed.changed(facilityId, kind, id);
        facilities.changed();
        return Outcome.done(to);
    }

    /**
     * Runs an update that names the expected version.
     *
     * @throws RefusedException PRECONDITION_FAILED where no row has it, {@code taken} where a unique name is in use
     */
    static void updateOne(FacilityProblem taken, Supplier<Integer> update) {
        if (unique(taken, update) == 0) {
            throw new RefusedException(CommonProblem.PRECONDITION_FAILED);
        }
    }

    /** An exception, not a value: the database has given up the transaction, so that it must roll back. */
    static <T extends @Nullable Object> T unique(FacilityProblem taken, Supplier<T> statement) {
        try {
            return statement.get();
        } catch (DuplicateKeyException e) {
            throw new RefusedException(taken);
        }
    }
}
