package org.careturn.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;

class ErdTest {
    private static final Path FILE = Path.of("..", "docs", "erd.md");

    /** Which module's words a table holds. A new table needs a place here. */
    private static final Map<String, Set<String>> AREAS = areas();

    private static Map<String, Set<String>> areas() {
        Map<String, Set<String>> areas = new LinkedHashMap<>();
        areas.put("platform", Set.of("idempotency_key", "facility_feed", "change", "scheduled_tasks"));
        areas.put(
                "identity",
                Set.of(
                        "account",
                        "account_role",
                        "session",
                        "refresh_token",
                        "one_time_code",
                        "registration",
                        "login_phone_change",
                        "attempt_limit",
                        "second_factor",
                        "recovery_code",
                        "pairing_code",
                        "client",
                        "usage_event",
                        "usage_active"));
        areas.put(
                "facilities",
                Set.of(
                        "facility",
                        "urgency_level",
                        "priority_group",
                        "opening_hours",
                        "opening_day",
                        "holiday",
                        "department",
                        "service",
                        "room",
                        "queue",
                        "route",
                        "route_step"));
        areas.put(
                "patients",
                Set.of(
                        "patient",
                        "patient_facility",
                        "patient_field",
                        "patient_note",
                        "patient_consent",
                        "guardianship",
                        "patient_word",
                        "name_word",
                        "name_deletion",
                        "patient_merge",
                        "patient_merge_row",
                        "patient_duplicate"));
        areas.put(
                "sync",
                Set.of(
                        "sync_client",
                        "sync_result",
                        "sync_conflict",
                        "sync_restore",
                        "client_outage",
                        "feed_mark",
                        "patient_feed",
                        "patient_change",
                        "ticket_lease"));
        areas.put(
                "queueing",
                Set.of(
                        "queue_turn",
                        "ticket_counter",
                        "visit",
                        "visit_step",
                        "entry",
                        "entry_event",
                        "call",
                        "desk_session",
                        "desk_session_queue",
                        "desk_break",
                        "visit_retention"));
        areas.put(
                "scheduling", Set.of("schedule", "absence", "appointment", "appointment_event", "waiting_list_entry"));
        areas.put("watching", Set.of("node", "backup_report"));
        areas.put("imports", Set.of("file_import"));
        areas.put(
                "forecasting",
                Set.of(
                        "forecast_facility",
                        "forecast_queue",
                        "forecast",
                        "forecast_sample",
                        "forecast_case",
                        "appointment_forecast",
                        "appointment_forecast_sample",
                        "no_show_case",
                        "service_time",
                        "arrival_day",
                        "what_if"));
        areas.put("analytics", Set.of("analytics_facility", "analytics_entries", "analytics_visits"));
        areas.put(
                "notifications",
                Set.of(
                        "message_preference",
                        "message_template",
                        "notification",
                        "notification_attempt",
                        "notification_day",
                        "sms_opt_out",
                        "sms_answer",
                        "message_usage",
                        "visit_feedback",
                        "inbound_message",
                        "push_device"));
        areas.put("audit", Set.of("audit_event", "audit_unsealed", "audit_seal", "patient_key"));
        return areas;
    }

    @Test
    void everyTableHasItsArea() throws Exception {
        Set<String> placed = new TreeSet<>();
        AREAS.values().forEach(placed::addAll);
        Set<String> existing = new TreeSet<>();
        read().tables().forEach(table -> existing.add(table.name()));
        assertThat(placed).as("the tables that ErdTest places").isEqualTo(existing);
    }

    @Test
    void theDocumentIsCurrent() throws Exception {
        String current = read().markdown(AREAS);
        if (Boolean.getBoolean("careturn.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, current);
        }
        assertThat(written())
                .as("docs/erd.md does not show the migrated database: run ./careturn docs and commit what it writes")
                .isEqualTo(current);
    }

    @Test
    void showsWhatTheDatabaseRefuses() throws Exception {
        try (TestDatabase database = TestDatabase.empty();
                Connection connection = database.superuser().connect();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create extension btree_gist;
                    create table parent (id uuid primary key, name text not null unique check (length(name) < 9));
                    create table child (
                      parent_id uuid primary key references parent, other_id uuid references parent,
                      during tstzrange not null, price numeric(5,2) not null, exclude using gist (other_id with =, during with &&));
                    create unique index child_open on child (other_id) where price > 0;
                    comment on table child is 'Of its parent';
                    comment on column child.price is 'In minutes'""");
            String document = ErdDocument.read(connection).markdown(Map.of("families", Set.of("parent", "child")));
            assertThat(document)
                    .contains(
                            "    uuid parent_id PK, FK\n    uuid other_id FK \"?\"\n    tstzrange during\n    numeric(5_2) price\n")
                    .contains("    text name UK\n")
                    .contains("  parent |o--o{ child : \"other_id\"\n")
                    .contains("  parent ||--o| child : \"parent_id\"\n")
                    .contains("### child\n\nOf its parent.\n\n- `price`: In minutes\n")
                    .contains("- at most one row per `name`\n")
                    .contains("- always `length(name) < 9`\n")
                    .contains("- no two rows that collide in `EXCLUDE USING gist (other_id WITH =, during WITH &&)`\n")
                    .contains("- at most one row per `other_id` where `price > 0::numeric`\n");
        }
    }

    private static ErdDocument read() throws SQLException {
        try (TestDatabase database = TestDatabase.fresh();
                Connection connection = database.owner().connect()) {
            return ErdDocument.read(connection);
        }
    }

    private static String written() throws IOException {
        return Files.exists(FILE) ? Files.readString(FILE) : "";
    }
}
