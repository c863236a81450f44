package org.careturn.patients;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The words of a name in a plain form, by which people are found: without case, without accents where these don't make
 * another letter (in Indic scripts they do), with the letters that keyboards of a script write differently made one. Han
 * characters, which stand without spaces, are words of their own.
 */
public final class NameWords {
    static final int MAX_WORDS = 20;

    private static final Set<UnicodeScript> MARKED =
            EnumSet.of(UnicodeScript.INHERITED, UnicodeScript.COMMON, UnicodeScript.ARABIC, UnicodeScript.HEBREW);
    private static final String DROPPED = "'’‘ʼʹʻ`´ʾʿـ";
    private static final Map<Integer, String> LETTERS = Map.ofEntries(
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'ø', "o"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ħ', "h"),
            Map.entry((int) 'ı', "i"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ς', "σ"),
            Map.entry((int) 'ى', "ي"),
            Map.entry((int) 'ی', "ي"),
            Map.entry((int) 'ک', "ك"),
            Map.entry((int) 'ة', "ه"),
            Map.entry((int) 'ٱ', "ا"));

    private NameWords() {}

    /** The words in their order, at most {@value #MAX_WORDS}. */
    static List<String> of(String name) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        String letters = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        letters.codePoints().forEach(c -> {
            if (UnicodeScript.of(c) == UnicodeScript.HAN && Character.isLetter(c)) {
                finish(word, words);
                words.add(Character.toString(c));
            } else if (Character.isDigit(c)) {
                word.append(Character.digit(c, 10));
            } else if (Character.isLetter(c)) {
                word.append(LETTERS.getOrDefault(c, Character.toString(c)));
            } else if (isMark(c)) {
                if (!MARKED.contains(UnicodeScript.of(c))) {
                    word.appendCodePoint(c);
                }
            } else if (DROPPED.indexOf(c) < 0 && Character.getType(c) != Character.FORMAT) {
                finish(word, words);
            }
        });
        finish(word, words);
        return List.copyOf(words.subList(0, Math.min(MAX_WORDS, words.size())));
    }

    /** The form in which a name is stored to be found: its different words, sorted. */
    public static String sorted(String name) {
        return sorted(of(name));
    }

    static String sorted(Collection<String> words) {
        return String.join(" ", new TreeSet<>(words));
    }

    private static boolean isMark(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK, Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    /** Words of a name that may have been meant as other ones, parted otherwise. */
    record Parting(List<String> of, List<String> made) {}

    /** Each word as two, and each two as one, in either order. */
    static List<Parting> partings(List<String> words) {
        List<Parting> partings = new ArrayList<>();
        for (String word : words) {
            for (int i = 2; i < word.length() - 1; i++) {
                partings.add(new Parting(List.of(word), List.of(word.substring(0, i), word.substring(i))));
            }
            for (String other : words) {
                if (!other.equals(word)) {
                    partings.add(new Parting(List.of(word, other), List.of(word + other)));
                }
            }
        }
        return partings;
    }
}
