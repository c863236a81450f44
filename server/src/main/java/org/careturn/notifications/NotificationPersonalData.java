package org.careturn.notifications;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.PersonalData;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What was written to a patient. */
@Component
class NotificationPersonalData implements PersonalData {
    private final JdbcTemplate jdbc;
    private final Preferences preferences;
    private final OptOuts optOuts;
    private final Feedback feedback;

    NotificationPersonalData(JdbcTemplate jdbc, Preferences preferences, OptOuts optOuts, Feedback feedback) {
        this.jdbc = jdbc;
        this.preferences = preferences;
        this.optOuts = optOuts;
        this.feedback = feedback;
    }

    @Override
    public String section() {
        return "notifications";
    }

    @Override
    public Object export(UUID patientId) {
        boolean stopped = jdbc
                .queryForList(
                        "select contact_phone from patient where id = ? and contact_phone is not null",
                        String.class,
                        patientId)
                .stream()
                .anyMatch(optOuts::isStopped);
        return Map.of(
                "messages",
                jdbc.queryForList("""
                        select kind, channel, state, error, created_at as "createdAt", changed_at as "changedAt"
                        from notification where patient_id = ? order by id""", patientId),
                "preference",
                preferences.current(patientId),
                "smsStopped",
                stopped,
                "feedback",
                feedback.of(patientId));
    }

    @Override
    public Set<String> erases() {
        return Set.of(
                "notification.phone",
                "notification.arguments",
                "notification.secrets",
                "notification.resend_reason",
                "visit_feedback.words",
                "notification_attempt.recipient_hash",
                "notification_attempt.text");
    }

    /** What was not sent yet isn't any more. That a number wants no SMS stays known by its hash. */
    @Override
    public void erase(UUID patientId) {
        jdbc.update(
                "update visit_feedback set words = null where visit_id in (select id from visit where patient_id = ?)",
                patientId);
        jdbc.update(
                "delete from push_device where account_id = (select account_id from patient where id = ?)", patientId);
        jdbc.update("""
                update notification_attempt set recipient_hash = null, text = null
                where notification_id in (select id from notification where patient_id = ?)""", patientId);
        jdbc.update("""
                update notification set phone = null, arguments = '{}', secrets = null, resend_reason = null, claim = claim + 1, next_at = null,
                  state = case when state in ('PENDING', 'SENDING', 'UNKNOWN') then 'FAILED' else state end,
                  error = case when state in ('PENDING', 'SENDING', 'UNKNOWN') then 'ERASED' else error end
                where patient_id = ?""", patientId);
    }
}
