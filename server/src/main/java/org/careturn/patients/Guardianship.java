package org.careturn.patients;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody acts for somebody else: reads the record, books, checks in, follows the ticket, until it ends.
 *
 * @param relationship what the guardian is to the dependant
 * @param endsAt from when it no longer holds; null: until somebody ends it
 * @param active whether it holds now
 */
public record Guardianship(
        UUID id,
        Person guardian,
        Person dependant,
        Relationship relationship,
        Instant startsAt,
        @Nullable Instant endsAt,
        boolean active,
        @Nullable String endReason) {

    public enum Relationship {
        PARENT,
        CHILD,
        SPOUSE,
        SIBLING,
        GRANDPARENT,
        LEGAL_GUARDIAN,
        CARER,
        OTHER
    }

    /** One of the two. */
    public record Person(UUID id, String name) {
        @Override
        public String toString() {
            return "Person[" + id + ']';
        }
    }
}
