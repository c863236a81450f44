package org.careturn.identity;

import java.util.Set;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody of the staff no longer works in a facility, or not in these roles. Published within the transaction that says
 * so; what this person has open there in these roles is to be handed over in the same one.
 *
 * @param by the administrator
 * @param facilityId null: in none any more
 * @param roles in which they no longer work; all of them where none is left
 */
public record WorkEnded(Actor by, UUID accountId, @Nullable UUID facilityId, Set<Role> roles) {}
