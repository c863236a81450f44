package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.Entry;
import org.careturn.support.ServerNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** US-PAT-11: two real nodes work at the same facility; each notice and each delay is told once. The time is real. */
@Timeout(240)
class ForecastNodesTest extends ForecastFixture {
    @Autowired
    Environment settings;

    @BeforeEach
    void keepALog() throws SQLException {
        asOwner("""
            create table said_log (entry_id uuid not null, said text not null);
            create function log_said() returns trigger language plpgsql security definer as $$
            begin
              insert into said_log values (new.entry_id, new.said);
              return null;
            end $$;
            create trigger log_said after update on forecast for each row
              when (old.said is distinct from new.said) execute function log_said()\
            """);
    }

    @AfterEach
    void endTheLog() throws SQLException {
        asOwner("drop trigger log_said on forecast; drop function log_said; drop table said_log");
    }

    @Test
    void aNoticeAndADelayAreToldOnce() throws Exception {
        clock.release();
        try (ServerNode node = ServerNode.start("forecasting", settings)) {
            node.awaitAnswer();
            Desk desk = desk();
            arrive(Urgency.URGENT);
            Entry second = arrive(Urgency.URGENT);
            await(() -> said(second).equals(List.of("NOTICE")));

            forecaster.stop(); // only the other node is left to notice what follows
            try {
                calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
                for (int i = 0; i < 4; i++) {
                    arrive(Urgency.IMMEDIATE);
                }
                await(() -> said(second).equals(List.of("NOTICE", "NOTICE_AND_DELAY")));
            } finally {
                forecaster.start();
            }

            // both again: they race for a burst of changes
            for (int i = 0; i < 20; i++) {
                arrive(Urgency.IMMEDIATE);
                forecaster.now(facility.id());
            }
            Entry last = arrive(Urgency.IMMEDIATE);
            await(() -> hospital.count("forecast", "entry_id = ?", last.id()) == 1);
            long serial = serial();
            node.kill(); // only this one is left
            arrive(Urgency.IMMEDIATE);
            await(() -> serial() > serial);
            assertThat(said(second)).containsExactly("NOTICE", "NOTICE_AND_DELAY");
            assertThat(read("select entry_id from said_log group by entry_id, said having count(*) > 1"))
                    .isEmpty();
        }
    }

    private long serial() {
        Long serial = jdbc.queryForObject(
                "select coalesce(max(serial), 0) from forecast_queue where queue_id = ?",
                Long.class,
                service.queueId());
        return serial == null ? 0 : serial;
    }

    private List<String> said(Entry entry) {
        return read("select said from said_log where entry_id = '" + entry.id() + "' order by ctid");
    }

    private static List<String> read(String sql) {
        try (Connection connection = owner();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(100);
        }
    }

    private static void asOwner(String sql) throws SQLException {
        try (Connection connection = owner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
