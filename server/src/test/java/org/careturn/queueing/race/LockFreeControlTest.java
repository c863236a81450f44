package org.careturn.queueing.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.Place;
import org.careturn.queueing.race.History.Arrived;
import org.careturn.queueing.race.History.Called;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The control of {@link CallRaceTest}: the same check must fail for ways of calling that do without the queue's lock. They
 * work on tables like the real ones.
 */
class LockFreeControlTest {
    private static final int ENTRIES = 2_000;
    private static final int DESKS = 16;

    private static final String HEAD = """
            select id from entry where state = 'WAITING' order by urgency, since, tie, id limit 1""";
    private static final String CALL = """
            with c as (update entry set state = 'CALLED' where id = ?),
              t as (update queue_turn set calls = calls + 1 returning calls)
            select calls from t""";

    private final TestDatabase database = TestDatabase.empty();
    private final List<Arrived> arrivals = new ArrayList<>();
    private final ConcurrentLinkedQueue<Called> calls = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void queue() throws SQLException {
        try (Connection connection = database.owner().connect();
                Statement statement = connection.createStatement();
                PreparedStatement insert =
                        connection.prepareStatement("insert into entry values (?, 'WAITING', ?, ?::timestamptz, ?)")) {
            statement.execute("""
                    create table entry (
                      id uuid primary key, state text not null, urgency smallint not null, since timestamptz not null,
                      tie bigint not null
                    );
                    create index entry_heads on entry (urgency, since, tie, id) where state = 'WAITING';
                    create table queue_turn (calls bigint not null);
                    insert into queue_turn values (0);""");
            RandomGenerator random = RandomGeneratorFactory.getDefault().create(7);
            Instant noon = Instant.parse("2026-03-02T12:00:00Z");
            for (int i = 0; i < ENTRIES; i++) {
                Place place = new Place(Urgency.ofLevel(1 + random.nextInt(5)), noon.plusSeconds(i), i);
                UUID id = new UUID(random.nextLong(), i);
                insert.setObject(1, id);
                insert.setInt(2, place.urgency().level());
                insert.setString(3, place.since().toString());
                insert.setLong(4, place.tie());
                insert.addBatch();
                arrivals.add(new Arrived(id, place, System.nanoTime(), System.nanoTime()));
            }
            insert.executeBatch();
        }
    }

    @AfterEach
    void drop() {
        database.close();
    }

    @Test
    void selectThenUpdateCallsTwice() throws Exception {
        assertThat(violations("", true)).anyMatch(violation -> violation.startsWith("called twice"));
    }

    @Test
    void skippingLockedEntriesInvertsTheOrder() throws Exception {
        assertThat(violations(" for update skip locked", false))
                .noneMatch(violation -> violation.startsWith("called twice"))
                .anyMatch(violation -> violation.startsWith("order inverted"));
    }

    @Test
    void theQueueLockPasses() throws Exception {
        assertThat(violations("LOCK", false)).isEmpty();
    }

    private List<String> violations(String how, boolean autoCommit) throws Exception {
        List<Callable<Boolean>> desks = new ArrayList<>();
        for (int desk = 1; desk <= DESKS; desk++) {
            String name = "desk " + desk;
            desks.add(() -> callUntilEmpty(name, how, autoCommit));
        }
        RaceClinic.together(desks);
        return HistoryChecker.violations(new History(arrivals, List.copyOf(calls), List.of()));
    }

    private boolean callUntilEmpty(String desk, String how, boolean autoCommit) throws SQLException {
        boolean lock = how.equals("LOCK");
        try (Connection connection = database.owner().connect();
                PreparedStatement turn = connection.prepareStatement("select calls from queue_turn for update");
                PreparedStatement head = connection.prepareStatement(lock ? HEAD : HEAD + how);
                PreparedStatement call = connection.prepareStatement(CALL)) {
            connection.setAutoCommit(autoCommit);
            while (true) {
                long asked = System.nanoTime();
                if (lock) {
                    turn.executeQuery().close();
                }
                UUID entry = first(head);
                if (entry == null) {
                    return true;
                }
                call.setObject(1, entry);
                long sequence = sequence(call);
                if (!autoCommit) {
                    connection.commit();
                }
                calls.add(new Called(entry, sequence, desk, asked, System.nanoTime()));
            }
        }
    }

    private static @Nullable UUID first(PreparedStatement head) throws SQLException {
        try (ResultSet row = head.executeQuery()) {
            return row.next() ? row.getObject(1, UUID.class) : null;
        }
    }

    private static long sequence(PreparedStatement call) throws SQLException {
        try (ResultSet row = call.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }
}
