package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

/** What the database refuses, whatever the code does: written as the server's own role writes. */
class SchemaTest extends QueueFixture {
    private static final String NOT_PRIVILEGED = "42501";

    @Autowired
    private JsonMapper json;

    private Desk desk;
    private Entry entry;
    private Entry other;
    private Call call;

    @BeforeEach
    void callSomebody() {
        desk = desk(Role.DOCTOR, 2, doctorQueue);
        entry = arrive(Urgency.NON_URGENT);
        other = arrive(Urgency.NON_URGENT);
        call = callNext(desk).call();
    }

    @Test
    void aNumberIsGivenOnce() {
        assertThat(violated("""
                insert into visit (id, facility_id, patient_id, service_day, ticket_prefix, ticket_sequence, token, channel, arrived_at)
                select gen_random_uuid(), facility_id, patient_id, service_day, ticket_prefix, ticket_sequence, reverse(token), channel,
                  arrived_at
                from visit where id = ?""", entry.visitId()))
                .isEqualTo("visit_facility_id_service_day_ticket_prefix_ticket_sequence_key");
    }

    @Test
    void aVisitWaitsOnceInAQueue() {
        assertThat(copied("entry", other.id(), Map.of("id", Ids.next()))).isEqualTo("entry_one_active_per_queue");
    }

    @Test
    void aVisitIsCalledToOneDesk() {
        assertThat(anotherCall(Map.of("slot", 2))).isEqualTo("call_one_active_per_visit");
    }

    @Test
    void aDeskCallsNoMoreThanItHasSlotsFor() {
        Map<String, Object> ofOther = Map.of("entry_id", other.id(), "visit_id", other.visitId());
        assertThat(anotherCall(ofOther)).isEqualTo("call_one_active_per_slot");
        assertThat(anotherCall(Map.of("slot", 3))).isEqualTo("call_check");
        assertThat(anotherCall(Map.of("slot", 3, "call_slots", 3))).isEqualTo("call_one_active_per_visit");
        assertThat(endedCall(Map.of("slot", 3, "call_slots", 3))).isEqualTo("call_at_its_desk");
    }

    @Test
    void nobodyIsAtTwoDesks() {
        assertThat(copied("desk_session", desk.id(), Map.of("id", Ids.next()))).isEqualTo("desk_session_one_open");
    }

    @Test
    void aCallIsOfTheVisitQueueAndFacilityOfItsEntry() {
        assertThat(endedCall(Map.of("visit_id", other.visitId()))).isEqualTo("call_of_its_entry");
        assertThat(endedCall(Map.of("queue_id", laboratory))).isEqualTo("call_of_its_entry");
        openHospital();
        assertThat(endedCall(Map.of("facility_id", facility))).isEqualTo("call_of_its_entry");
    }

    @Test
    void aCallIsToTheRoomAndInTheFacilityOfItsDesk() {
        Desk next = desk(Role.DOCTOR, 2, doctorQueue);
        UUID nextRoom = desks.get(reception, next.id()).roomId();
        assertThat(endedCall(Map.of("room_id", nextRoom))).isEqualTo("call_at_its_desk");
        openHospital();
        Desk elsewhere = desk(Role.DOCTOR, 2, doctorQueue);
        assertThat(endedCall(Map.of("desk_session_id", elsewhere.id()))).isEqualTo("call_at_its_desk");
    }

    @Test
    void anEntryNamesACallOfItsOwn() {
        assertThat(violated("update entry set call_id = ? where id = ?", call.id(), other.id()))
                .isEqualTo("entry_own_call");
    }

    @Test
    void historyAndAuditLogAreOnlyAddedTo() {
        assertThat(refused("update entry_event set action = action where entry_id = ?", entry.id()))
                .isEqualTo(NOT_PRIVILEGED);
        assertThat(refused("delete from entry_event where entry_id = ?", entry.id()))
                .isEqualTo(NOT_PRIVILEGED);
        assertThat(refused("update audit_event set detail = detail where subject_id = ?", entry.id()))
                .isEqualTo(NOT_PRIVILEGED);
        assertThat(refused("delete from audit_event where subject_id = ?", entry.id()))
                .isEqualTo(NOT_PRIVILEGED);
    }

    private String anotherCall(Map<String, ?> changes) {
        Map<String, Object> all = new HashMap<>(changes);
        all.put("id", Ids.next());
        all.put("sequence", 1_000);
        return copied("call", call.id(), all);
    }

    /** One that is over, so that none of the rules about active calls applies. */
    private String endedCall(Map<String, ?> changes) {
        Map<String, Object> all = new HashMap<>(changes);
        all.put("ended_at", MORNING);
        all.put("outcome", "SERVED");
        return anotherCall(all);
    }

    /** Which constraint refuses a copy of the row with these columns changed. */
    private String copied(String table, UUID id, Map<String, ?> changes) {
        return violated(
                "insert into %1$s select (jsonb_populate_record(t, ?::jsonb)).* from %1$s t where id = ?"
                        .formatted(table),
                json.writeValueAsString(changes),
                id);
    }

    private String violated(String sql, Object... parameters) {
        ServerErrorMessage refusal = refusal(sql, parameters).getServerErrorMessage();
        return Objects.requireNonNull(Objects.requireNonNull(refusal).getConstraint());
    }

    private String refused(String sql, Object... parameters) {
        return Objects.requireNonNull(refusal(sql, parameters).getSQLState());
    }

    private PSQLException refusal(String sql, Object... parameters) {
        Throwable refused = catchThrowable(() -> jdbc.update(sql, parameters));
        assertThat(refused).as(sql).hasRootCauseInstanceOf(PSQLException.class);
        return (PSQLException) Objects.requireNonNull(refused.getCause());
    }
}
