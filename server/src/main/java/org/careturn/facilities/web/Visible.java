package org.careturn.facilities.web;

import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;

/** Staff and devices see their own facilities; where patients are let in at all, they see each. */
final class Visible {
    private Visible() {}

    static boolean isTo(Actor actor, UUID facilityId) {
        return actor.mayIn(facilityId) || actor.has(Role.PATIENT);
    }

    static void require(Actor actor, UUID facilityId) {
        if (!isTo(actor, facilityId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
    }
}
