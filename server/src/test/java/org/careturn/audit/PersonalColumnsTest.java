package org.careturn.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.careturn.platform.PersonalData;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** FR-PATIENT-11: a new column that may hold something about a patient is erased, or somebody says here why it stays. */
class PersonalColumnsTest extends ServerTest {
    /** Free text, JSON and the like in tables that lead to a patient, and why an erasure leaves them. */
    private static final Map<String, String> STAY = Map.ofEntries(
            Map.entry("patient_merge_row.relation", "the name of a table"),
            Map.entry("patient_merge.taken_allergies", "positions in a list that is erased"),
            Map.entry("patient_merge.taken_phones", "positions in a list that is erased"),
            Map.entry("patient_field.field", "the name of a field"),
            Map.entry("patient_consent.kind", "a word of ours"),
            Map.entry("patient_consent.source", "a word of ours"),
            Map.entry("guardianship.relationship", "a word of ours"),
            Map.entry("visit.ticket_prefix", "the queue's"),
            Map.entry("visit.ticket_number", "a number of that day"),
            Map.entry("visit.channel", "a word of ours"),
            Map.entry("entry.state", "a word of ours"),
            Map.entry("entry.credits", "kinds and minutes"),
            Map.entry("entry_event.action", "a word of ours"),
            Map.entry("entry_event.from_state", "a word of ours"),
            Map.entry("entry_event.to_state", "a word of ours"),
            Map.entry("entry_event.before", "states, ids and times, for an undo"),
            Map.entry("call.outcome", "a word of ours"),
            Map.entry("appointment_forecast.kind", "a word of ours"),
            Map.entry("appointment_forecast.notes", "codes"),
            Map.entry("forecast.kind", "a word of ours"),
            Map.entry("forecast.said", "a word of ours"),
            Map.entry("forecast.ahead", "numbers of people"),
            Map.entry("forecast.notes", "codes, times, and doctors"),
            Map.entry("forecast_case.simulated", "seconds"),
            Map.entry("forecast_case.shown", "seconds"),
            Map.entry("forecast_case.experts", "seconds"),
            Map.entry("appointment.status", "a word of ours"),
            Map.entry("appointment_event.action", "a word of ours"),
            Map.entry("appointment_event.from_status", "a word of ours"),
            Map.entry("appointment_event.to_status", "a word of ours"),
            Map.entry("waiting_list_entry.status", "a word of ours"),
            Map.entry("notification.dedupe_key", "names an event by ids"),
            Map.entry("notification.kind", "a word of ours"),
            Map.entry("notification.language", "without a name, nobody's"),
            Map.entry("notification.state", "a word of ours"),
            Map.entry("notification.channel", "a word of ours"),
            Map.entry("notification.provider_id", "the provider's"),
            Map.entry("notification.error", "a code"),
            Map.entry("notification.currency", "the provider's"),
            Map.entry("notification_attempt.channel", "a word of ours"),
            Map.entry("notification_attempt.state", "a word of ours"),
            Map.entry("notification_attempt.provider_id", "the provider's"),
            Map.entry("notification_attempt.provider_state", "the provider's"),
            Map.entry("notification_attempt.error", "a code"),
            Map.entry("notification_attempt.currency", "the provider's"),
            Map.entry("visit_feedback.token", "opens a form that names nobody"),
            Map.entry("message_preference.channel", "a word of ours"),
            Map.entry("patient_change.kind", "a word of ours"),
            Map.entry("sync_conflict.kind", "a word of ours"),
            Map.entry("sync_conflict.fields", "names of fields"),
            Map.entry("sync_conflict.resolution", "a word of ours"),
            Map.entry("audit_event.action", "a word of ours"),
            Map.entry("audit_event.subject_kind", "a word of ours"),
            Map.entry("audit_event.request_id", "random"),
            Map.entry("audit_event.address", "of staff only"),
            Map.entry(
                    "audit_event.detail", "ids, states and times; what is personal stands in the column of that name"));

    /** Tables with a patient's id, and those that refer to one of them. */
    private static final String COLUMNS = """
            with recursive about (oid) as (
              select a.attrelid from pg_attribute a join pg_class c on c.oid = a.attrelid
              where a.attname = 'patient_id' and c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
              union select 'patient'::regclass::oid
              union select f.conrelid from pg_constraint f join about t on t.oid = f.confrelid where f.contype = 'f')
            select c.table_name || '.' || c.column_name
            from information_schema.columns c join about t on t.oid = c.table_name::regclass
            where c.table_schema = 'public'
              and c.data_type in ('text', 'character varying', 'character', 'json', 'jsonb', 'bytea', 'date', 'ARRAY', 'inet', 'xml')
              and c.column_name not in ('service_day', 'day', 'from_day', 'until_day')""";

    @Autowired
    List<PersonalData> modules;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void everyColumnIsErasedOrStaysForAReason() {
        Set<String> erased = new TreeSet<>();
        modules.forEach(module -> erased.addAll(module.erases()));
        Set<String> known = new TreeSet<>(erased);
        known.addAll(STAY.keySet());
        Set<String> there = new TreeSet<>(jdbc.queryForList(COLUMNS, String.class));
        assertThat(there).contains("patient.name", "entry_event.reason", "appointment.reason");
        assertThat(known)
                .as("let a PersonalData erase these columns, or say in STAY why they stay")
                .containsAll(there);
        assertThat(there).as("of STAY").containsAll(STAY.keySet());
        assertThat(erased).as("erased and staying").doesNotContainAnyElementsOf(STAY.keySet());
    }

    @Test
    void whatIsSaidToBeErasedIsThere() {
        Set<String> all = new TreeSet<>(jdbc.queryForList(
                "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'",
                String.class));
        modules.forEach(module -> assertThat(all).as(module.section()).containsAll(module.erases()));
    }

    @Test
    void everySectionHasItsName() {
        Map<String, PersonalData> sections = new TreeMap<>();
        modules.forEach(module -> sections.put(module.section(), module));
        assertThat(sections).hasSameSizeAs(modules);
    }
}
