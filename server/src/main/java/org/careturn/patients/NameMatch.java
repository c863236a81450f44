package org.careturn.patients;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** How well a name answers words that were typed. Pure. */
final class NameMatch {
    /** From the best to the worst. */
    enum Kind {
        /** The same words, in any order. */
        SAME,
        /** Each word is one of the name's. */
        WORDS,
        /** The same words with one typing error. */
        SAME_BUT_ONE_ERROR,
        /** Each word begins one of the name's. */
        BEGINNINGS,
        /** Each word begins one of the name's, one of them with one typing error. */
        BEGINNINGS_BUT_ONE_ERROR,
        NONE
    }

    private static final int SHORTEST_WITH_ERROR = 3;

    private NameMatch() {}

    /** Both in the form of {@link NameWords}. */
    static Kind of(List<String> typed, List<String> name) {
        List<String> left = new ArrayList<>(name);
        List<String> open = new ArrayList<>();
        for (String word : typed) {
            if (!left.remove(word)) {
                open.add(word);
            }
        }
        if (open.isEmpty()) {
            return left.isEmpty() ? Kind.SAME : Kind.WORDS;
        }
        if (open.size() == 1 && left.size() == 1 && isOneErrorApart(open.getFirst(), left.getFirst())) {
            return Kind.SAME_BUT_ONE_ERROR;
        }
        if (isOtherwiseParted(open, left) || isOtherwiseParted(left, open)) {
            return Kind.SAME_BUT_ONE_ERROR;
        }
        List<String> wrong = new ArrayList<>();
        open.sort((a, b) -> b.length() - a.length());
        for (String word : open) {
            if (!removeFirst(left, candidate -> candidate.startsWith(word))) {
                wrong.add(word);
            }
        }
        if (wrong.isEmpty()) {
            return Kind.BEGINNINGS;
        }
        if (wrong.size() == 1 && removeFirst(left, candidate -> isOneErrorApart(wrong.getFirst(), candidate))) {
            return Kind.BEGINNINGS_BUT_ONE_ERROR;
        }
        return Kind.NONE;
    }

    /** A space or hyphen is missing or too many: one word for two that follow each other. */
    private static boolean isOtherwiseParted(List<String> one, List<String> two) {
        return one.size() == 1
                && two.size() == 2
                && (one.getFirst().equals(two.getFirst() + two.getLast())
                        || one.getFirst().equals(two.getLast() + two.getFirst()));
    }

    private static boolean removeFirst(List<String> words, Predicate<String> wanted) {
        for (int i = 0; i < words.size(); i++) {
            if (wanted.test(words.get(i))) {
                words.remove(i);
                return true;
            }
        }
        return false;
    }

    /** Whether one letter is missing, too many, wrong, or two neighbours are swapped; never in words of two letters. */
    static boolean isOneErrorApart(String a, String b) {
        int[] shorter = (a.length() <= b.length() ? a : b).codePoints().toArray();
        int[] longer = (a.length() <= b.length() ? b : a).codePoints().toArray();
        if (longer.length < SHORTEST_WITH_ERROR || longer.length - shorter.length > 1 || a.equals(b)) {
            return false;
        }
        int start = 0;
        while (start < shorter.length && shorter[start] == longer[start]) {
            start++;
        }
        int ends = 0;
        while (ends < shorter.length - start
                && shorter[shorter.length - 1 - ends] == longer[longer.length - 1 - ends]) {
            ends++;
        }
        int differs = shorter.length - start - ends;
        return longer.length > shorter.length
                ? differs == 0
                : differs == 1
                        || (differs == 2 && shorter[start] == longer[start + 1] && shorter[start + 1] == longer[start]);
    }
}
