package org.careturn.notifications;

import java.util.Set;
import java.util.UUID;
import org.careturn.platform.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was written to a patient. */
@Component
class NotificationPersonalData implements PersonalData {
    private final JdbcTemplate jdbc;

    NotificationPersonalData(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String section() {
        return "notifications";
    }

    @Override
    public Object export(UUID patientId) {
        return jdbc.queryForList("""
                select kind, channel, state, created_at as "createdAt", changed_at as "changedAt"
                from notification where patient_id = ? order by id""", patientId);
    }

    @Override
    public Set<String> erases() {
        return Set.of(
                "notification.phone",
                "notification.arguments",
                "notification.secrets",
                "notification_attempt.recipient_hash",
                "notification_attempt.text");
    }

    /** What was not sent yet isn't any more. */
    @Override
    public void erase(UUID patientId) {
        jdbc.update(
                "delete from push_device where account_id = (select account_id from patient where id = ?)", patientId);
        jdbc.update("""
                update notification_attempt set recipient_hash = null, text = null
                where notification_id in (select id from notification where patient_id = ?)""", patientId);
        jdbc.update("""
                update notification set phone = null, arguments = '{}', secrets = null, claim = claim + 1, next_at = null,
                  state = case when state in ('PENDING', 'SENDING', 'UNKNOWN') then 'FAILED' else state end,
                  error = case when state in ('PENDING', 'SENDING', 'UNKNOWN') then 'ERASED' else error end
                where patient_id = ?""", patientId);
    }
}
