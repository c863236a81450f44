package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final byte[] PEPPER = "pepper".getBytes(StandardCharsets.UTF_8);

    @Test
    void thePepperIsNeeded() {
        try (Passwords passwords = new Passwords(PEPPER, 4, 1);
                Passwords others = new Passwords("other".getBytes(StandardCharsets.UTF_8), 4, 1)) {
            String hash = passwords.hash("correct horse").value();
            assertThat(hash).startsWith("$2a$04$").hasSize(60);
            assertThat(passwords.matches("correct horse", hash)).isTrue();
            assertThat(passwords.matches("correct Horse", hash)).isFalse();
            assertThat(others.matches("correct horse", hash)).isFalse();
        }
    }

    @Test
    void theSameLettersMatchHoweverTheKeyboardComposesThem() {
        try (Passwords passwords = new Passwords(PEPPER, 4, 1)) {
            assertThat(passwords.matches(
                            "cafe\u0301 noir", passwords.hash("caf\u00e9 noir").value()))
                    .isTrue();
        }
    }

    @Test
    void whenTooManyWaitTheNextIsRefusedAfterASecond() throws Exception {
        int atOnce = 60;
        try (Passwords passwords = new Passwords(PEPPER, 10, 1);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> logins = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                logins.add(clients.submit(() -> {
                    long begin = System.nanoTime();
                    try {
                        return !passwords.matches("anything", null);
                    } catch (RefusedException refused) {
                        assertThat(refused.refusal().type()).isEqualTo(CommonProblem.UNAVAILABLE);
                        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                                .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
                        return false;
                    }
                }));
            }
            int served = 0;
            for (Future<Boolean> login : logins) {
                served += login.get() ? 1 : 0;
            }
            assertThat(served).isBetween(21, 45); // one at work, twenty waiting, and whom the first ones made room for
        }
    }

    @Test
    void hashingGivesWayToOtherWork() throws Exception {
        assumeTrue(System.getProperty("os.name").equals("Linux"), "only Linux has a niceness of threads");
        try (Passwords passwords = new Passwords(PEPPER, 4, 1)) {
            assertThat(passwords.matches("anything", null)).isFalse();
            List<Integer> niceness = new ArrayList<>();
            try (DirectoryStream<Path> threads = Files.newDirectoryStream(Path.of("/proc/self/task"))) {
                for (Path thread : threads) {
                    if (Files.readString(thread.resolve("comm")).strip().equals("password")) {
                        String stat = Files.readString(thread.resolve("stat"));
                        List<String> fields = List.of(
                                stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1));
                        niceness.add(Integer.valueOf(fields.get(16))); // the 19th of all, proc_pid_stat(5)
                    }
                }
            }
            assertThat(niceness).isNotEmpty().containsOnly(10);
        }
    }
}
