package org.careturn.notifications.jdbc;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.careturn.forecasting.SentReminders;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
class SentReminderStore implements SentReminders {
    private final JdbcTemplate jdbc;

    SentReminderStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Set<UUID> among(Collection<UUID> appointmentIds) {
        return new HashSet<>(
                jdbc.query("""
                select distinct appointment_id from notification
                where appointment_id = any(?::text[]::uuid[]) and kind = 'REMINDER' and state in ('SENT', 'DELIVERED')""", (row, n) -> Columns.id(row, "appointment_id"), (Object) Columns.texts(appointmentIds)));
    }
}
