package org.careturn.patients;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What somebody typed to find a person, taken apart: a birth date, a phone or the end of one, a ticket number, and words
 * of a name, in any combination. Pure.
 *
 * @param birthDates what the date may mean where day and month can't be told apart
 * @param phone as it was typed, four digits or more
 * @param words in the form of {@link NameWords}
 */
record SearchText(
        List<LocalDate> birthDates,
        @Nullable String phone,
        @Nullable Ticket ticket,
        List<String> words) {
    static final int SHORTEST_PHONE = 4;
    private static final int MAX_WORDS = 8;
    private static final Pattern YEAR_FIRST = Pattern.compile("(?<!\\d)(\\d{4})[-./](\\d{1,2})[-./](\\d{1,2})(?!\\d)");
    private static final Pattern YEAR_LAST = Pattern.compile("(?<!\\d)(\\d{1,2})[-./](\\d{1,2})[-./](\\d{4})(?!\\d)");
    private static final Pattern PHONE = Pattern.compile("[+(]{0,2}\\d[\\d ()./-]{2,}\\d");
    private static final Pattern TICKET = Pattern.compile("(?i)(?<![^\\s])([a-z]{1,3})-?(\\d{1,6})(?![^\\s])");

    /** {@code A-042}: its prefix in capitals and its number. */
    record Ticket(String prefix, int sequence) {}

    @Override
    public String toString() {
        return "SearchText[]";
    }

    static SearchText parse(String typed) {
        String text = asciiDigits(typed);
        List<LocalDate> dates = new ArrayList<>();
        Matcher date = YEAR_FIRST.matcher(text);
        if (date.find()) {
            add(dates, date, 1, 2, 3);
        } else if (date.usePattern(YEAR_LAST).reset().find()) {
            add(dates, date, 3, 2, 1);
            add(dates, date, 3, 1, 2);
        }
        if (!dates.isEmpty()) {
            text = without(text, date);
        }
        Ticket ticket = null;
        Matcher number = TICKET.matcher(text);
        if (number.find()) {
            ticket = new Ticket(number.group(1).toUpperCase(Locale.ROOT), Integer.parseInt(number.group(2)));
            text = without(text, number);
        }
        String phone = null;
        Matcher digits = PHONE.matcher(text);
        if (digits.find()) {
            phone = digits.group();
            text = without(text, digits);
        }
        return new SearchText(dates.stream().distinct().toList(), phone, ticket, words(text));
    }

    private static List<String> words(String text) {
        return NameWords.of(text).stream().distinct().limit(MAX_WORDS).toList();
    }

    /** All of it as words of a name: aliases of unknown people have numbers. */
    static SearchText onlyWords(String typed) {
        return new SearchText(List.of(), null, null, words(typed));
    }

    /** Whether there is enough to look for: two letters, one Han character, or anything else. */
    boolean isEnough() {
        return !birthDates.isEmpty()
                || phone != null
                || ticket != null
                || words.stream().anyMatch(word -> word.codePointCount(0, word.length()) > 1 || isHan(word))
                || words.size() > 1;
    }

    /** What the phone may end with, the likelier first: its digits as typed, and without the zeros of a national number. */
    List<String> phoneEnds() {
        if (phone == null) {
            return List.of();
        }
        String digits = phone.replaceAll("\\D", "");
        return Stream.of(digits, digits.replaceFirst("^0+", ""))
                .distinct()
                .filter(end -> end.length() >= SHORTEST_PHONE)
                .toList();
    }

    private static boolean isHan(String word) {
        return Character.UnicodeScript.of(word.codePointAt(0)) == Character.UnicodeScript.HAN;
    }

    private static void add(List<LocalDate> dates, MatchResult found, int year, int month, int day) {
        try {
            dates.add(LocalDate.of(number(found, year), number(found, month), number(found, day)));
        } catch (DateTimeException noSuchDay) {
            return;
        }
    }

    private static int number(MatchResult found, int group) {
        return Integer.parseInt(found.group(group));
    }

    private static String without(String text, MatchResult found) {
        return text.substring(0, found.start()) + ' ' + text.substring(found.end());
    }

    private static String asciiDigits(String text) {
        StringBuilder ascii = new StringBuilder();
        text.codePoints().forEach(c -> {
            if (Character.isDigit(c)) {
                ascii.append(Character.digit(c, 10));
            } else {
                ascii.appendCodePoint(c);
            }
        });
        return ascii.toString();
    }
}
