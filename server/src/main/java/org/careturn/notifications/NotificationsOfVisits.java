package org.careturn.notifications;

import java.util.List;
import java.util.UUID;
import org.careturn.queueing.KeptAboutVisits;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Messages about visits, and what was said about one: whose they were goes, that they were sent stays. */
@Component
class NotificationsOfVisits implements KeptAboutVisits {
    private final JdbcTemplate jdbc;

    NotificationsOfVisits(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void unlink(List<UUID> visits, UUID pseudonym) {
        String[] ids = visits.stream().map(UUID::toString).toArray(String[]::new);
        jdbc.update(
                "update visit_feedback set words = null where visit_id = any(?::text[]::uuid[]) and words is not null",
                (Object) ids);
        jdbc.update("""
                update notification_attempt set recipient_hash = null, text = null
                where notification_id in (select id from notification where visit_id = any(?::text[]::uuid[]))""", (Object) ids);
        jdbc.update("""
                update notification set patient_id = null, account_id = null, phone = null, arguments = '{}', secrets = null,
                  resend_reason = null, claim = claim + 1, next_at = null,
                  state = case when state in ('PENDING', 'SENDING', 'UNKNOWN') then 'FAILED' else state end,
                  error = case when state in ('PENDING', 'SENDING', 'UNKNOWN') then 'ERASED' else error end
                where visit_id = any(?::text[]::uuid[])""", (Object) ids);
    }
}
