package org.careturn.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The sign-ins that an account has open. Ending them belongs in the transaction of what ends them. */
@Component
class OpenSignIns {
    private static final String END = """
            update session set revoked_at = ?, revoked_for = ?
            where account_id = ? and revoked_at is null and id is distinct from ?""";

    private final JdbcTemplate jdbc;
    private final Clock machine;

    OpenSignIns(JdbcTemplate jdbc, @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.jdbc = jdbc;
        this.machine = machine;
    }

    /** Why they end. */
    enum Cause {
        ADMIN,
        OWNER,
        PASSWORD
    }

    /** Ends all; returns how many. */
    int end(UUID accountId, Cause cause) {
        return endBut(null, accountId, cause);
    }

    /** Ends all but this one; returns how many. */
    int endBut(@Nullable UUID kept, UUID accountId, Cause cause) {
        return jdbc.update(END, Timestamp.from(machine.instant()), cause.name(), accountId, kept);
    }
}
