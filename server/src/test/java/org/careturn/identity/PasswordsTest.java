package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
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
    void whenTooManyWaitTheNextIsRefusedAtOnce() throws Exception {
        int atOnce = 60;
        try (Passwords passwords = new Passwords(PEPPER, 10, 1);
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> logins = new ArrayList<>();
            for (int i = 0; i < atOnce; i++) {
                logins.add(clients.submit(() -> {
                    try {
                        return !passwords.matches("anything", null);
                    } catch (RefusedException refused) {
                        assertThat(refused.refusal().type()).isEqualTo(CommonProblem.UNAVAILABLE);
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
}
