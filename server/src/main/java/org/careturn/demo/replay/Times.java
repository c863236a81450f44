package org.careturn.demo.replay;

import java.util.Locale;

/** Times of a day and lengths of time as people read them. */
final class Times {
    private Times() {}

    /** Seconds since midnight as {@code 09:05:00}; hours go on beyond 24. */
    static String ofDay(int secondsS) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", secondsS / 3600, secondsS / 60 % 60, secondsS % 60);
    }

    /** A length of time as {@code 1:05}, minutes and seconds. */
    static String minutes(int secondsS) {
        return String.format(Locale.ROOT, "%d:%02d", secondsS / 60, secondsS % 60);
    }
}
