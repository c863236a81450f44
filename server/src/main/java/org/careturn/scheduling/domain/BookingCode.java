package org.careturn.scheduling.domain;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What a patient types to check in: eight letters and digits that aren't mistaken for each other, which stand for the 40
 * last random bits of the appointment's id.
 */
public final class BookingCode {
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 8;

    private BookingCode() {}

    public static String of(UUID appointmentId) {
        long bits = appointmentId.getLeastSignificantBits();
        StringBuilder code = new StringBuilder(LENGTH);
        for (int i = LENGTH - 1; i >= 0; i--) {
            code.append(LETTERS.charAt((int) (bits >>> (5 * i)) & 31));
        }
        return code.toString();
    }

    /** The last ten hexadecimal digits of the id, of a code in any case and with any spaces; empty where it is none. */
    public static Optional<String> lastDigits(String typed) {
        String code = typed.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
        if (code.length() != LENGTH) {
            return Optional.empty();
        }
        long bits = 0;
        for (int i = 0; i < LENGTH; i++) {
            int value = LETTERS.indexOf(code.charAt(i));
            if (value < 0) {
                return Optional.empty();
            }
            bits = bits << 5 | value;
        }
        return Optional.of(String.format(Locale.ROOT, "%010x", bits));
    }
}
