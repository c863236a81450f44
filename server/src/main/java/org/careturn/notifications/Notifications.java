package org.careturn.notifications;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.careturn.identity.Vault;
import org.careturn.platform.Ids;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Messages are staged here, in the transaction of what causes them. */
@Service
public class Notifications {
    static final String VAULT_USE = "notification";

    private static final String STAGE = """
            insert into notification (id, dedupe_key, kind, priority, facility_id, patient_id, account_id, visit_id, entry_id,
              appointment_id, phone, language, arguments, secrets, not_before, useful_until, state, next_at, created_at, changed_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, 'PENDING', ?, ?, ?)
            on conflict (dedupe_key) do nothing""";

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;
    private final Clock clock;

    Notifications(JdbcTemplate jdbc, Vault vault, JsonMapper json, Clock clock) {
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
        return jdbc.update(
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
    }

    private byte[] seal(UUID id, Map<String, String> secrets) {
        return vault.seal(
                VAULT_USE, id.toString(), json.writeValueAsString(secrets).getBytes(StandardCharsets.UTF_8));
    }
}
