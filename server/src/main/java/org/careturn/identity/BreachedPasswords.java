package org.careturn.identity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** The passwords found most often in breaches, as the library zxcvbn lists them; guessers try these first. */
final class BreachedPasswords {
    private static final String LIST = "/com/nulabinc/zxcvbn/matchers/dictionaries/passwords.txt";
    private static final Set<String> ALL = read();

    private BreachedPasswords() {}

    /** Whether it is one of them, whatever the case of its letters, or one of them between digits and signs. */
    static boolean contains(String password) {
        String lower = password.toLowerCase(Locale.ROOT);
        return ALL.contains(lower) || ALL.contains(lower.replaceAll("^[\\p{Punct}\\d]+|[\\p{Punct}\\d]+$", ""));
    }

    private static Set<String> read() {
        InputStream list = BreachedPasswords.class.getResourceAsStream(LIST);
        if (list == null) {
            throw new IllegalStateException("no list of passwords at " + LIST);
        }
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(list, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .map(line -> line.strip().toLowerCase(Locale.ROOT))
                    .filter(line -> line.length() >= 6)
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
