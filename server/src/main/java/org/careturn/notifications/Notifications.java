package org.careturn.notifications;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.identity.Vault;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.platform.Ids;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Messages are staged here, in the transaction of what causes them. */
@Service
public class Notifications {

    private static final String STAGE = """
            insert into notification (id, dedupe_key, kind, priority, facility_id, patient_id, account_id, visit_id, entry_id,
              appointment_id, phone, language, arguments, secrets, not_before, useful_until, state, next_at, created_at, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, 'PENDING', ?, ?, ?)
            on conflict (dedupe_key) do nothing""";

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;
    private final Clock clock;
    private final Wake wake;

    Notifications(JdbcTemplate jdbc, Vault vault, JsonMapper json, Clock clock, Wake wake) {
        this.wake = wake;
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.clock = clock;
    }

    /** Stores it with the change that causes it; false where this event has its message already. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean stage(NewNotification message) {
        UUID id = Ids.next();
        var now = Columns.utc(clock.instant());
        boolean staged = jdbc.update(
                        STAGE,
                        id,
                        message.dedupeKey(),
                        message.kind().name(),
                        message.kind().priority(),
                        message.facilityId(),
                        message.patientId(),
                        message.accountId(),
                        message.visitId(),
                        message.entryId(),
                        message.appointmentId(),
                        message.phone(),
                        message.language(),
                        json.writeValueAsString(message.arguments()),
                        message.secrets().isEmpty() ? null : seal(id, message.secrets()),
                        Columns.utc(message.notBefore()),
                        Columns.utc(message.usefulUntil()),
                        Columns.utc(message.notBefore()),
                        now,
                        now)
                == 1;
        if (staged) {
            TransactionSynchronizationManager.registerSynchronization(wake);
        }
        return staged;
    }

    /** Those of these events that have their message. */
    public Set<String> staged(Collection<String> dedupeKeys) {
        return new HashSet<>(jdbc.queryForList(
                "select dedupe_key from notification where dedupe_key = any(?::text[])", String.class, (Object)
                        dedupeKeys.toArray(String[]::new)));
    }

    private byte[] seal(UUID id, Map<String, String> secrets) {
        return vault.seal(
                NotificationStore.VAULT_USE,
                id.toString(),
                json.writeValueAsString(secrets).getBytes(StandardCharsets.UTF_8));
    }
}
