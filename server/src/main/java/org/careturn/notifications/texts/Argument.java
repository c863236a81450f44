package org.careturn.notifications.texts;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import java.time.Instant;
import java.time.ZoneId;
import org.careturn.notifications.NotificationKind;

/**
 * What a text may name by {@code {name}}.
 *
 * @param required without which the message would be of no use
 * @param sample as it is stored, for previews and tests
 */
public record Argument(String name, Type type, boolean required, String sample) {

    /** How it is stored and written. */
    public enum Type {
        TEXT,
        /** A whole number; may choose a plural. */
        NUMBER,
        /** An instant as ISO 8601 in UTC; written by {@code {name, date, ...}} or {@code {name, time, ...}} in the facility's zone. */
        TIME,
        /** One of some words, for {@code {name, select, ...}}. */
        CHOICE
    }

    static Argument required(String name, Type type, String sample) {
        return new Argument(name, type, true, sample);
    }

    static Argument optional(String name, Type type, String sample) {
        return new Argument(name, type, false, sample);
    }

    /** As ICU formats it. */
    Object value(String stored, ZoneId zone) {
        return switch (type) {
            case TEXT, CHOICE -> stored;
            case NUMBER -> Long.valueOf(stored);
            case TIME -> {
                Calendar calendar = Calendar.getInstance(TimeZone.getTimeZone(zone.getId()));
                calendar.setTimeInMillis(Instant.parse(stored).toEpochMilli());
                yield calendar;
            }
        };
    }

    /** Whether it is personal or opens something: then it isn't stored in clear. */
    public static boolean isSecret(NotificationKind kind, String name) {
        return (kind == NotificationKind.ACCOUNT_CODE && name.equals("code")) || name.equals("service");
    }
}
