package org.careturn.identity;

import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Takes everything personal from a patient's account, which then signs nobody in any more. */
@Component
public class AccountErasure {
    private static final String ANONYMIZE = """
            update account set active = false, display_name = 'Erased', login_phone = null, user_name = 'erased ' || id,
              password_hash = 'none', version = version + 1
            where id = ? and kind = 'PATIENT'""";

    private final JdbcTemplate jdbc;
    private final Actors actors;
    private final ApplicationEventPublisher events;

    AccountErasure(JdbcTemplate jdbc, Actors actors, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.events = events;
    }

    /** Ends its sign-ins at once. Of somebody who also works here nothing goes. */
    public void erase(UUID accountId) {
        String phone =
                jdbc.queryForList("select login_phone from account where id = ?", String.class, accountId).stream()
                        .filter(java.util.Objects::nonNull)
                        .findFirst()
                        .orElse(null);
        if (jdbc.update(ANONYMIZE, accountId) == 0) {
            return;
        }
        jdbc.update("delete from session where account_id = ?", accountId);
        jdbc.update("delete from one_time_code where account_id = ?", accountId);
        jdbc.update("delete from second_factor where account_id = ?", accountId);
        if (phone != null) {
            jdbc.update("delete from registration where phone = ?", phone);
        }
        events.publishEvent(new AccountErased(phone));
        actors.forget(accountId);
    }
}
