package org.careturn.identity;

import java.util.UUID;
import org.careturn.platform.Actor;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the staff no longer works in a facility. Published within the transaction that says so; what this person
 * has open there is to be handed over in the same one.
 *
 * @param by the administrator
 * @param facilityId null: in none any more
 */
public record WorkEnded(Actor by, UUID accountId, @Nullable UUID facilityId) {}
