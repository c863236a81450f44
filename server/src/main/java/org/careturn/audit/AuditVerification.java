package org.careturn.audit;

import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Verifies the log for administrators of all facilities, whose one chain it is. */
@Component
public class AuditVerification {
    /** So that a request takes seconds, however long the log is. */
    private static final long ROWS_AT_ONCE = 100_000;

    private final Verifier verifier;

    AuditVerification(JdbcTemplate jdbc) {
        this.verifier = new Verifier(jdbc);
    }

    /**
     * A part of the chain.
     *
     * @param after the seal that the part before reached; 0: from the beginning
     * @param head one that was kept, or null
     * @throws RefusedException NOT_ALLOWED for whoever doesn't administer all facilities
     */
    public Verification verify(Actor actor, long after, @Nullable Head head) {
        if (!actor.grants().contains(new Grant(Role.ADMIN, null))) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED);
        }
        return verifier.verify(after, head, ROWS_AT_ONCE, reached -> {});
    }
}
