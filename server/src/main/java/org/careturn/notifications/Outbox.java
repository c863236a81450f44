package org.careturn.notifications;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.identity.Vault;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The latest messages with all that they hold, also codes: for the demo, which has nobody to send by. */
@Service
public class Outbox {
    private static final String LATEST = """
            select n.id, n.created_at, n.kind, n.state, n.phone, coalesce(n.language, p.language) as language,
              n.facility_id, n.patient_id, n.account_id, n.visit_id, n.entry_id, n.appointment_id, n.arguments, n.secrets,
              n.not_before, n.useful_until, n.claim, n.faults
            from notification n left join patient p on p.id = n.patient_id
            order by n.id desc limit ?""";
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final JsonMapper json;
    private final MessageTexts texts;

    Outbox(JdbcTemplate jdbc, Vault vault, JsonMapper json, MessageTexts texts) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.json = json;
        this.texts = texts;
    }

    /**
     * A message as it would be read.
     *
     * @param phone E.164; null where it is for a patient
     * @param language BCP 47
     */
    public record Entry(
            UUID id,
            Instant at,
            NotificationKind kind,
            NotificationState state,
            @Nullable String phone,
            @Nullable UUID patientId,
            @Nullable String language,
            @Nullable String code,
            String text) {
        @Override
        public String toString() {
            return "Entry[" + id + ", " + kind + "]";
        }
    }

    /** The newest first. */
    public List<Entry> latest(int limit) {
        return jdbc.query(LATEST, (row, n) -> notification(row), limit).stream()
                .map(this::entry)
                .toList();
    }

    private record Read(Notification notification, Instant at) {}

    private Entry entry(Read read) {
        Notification message = read.notification;
        String language = message.language() == null ? "en" : message.language();
        return new Entry(
                message.id(),
                read.at,
                message.kind(),
                message.state(),
                message.phone(),
                message.patientId(),
                message.language(),
                message.arguments().get("code"),
                texts.render(message, Channel.SMS, language).text());
    }

    private Read notification(ResultSet row) throws SQLException {
        UUID id = Columns.id(row, "id");
        Map<String, String> arguments = new HashMap<>(json.readValue(row.getString("arguments"), TEXTS));
        byte[] secrets = row.getBytes("secrets");
        if (secrets != null) {
            arguments.putAll(json.readValue(
                    new String(vault.open(Notifications.VAULT_USE, id.toString(), secrets), StandardCharsets.UTF_8),
                    TEXTS));
        }
        return new Read(
                new Notification(
                        id,
                        NotificationKind.valueOf(row.getString("kind")),
                        Columns.idOrNull(row, "facility_id"),
                        Columns.idOrNull(row, "patient_id"),
                        Columns.idOrNull(row, "account_id"),
                        Columns.idOrNull(row, "visit_id"),
                        Columns.idOrNull(row, "entry_id"),
                        Columns.idOrNull(row, "appointment_id"),
                        row.getString("phone"),
                        row.getString("language"),
                        arguments,
                        Columns.instant(row, "not_before"),
                        Columns.instant(row, "useful_until"),
                        NotificationState.valueOf(row.getString("state")),
                        row.getInt("claim"),
                        row.getInt("faults")),
                Columns.instant(row, "created_at"));
    }
}
