package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.careturn.platform.Role;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** FR-ID-11, FR-ID-12: guessing over HTTP, with the limits as they are in production. */
@TestPropertySource(properties = "careturn.identity.patience=1")
class BruteForceTest extends IdentityServer {

    @Test
    void guessesAreSlowedAlikeWhetherOrNotThereIsAnAccount() {
        String known = String.valueOf(staff(Role.NURSE, facility()).userName());
        List<List<String>> seen = new ArrayList<>();
        for (String name : List.of(known, unique("nobody"))) {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                Answer answer = http().login(name, "wrong password " + i);
                answers.add(answer.status() + " " + answer.code());
                if (answer.status() == 429) {
                    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 12);
                }
            }
            seen.add(answers);
        }
        assertThat(seen.get(0)).isEqualTo(seen.get(1));
        assertThat(seen.get(0).subList(0, 5)).containsOnly("401 wrong-credentials");
        assertThat(seen.get(0).subList(5, 8)).containsOnly("429 too-many-requests");
        assertThat(http().login(known, PASSWORD).status())
                .as("the right password, too, must wait")
                .isEqualTo(429);
    }
}
