package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.careturn.identity.Limits.Attempted;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.support.SettableClock;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-ID-11: wrong tries are slowed by growing delays, for all nodes together; right ones cost nothing. */
class LimitsTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final HikariDataSource CONNECTIONS = TestDatabase.pool(DATABASE.app());
    private static final Vault VAULT = new Vault("pepper".getBytes(StandardCharsets.UTF_8));
    private static int number;

    private final SettableClock clock = SettableClock.standing();
    private final Limits here = node();
    private final Limits there = node();
    private String who = "";
    private String address = "";

    private Limits node() {
        return new Limits(CONNECTIONS, VAULT, clock, 1);
    }

    @BeforeEach
    void somebodyElse() {
        number++;
        who = "somebody" + number;
        address = "192.0.2." + number;
    }

    @AfterAll
    static void close() {
        CONNECTIONS.close();
        DATABASE.close();
    }

    private long secondsToWait(Limits node, String name, String from) {
        try {
            node.begin(Attempted.SIGN_IN, name, from);
            return 0;
        } catch (RefusedException refused) {
            if (refused.refusal().type() == CommonProblem.UNAVAILABLE) { // others held the row for too long
                return secondsToWait(node, name, from);
            }
            assertThat(refused.refusal().type()).isEqualTo(CommonProblem.TOO_MANY_REQUESTS);
            return Long.parseLong(String.valueOf(refused.refusal().facts().get("retryAfterSeconds")));
        }
    }

    @Test
    void delaysGrowWithWrongTriesAndAreSharedByNodes() {
        List<Long> waits = new ArrayList<>();
        int tries = 0;
        while (tries < 50) {
            long wait = secondsToWait(tries % 2 == 0 ? here : there, who, "198.51.100." + tries);
            if (wait == 0) {
                tries++;
                continue;
            }
            waits.add(wait);
            assertThat(secondsToWait(here, who, address)).isPositive();
            assertThat(secondsToWait(there, who, address)).isPositive();
            clock.advance(Duration.ofSeconds(wait));
        }
        assertThat(waits.getFirst()).isBetween(5L, 13L);
        assertThat(waits.getLast()).isBetween(150L, 1_800L);
        assertThat(waits.stream().mapToLong(Long::longValue).sum())
                .as("seconds that fifty guesses take")
                .isGreaterThan(3_600);
    }

    @Test
    void rightOnesCostNothing() {
        for (int i = 0; i < 100; i++) {
            here.begin(Attempted.SIGN_IN, who, address).doesNotCount();
        }
    }

    @Test
    void manyAtOnceGetNoMoreTriesThanOneAfterTheOther() throws Exception {
        int let = 0;
        try (ExecutorService clients = Executors.newFixedThreadPool(16)) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Limits node = i % 2 == 0 ? here : there;
                String from = "203.0.113." + i;
                calls.add(() -> secondsToWait(node, who, from) == 0);
            }
            for (var call : clients.invokeAll(calls)) {
                let += call.get() ? 1 : 0;
            }
        }
        assertThat(let).isEqualTo(5);
    }

    @Test
    void oneAddressThatTriesManyNamesIsSlowedWithoutCostToTheirOwners() {
        int let = 0;
        for (int i = 0; i < 60; i++) {
            let += secondsToWait(here, who + "-" + i, address) == 0 ? 1 : 0;
        }
        assertThat(let).isEqualTo(30);
        for (int i = 0; i < 60; i++) {
            assertThat(secondsToWait(there, who + "-" + i, "198.51.100.7" + i)).isZero();
        }
    }

    @Test
    void codesToAPhoneAreSentSeldom() {
        here.begin(Attempted.CODE_REQUEST, who, address);
        here.begin(Attempted.CODE_REQUEST, who, address);
        assertThatThrownBy(() -> here.begin(Attempted.CODE_REQUEST, who, address))
                .isInstanceOf(RefusedException.class);
        here.begin(Attempted.SIGN_IN, who, address);
    }
}
