package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

/** FR-API-04: faults are answered and told; that a browser went away is none. */
class ProblemHandlerTest {
    private final ProblemHandler handler = new ProblemHandler();
    private final MockHttpServletRequest request = new MockHttpServletRequest("GET", "/desk/assets/index.js");

    @Test
    void whoHasGoneIsAnsweredNothing() {
        assertThat(handler.unexpected(new IOException("Broken pipe"), request)).isNull();
    }

    @Test
    void anotherFaultOfAStreamIsOne() {
        assertThat(Objects.requireNonNull(handler.unexpected(new IOException("No space left on device"), request))
                        .getStatusCode()
                        .value())
                .isEqualTo(500);
    }
}
