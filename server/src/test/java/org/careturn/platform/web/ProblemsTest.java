package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Refusal;
import org.junit.jupiter.api.Test;

/** FR-API-04: the members of RFC 9457 keep their meaning whatever facts a refusal gives. */
class ProblemsTest {
    @Test
    void aFactNeverReplacesAMember() {
        Map<String, Object> problem = Problems.of(
                new Refusal(
                        CommonProblem.NOT_FOUND,
                        "Nothing there.",
                        Map.of("status", "BOOKED", "code", 1, "requestId", "mine", "start", "08:00")),
                "theirs");
        assertThat(problem)
                .containsEntry("status", 404)
                .containsEntry("code", "not-found")
                .containsEntry("requestId", "theirs")
                .containsEntry("start", "08:00");
    }
}
