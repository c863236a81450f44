package org.careturn.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final int MANY = 20_000; // more than 4,096 of one millisecond

    @Test
    void areOfVersion7AndOfThisMoment() {
        long before = System.currentTimeMillis();
        UUID id = Ids.next();
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isBetween(before, System.currentTimeMillis() + 1_000);
    }

    @Test
    void riseInTheOrderInWhichTheyWereMade() throws Exception {
        try (ExecutorService workers = Executors.newFixedThreadPool(4)) {
            Callable<List<UUID>> making = () -> {
                List<UUID> ids = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    ids.add(Ids.next());
                }
                return ids;
            };
            List<UUID> all = new ArrayList<>();
            for (Future<List<UUID>> made : workers.invokeAll(List.of(making, making, making, making))) {
                assertThat(made.get()).isSorted();
                all.addAll(made.get());
            }
            assertThat(all).doesNotHaveDuplicates();
        }
    }
}
