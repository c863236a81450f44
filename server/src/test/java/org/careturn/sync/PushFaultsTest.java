package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.careturn.identity.Account;
import org.careturn.identity.tokens.AccessTokens;
import org.careturn.identity.tokens.Sessions;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** FR-SYNC-02, FR-SYNC-03, FR-SYNC-10, FR-SYNC-18: what befalls a push half way loses nothing and doubles nothing. */
@Timeout(60)
class PushFaultsTest extends SyncServer {
    @Autowired
    AccessTokens tokens;

    @Autowired
    Sessions sessions;

    private Connection other;

    @BeforeEach
    void connect() throws SQLException {
        other = owner();
        other.setAutoCommit(false);
    }

    @AfterEach
    void release() throws SQLException {
        other.close();
    }

    /** Keeps a push from going on past this entry, until {@code other} is rolled back. */
    private void block(UUID entry) throws SQLException {
        try (Statement statement = other.createStatement()) {
            statement.execute("select from entry where id = '" + entry + "' for update");
        }
    }

    /** The database's process that waits for {@code other}. */
    private int waitingProcess() throws Exception {
        int own;
        try (Statement statement = other.createStatement();
                ResultSet row = statement.executeQuery("select pg_backend_pid()")) {
            row.next();
            own = row.getInt(1);
        }
        while (true) {
            List<Integer> blocked = jdbc.query(
                    "select pid from pg_stat_activity where ? = any (pg_blocking_pids(pid))",
                    (row, n) -> row.getInt(1),
                    own);
            if (!blocked.isEmpty()) {
                return blocked.getFirst();
            }
            Thread.sleep(10);
        }
    }

    private List<Map<String, Object>> holds(List<UUID> entries) {
        return entries.stream()
                .map(entry -> desk.mutation("hold", Map.of("entryId", entry)))
                .toList();
    }

    private List<UUID> threeWaiting() {
        return Stream.generate(this::waiting).limit(3).toList();
    }

    private void assertHeldOnce(List<UUID> entries) {
        assertThat(entries)
                .allSatisfy(entry -> assertThat(hospital.auditOf(entry)).containsOnlyOnce("ENTRY_HOLD"));
    }

    @Test
    void aConnectionThatDiesInTheMiddleKeepsWhatCameBeforeAndTheRestIsSentAgain() throws Exception {
        List<UUID> entries = threeWaiting();
        List<Map<String, Object>> holds = holds(entries);
        block(entries.get(1));
        Answer broken;
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> sent = sender.submit(() -> desk.send(2, holds));
            jdbc.queryForObject("select pg_terminate_backend(?)", Boolean.class, waitingProcess());
            broken = sent.get();
        }
        other.rollback();
        assertThat(broken.status()).as(broken.text()).isEqualTo(503);
        assertThat(broken.body().path("mid").asLong()).isEqualTo(desk.mid.get() - 1);
        assertThat(broken.body().path("lastMid").asLong()).isEqualTo(desk.mid.get() - 2);
        Answer again = desk.send(2, holds);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        again.body().path("results").forEach(result -> assertStatus("APPLIED", result));
        assertHeldOnce(entries);
    }

    @Test
    void aSignInThatEndsInTheMiddleLosesNothing() throws Exception {
        Account account = hospital.account(Role.RECEPTIONIST, facility);
        Http before = hospital.signedIn(account);
        List<UUID> entries = threeWaiting();
        desk = new Offline(before, facility.id());
        List<Map<String, Object>> holds = holds(entries);
        block(entries.get(1));
        JsonNode first;
        try (ExecutorService sender = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Answer> sent = sender.submit(() -> desk.send(2, holds));
            waitingProcess();
            AccessTokens.Verified token = tokens.verify(before.authorization().substring("Bearer ".length()));
            sessions.close(token.sessionId(), token.accountId());
            other.rollback();
            first = sent.get().body().path("results");
        }
        assertThat(desk.send(2, holds).status()).isEqualTo(401);
        Answer again = hospital.signedIn(account)
                .post(SYNC + "push", Map.of("clientId", desk.clientId, "schemaVersion", 2, "mutations", holds));
        assertThat(again.body().path("results")).isEqualTo(first);
        assertHeldOnce(entries);
    }

    @Test
    void whoSignsInNextSendsNothingOfTheOneBefore() {
        UUID entry = waiting();
        List<Map<String, Object>> hold = holds(List.of(entry));
        Answer foreign = hospital.signedIn(Role.RECEPTIONIST, facility)
                .post(SYNC + "push", Map.of("clientId", desk.clientId, "schemaVersion", 2, "mutations", hold));
        assertThat(foreign.status()).isEqualTo(404);
        assertStatus("APPLIED", desk.send(2, hold).body().path("results").path(0));
        assertHeldOnce(List.of(entry));
    }

    @Test
    void textThatCannotBeStoredIsRefusedAlone() {
        List<UUID> entries = threeWaiting();
        Answer answer = desk.send(
                2,
                List.of(
                        desk.mutation("hold", Map.of("entryId", entries.get(0))),
                        desk.mutation("hold", Map.of("entryId", entries.get(1), "reason", "a\u0000b")),
                        desk.mutation("hold", Map.of("entryId", entries.get(2)))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode results = answer.body().path("results");
        assertStatus("APPLIED", results.path(0));
        assertRejected("invalid-request", results.path(1));
        assertStatus("APPLIED", results.path(2));
        String half = """
                {"clientId": "%s", "schemaVersion": 2, "mutations": [
                  {"mid": %d, "name": "hold", "args": {"entryId": "%s", "reason": "\\ud800"}}]}""".formatted(desk.clientId, desk.mid.incrementAndGet(), entries.get(1));
        Answer surrogate = desk.http.post(SYNC + "push", half);
        assertThat(surrogate.status()).as(surrogate.text()).isEqualTo(200);
        assertRejected("invalid-request", surrogate.body().path("results").path(0));
        assertStatus("APPLIED", desk.push("hold", Map.of("entryId", entries.get(1))));
    }

    @Test
    void whatFailsUnexpectedlyIsRefusedAloneAndHoldsUpNothing() throws Exception {
        List<UUID> entries = threeWaiting();
        List<Map<String, Object>> holds = holds(entries);
        failing(entries.get(1));
        Answer answer;
        try {
            answer = desk.send(2, holds);
        } finally {
            execute("drop trigger fails on entry");
        }
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode results = answer.body().path("results");
        assertStatus("APPLIED", results.path(0));
        assertRejected("unexpected", results.path(1));
        assertStatus("APPLIED", results.path(2));
        assertThat(results.path(1).path("facts").path("requestId").asString()).hasSizeGreaterThan(7);
        desk.pull();
        assertThat(desk.lastMid).isEqualTo(desk.mid.get());
        assertThat(desk.send(2, holds).body().path("results").path(1)).isEqualTo(results.path(1));
        assertHeldOnce(List.of(entries.get(0), entries.get(2)));
        assertStatus("APPLIED", desk.push("hold", Map.of("entryId", entries.get(1))));
    }

    @Test
    void whatTheDatabaseHasNoRoomForIsTriedAgain() throws Exception {
        UUID entry = waiting();
        List<Map<String, Object>> hold = holds(List.of(entry));
        failing(entry, "53100");
        Answer full;
        try {
            full = desk.send(2, hold);
        } finally {
            execute("drop trigger fails on entry");
        }
        assertThat(full.status()).as(full.text()).isEqualTo(503);
        assertStatus("APPLIED", desk.send(2, hold).body().path("results").path(0));
    }

    private static void failing(UUID entry) throws SQLException {
        failing(entry, "XX000");
    }

    private static void failing(UUID entry, String state) throws SQLException {
        execute("""
                create or replace function fails() returns trigger language plpgsql as
                $$ begin raise 'broken' using errcode = '%s'; end $$""".formatted(state));
        execute("create trigger fails before update on entry for each row when (old.id = '" + entry
                + "') execute function fails()");
    }

    private static void execute(String sql) throws SQLException {
        try (Connection owner = owner();
                Statement statement = owner.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void tenMegabytesAreRefusedAndChangeNothing() {
        UUID entry = waiting();
        Map<String, Object> hold = desk.mutation("hold", Map.of("entryId", entry));
        try {
            Answer answer = desk.http.post(
                    SYNC + "push",
                    Map.of(
                            "clientId",
                            desk.clientId,
                            "schemaVersion",
                            2,
                            "mutations",
                            List.of(hold),
                            "padding",
                            "x".repeat(10 << 20)));
            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.code()).isEqualTo("too-large");
        } catch (IllegalStateException cutOff) {
            // The server answers before all of it was sent, and hangs up; not every client reads on.
            assertThat(cutOff).hasRootCauseInstanceOf(java.io.IOException.class);
        }
        assertThat(hospital.auditOf(entry)).doesNotContain("ENTRY_HOLD");
        assertStatus(
                "APPLIED", desk.send(2, List.of(hold)).body().path("results").path(0));
    }

    @Test
    void mutationsOfAnOlderAndOfThePresentClientFollowEachOther() {
        UUID visit = Ids.next();
        UUID old = Ids.next();
        Answer first = desk.send(
                1,
                List.of(
                        desk.mutation(
                                "takeTicket",
                                Map.of(
                                        "visitId",
                                        visit,
                                        "entryId",
                                        old,
                                        "facilityId",
                                        facility.id(),
                                        "patientId",
                                        hospital.patient(facility).id(),
                                        "queueId",
                                        service.queueId(),
                                        "reason",
                                        "offline")),
                        desk.mutation("hold", Map.of("entryId", old))));
        first.body().path("results").forEach(result -> assertStatus("APPLIED", result));
        // Even the old version may hold the present form: who upgraded in the middle has sent both.
        UUID mixed = Ids.next();
        Answer second = desk.send(
                1, List.of(desk.mutation("takeTicket", ticket(Ids.next(), mixed, hospital.patient(facility)))));
        assertStatus("APPLIED", second.body().path("results").path(0));
        assertStatus("APPLIED", desk.push("resume", Map.of("entryId", old)));
        Answer tooOld =
                desk.send(2, List.of(desk.mutation("takeTicket", Map.of("visitId", Ids.next(), "entryId", old))));
        assertRejected("invalid-request", tooOld.body().path("results").path(0));
    }
}
