package org.careturn.live;

import java.util.Collections;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;

/** What a stream tells of, and for whom. */
public sealed interface Scope {

    /** Every change of a facility, for its staff. */
    record Staff(Actor actor, UUID facilityId) implements Scope {
        public static boolean allows(Actor actor, UUID facilityId) {
            return actor.is(Role.RECEPTIONIST, facilityId)
                    || actor.is(Role.DOCTOR, facilityId)
                    || actor.is(Role.NURSE, facilityId)
                    || actor.is(Role.ADMIN, facilityId);
        }
    }

    /** A facility's public board, for its displays. */
    record Board(Actor actor, UUID facilityId) implements Scope {
        public static boolean allows(Actor actor, UUID facilityId) {
            return actor.is(Role.DEVICE, facilityId);
        }
    }

    /** The open visits of a patient and of those for whom he acts, wherever they are. */
    record Patient(Actor actor) implements Scope {}

    /** One visit, for whoever holds its ticket's token. */
    record Ticket(String token, UUID visitId, UUID facilityId) implements Scope {}

    /** Whose streams are counted together: an account's, or a ticket's. */
    default UUID owner() {
        return switch (this) {
            case Staff staff -> staff.actor.accountId();
            case Board board -> board.actor.accountId();
            case Patient patient -> patient.actor.accountId();
            case Ticket ticket -> ticket.visitId;
        };
    }

    /** The sign-in on which it depends; null for a ticket. */
    default @Nullable UUID session() {
        return switch (this) {
            case Staff staff -> staff.actor.sessionId();
            case Board board -> board.actor.sessionId();
            case Patient patient -> patient.actor.sessionId();
            case Ticket ticket -> null;
        };
    }

    /** Whether the holder, with the roles of this moment, may still read this. */
    default boolean allows(Actor now) {
        return switch (this) {
            case Staff staff -> Staff.allows(now, staff.facilityId);
            case Board board -> Board.allows(now, board.facilityId);
            case Patient patient -> now.patients().equals(patient.actor.patients());
            case Ticket ticket -> true;
        };
    }

    default boolean concerns(Delta delta) {
        return switch (this) {
            case Staff staff -> true;
            case Board board -> delta.board();
            case Patient patient ->
                delta.changes() == null || !Collections.disjoint(delta.patients(), patient.actor.patients());
            case Ticket ticket -> delta.changes() == null || delta.visits().contains(ticket.visitId);
        };
    }
}
