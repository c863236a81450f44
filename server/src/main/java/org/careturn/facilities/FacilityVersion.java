package org.careturn.facilities;

import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The version under which everything changes that is set for the whole of a facility. */
@Component
class FacilityVersion {
    private final JdbcTemplate jdbc;
    private final FacilityRows rows;

    FacilityVersion(JdbcTemplate jdbc, FacilityRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** Is read before what it versions: whoever changes that meanwhile can't overwrite what he hasn't seen. */
    long of(UUID facilityId) {
        return rows.facility(facilityId)
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND))
                .version();
    }

    /** Runs an administrator's change of what has the expected version. */
    <T> Outcome<T> change(Actor actor, UUID facilityId, long expectedVersion, Supplier<Outcome<T>> set) {
        if (!rows.isAdmin(actor, facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        int changed = jdbc.update(
                "update facility set version = version + 1 where id = ? and version = ?", facilityId, expectedVersion);
        return changed == 0 ? Outcome.refused(CommonProblem.PRECONDITION_FAILED) : set.get();
    }
}
