package org.careturn.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Hands a decoder texts that nobody would write: pieces of what it expects, mixed with what has broken other programs. A
 * failure names its seed, with which {@code -Dcareturn.seed} repeats it.
 */
public final class Fuzz {
    /** Each has broken a program somewhere: borders of numbers and of encodings, notations of other languages. */
    public static final List<String> NASTY = List.of(
            "",
            " ",
            "\t",
            "\r\n",
            "\u0000",
            "\u0007",
            "\u001b[31m",
            "\u007f",
            "\u0085",
            "\u00a0",
            "\u00ad",
            "\u0130",
            "\u0131",
            "\u00df",
            "\u0301\u0301\u0301\u0301",
            "\u0600",
            "\u0661\u0662\u0663",
            "\u0967\u0968",
            "\u200b",
            "\u200e\u202e\u2066",
            "\u2028",
            "\u3000",
            "\ufb01",
            "\ufeff",
            "\uff11\uff0b",
            "\ufffd",
            "\ufffe\uffff",
            "\ud83d",
            "\ude42",
            "\ud83d\ude42\u200d\ud83e\uddd1",
            "\ud83e\uddd1\ud83c\udffd\u200d\u2695\ufe0f",
            "null",
            "NaN",
            "Infinity",
            "true",
            "undefined",
            "-0",
            "-1",
            "0x10",
            "1e309",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999999999",
            "00000000-0000-0000-0000-000000000000",
            "0-0-0-0-0",
            "2026-02-30",
            "0000-00-00",
            "+999999999-12-31",
            "24:00",
            "'",
            "\"",
            "\\",
            "`",
            "''",
            "'; drop table patient; --",
            "$1",
            "${jndi:ldap://127.0.0.1/a}",
            "#{1+1}",
            "{{7*7}}",
            "{",
            "}",
            "{0}",
            "[",
            "]",
            "%00",
            "%s%n%d",
            "%",
            "_",
            "../../etc/passwd",
            "<script>alert(1)</script>",
            "<!--",
            "&#0;",
            "=cmd|' /C calc'!A0",
            "@SUM(1)",
            ",",
            ";",
            "|",
            "=",
            ".",
            "..",
            "A".repeat(300));

    private static final boolean ALL = Boolean.getBoolean("careturn.all");

    private Fuzz() {}

    /** What a decoder is given; whatever it throws is a fault. */
    public interface Decoding {
        void of(String text) throws Exception;
    }

    /** Hands over 2,000 texts, each of up to twelve pieces; a hundred times as many in the long run. */
    public static void run(List<String> pieces, Decoding decoding) {
        run(ALL ? 200_000 : 2_000, pieces, decoding);
    }

    /** The same with so many texts. */
    public static void run(int tries, List<String> pieces, Decoding decoding) {
        long seed = Long.getLong("careturn.seed", System.nanoTime());
        Random random = new Random(seed);
        List<String> all = new ArrayList<>(pieces);
        all.addAll(pieces); // what it expects as often as what it doesn't
        while (all.size() < NASTY.size()) {
            all.addAll(pieces);
        }
        all.addAll(NASTY);
        for (int i = 0; i < tries; i++) {
            String text = i < NASTY.size() ? NASTY.get(i) : mixed(all, random);
            try {
                decoding.of(text);
            } catch (Exception | StackOverflowError | AssertionError failure) {
                throw new AssertionError("seed " + seed + ", text " + escaped(text), failure);
            }
        }
    }

    private static String mixed(List<String> pieces, Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = 1 + random.nextInt(12); left > 0; left--) {
            text.append(pieces.get(random.nextInt(pieces.size())));
        }
        if (random.nextInt(4) == 0 && !text.isEmpty()) {
            text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(0x10000));
        }
        if (random.nextInt(8) == 0) {
            text.setLength(random.nextInt(text.length() + 1));
        }
        return text.toString();
    }

    private static String escaped(String text) {
        StringBuilder plain = new StringBuilder();
        text.chars()
                .forEach(c ->
                        plain.append(c >= 32 && c < 127 ? "" + (char) c : String.format(Locale.ROOT, "\\u%04x", c)));
        return plain.toString();
    }
}
