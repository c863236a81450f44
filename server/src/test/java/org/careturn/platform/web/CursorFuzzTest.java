package org.careturn.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.careturn.platform.RefusedException;
import org.careturn.scheduling.domain.BookingCode;
import org.careturn.support.Fuzz;
import org.junit.jupiter.api.Test;

/** NFR-SEC-03: what comes back in addresses and headers is what was handed out, or it is refused. */
class CursorFuzzTest {
    private static final String ID = "0199c3f0-6a1e-7c55-9d2b-00000000000f";

    @Test
    void aCursorIsOneThatWasHandedOutOrIsRefused() {
        List<String> pieces = List.of(Cursor.of(ID), Cursor.of(7), Cursor.of("\u00e9"), "AA", "-_", "==", "+/");
        for (UnaryOperator<Object> reading : List.<UnaryOperator<Object>>of(
                text -> Cursor.text((String) text),
                text -> Cursor.id((String) text),
                text -> Cursor.number((String) text))) {
            Fuzz.run(pieces, text -> {
                try {
                    Object read = reading.apply(text);
                    assertThat(!(read instanceof String) || Cursor.of(read).equals(text))
                            .isTrue();
                } catch (RefusedException refused) {
                    assertThat(refused.refusal().type().code()).isEqualTo("invalid-request");
                }
            });
        }
    }

    @Test
    void aVersionIsANumberOrIsRefused() {
        Fuzz.run(List.of("\"7\"", "W/\"", "\"", "*", "0", "999999999999999999"), text -> {
            try {
                assertThat(ETags.expected(text)).isNotNegative();
            } catch (RefusedException refused) {
                assertThat(refused.refusal().type().code())
                        .isIn("precondition-required", "precondition-failed", "invalid-request");
            }
        });
    }

    @Test
    void aBookingCodeStandsForTheEndOfAnIdOrForNothing() {
        Fuzz.run(
                List.of("ABCD", "2345", "WXYZ", "6789", "I", "O", "0", "1", "abcd", "-", " "),
                text -> BookingCode.lastDigits(text).ifPresent(digits -> {
                    assertThat(digits).matches("[0-9a-f]{10}");
                    assertThat(BookingCode.of(UUID.fromString("00000000-0000-0000-0000-00" + digits)))
                            .isEqualTo(text.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", ""));
                }));
    }
}
