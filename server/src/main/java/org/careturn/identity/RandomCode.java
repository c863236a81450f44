package org.careturn.identity;

import java.security.SecureRandom;

/** Codes that people read and type. */
final class RandomCode {
    /** Without those that are mistaken for each other: five random bits each. */
    static final String CAPITALS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /** As above, of which one less is safe. */
    static final String SMALL = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomCode() {}

    /** So many groups of so many of the letters, with hyphens between the groups. */
    static String of(String letters, int groups, int each) {
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < groups * each; i++) {
            code.append(i > 0 && i % each == 0 ? "-" : "").append(letters.charAt(RANDOM.nextInt(letters.length())));
        }
        return code.toString();
    }
}
