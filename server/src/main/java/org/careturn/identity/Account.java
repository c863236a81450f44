package org.careturn.identity;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor.Grant;
import org.jspecify.annotations.Nullable;

/** Somebody, or a device, that may sign in; roles as far as whoever asked may see them. */
public record Account(
        UUID id,
        Kind kind,
        @Nullable String userName,
        @Nullable String loginPhone,
        String displayName,
        boolean active,
        List<Grant> roles,
        Instant createdAt,
        long version) {

    public enum Kind {
        STAFF,
        PATIENT,
        DEVICE,
        /** An integration. */
        CLIENT
    }

    @Override
    public String toString() {
        return "Account[" + id + ", " + kind + ", " + roles + "]";
    }
}
