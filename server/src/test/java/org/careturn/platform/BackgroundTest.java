package org.careturn.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class BackgroundTest {
    private final CountDownLatch begun = new CountDownLatch(1);
    private volatile @Nullable RuntimeException failure;
    private final AtomicInteger finished = new AtomicInteger();

    @Test
    void aStatementIsFinishedBeforeWorkStops() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                HikariDataSource pool = TestDatabase.pool(database.app())) {
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            Background work = working(() -> {
                begun.countDown();
                jdbc.execute("select pg_sleep(0.5)");
                finished.incrementAndGet();
            });
            work.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(200);
            work.stop();
            assertThat(failure).isNull();
            assertThat(finished).hasValue(1);
        }
    }

    @Test
    void aWaitOrALongStatementIsBrokenOff() throws Exception {
        try (TestDatabase database = TestDatabase.fresh();
                HikariDataSource pool = TestDatabase.pool(database.app())) {
            JdbcTemplate jdbc = new JdbcTemplate(pool);
            Background work = working(() -> {
                begun.countDown();
                jdbc.execute("select pg_sleep(60)");
                finished.incrementAndGet();
            });
            work.start();
            assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
            Thread.sleep(200);
            long begin = System.nanoTime();
            work.stop();
            assertThat(System.nanoTime() - begin).isLessThan(TimeUnit.SECONDS.toNanos(10));
            assertThat(failure).isNotNull();
            assertThat(finished).hasValue(0);
        }
    }

    private Background working(Runnable statement) {
        return new Background("test") {
            @Override
            protected void work() throws InterruptedException {
                while (isRunning()) {
                    try {
                        statement.run();
                    } catch (RuntimeException broken) {
                        failure = broken;
                        throw broken;
                    }
                    Thread.sleep(60_000);
                }
            }
        };
    }
}
