package org.careturn.identity;

import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.OpenSignIns.Cause;
import org.careturn.platform.Actor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Closes a patient's account, so that its phone is free for whoever has it now. */
@Component
public class PatientAccounts {
    private static final String CLOSE = """
            update account set active = false, login_phone = null, user_name = coalesce(user_name, 'closed ' || id),
              version = version + 1
            where id = ? and kind = 'PATIENT' and active""";

    private final JdbcTemplate jdbc;
    private final Actors actors;
    private final OpenSignIns signIns;
    private final AuditLog audit;

    PatientAccounts(JdbcTemplate jdbc, Actors actors, OpenSignIns signIns, AuditLog audit) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.signIns = signIns;
        this.audit = audit;
    }

    /** Ends its sign-ins at once; belongs in the transaction that takes its record away. Of staff nothing is closed. */
    public void close(Actor actor, UUID accountId) {
        if (jdbc.update(CLOSE, accountId) == 0) {
            return;
        }
        int ended = signIns.end(accountId, Cause.ADMIN);
        jdbc.update("delete from one_time_code where account_id = ?", accountId);
        audit.record(
                actor, "ACCOUNT_CLOSED", new Subject("account", accountId, null, null), Map.of("signInsEnded", ended));
        actors.forget(accountId);
    }
}
