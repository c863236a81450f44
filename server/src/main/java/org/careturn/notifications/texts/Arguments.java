package org.careturn.notifications.texts;

import static org.careturn.notifications.texts.Argument.optional;
import static org.careturn.notifications.texts.Argument.required;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;

/** Which arguments the texts of each kind have. */
public final class Arguments {
    private static final Argument FACILITY = optional("facility", Argument.Type.TEXT, "Clínica San Rafael");
    private static final Argument START = required("start", Argument.Type.TIME, "2026-03-11T14:30:00Z");
    private static final Argument SERVICE = optional("service", Argument.Type.TEXT, "General medicine");
    private static final Argument NUMBER = required("number", Argument.Type.TEXT, "A-042");
    private static final Argument ROOM = required("room", Argument.Type.TEXT, "Room 3");
    private static final Argument LINK =
            optional("link", Argument.Type.TEXT, "https://careturn.example/t/3fK9qL2mXw7Zr5Tb8Yd1Ng");
    private static final Argument FROM = optional("from", Argument.Type.TIME, "2026-03-11T14:25:00Z");
    private static final Argument UNTIL = optional("until", Argument.Type.TIME, "2026-03-11T14:45:00Z");
    private static final Argument CAUSE = optional("cause", Argument.Type.CHOICE, "ABSENCE");
    private static final Argument CONFIRM = optional("confirm", Argument.Type.TEXT, "YES");
    private static final Argument CANCEL = optional("cancel", Argument.Type.TEXT, "CANCEL");

    private static final Argument STOP = optional("stop", Argument.Type.TEXT, "STOP");
    private static final Argument FEEDBACK_LINK =
            optional("link", Argument.Type.TEXT, "https://careturn.example/f/9cT4vN7sQe2Lk8Wm5Rb1Xy");

    private Arguments() {}

    /** Those of a kind; a link or a word to reply is required only where it can be used. */
    public static List<Argument> of(NotificationKind kind, Channel channel) {
        boolean sms = channel == Channel.SMS;
        return switch (kind) {
            case ACCOUNT_CODE ->
                List.of(
                        required("code", Argument.Type.TEXT, "271828"),
                        optional("minutes", Argument.Type.NUMBER, "10"),
                        optional("purpose", Argument.Type.CHOICE, "REGISTRATION"));
            case PHONE_REGISTERED_AGAIN -> List.of();
            case BOOKING_CONFIRMED -> List.of(FACILITY, START, SERVICE, STOP);
            case BOOKING_RESCHEDULED ->
                List.of(
                        FACILITY,
                        START,
                        optional("formerStart", Argument.Type.TIME, "2026-03-10T09:00:00Z"),
                        SERVICE,
                        CAUSE);
            case BOOKING_CANCELLED -> List.of(FACILITY, START, SERVICE, CAUSE);
            case REMINDER ->
                List.of(
                        FACILITY,
                        START,
                        SERVICE,
                        optional("confirmed", Argument.Type.CHOICE, "NO"),
                        needed(CONFIRM, sms),
                        needed(CANCEL, sms));
            case CHECKED_IN -> List.of(FACILITY, NUMBER, needed(LINK, sms), STOP);
            case TURN_SOON -> List.of(FACILITY, NUMBER, FROM, UNTIL, LINK);
            case TURN_NOW, RECALL -> List.of(FACILITY, NUMBER, ROOM);
            case DELAYED ->
                List.of(
                        FACILITY,
                        NUMBER,
                        FROM,
                        UNTIL,
                        required("reason", Argument.Type.CHOICE, "LONGER_SERVICES"),
                        optional("known", Argument.Type.CHOICE, "RANGE"),
                        LINK);
            case CORRECTION -> List.of(FACILITY, NUMBER, LINK);
            case MISSED_TURN ->
                List.of(
                        FACILITY,
                        NUMBER,
                        required("outcome", Argument.Type.CHOICE, "WAITS"),
                        optional("calls", Argument.Type.NUMBER, "3"),
                        needed(LINK, sms));
            case SLOT_OFFERED ->
                List.of(FACILITY, START, SERVICE, needed(UNTIL, true), needed(CONFIRM, sms), needed(CANCEL, sms));
            case VISIT_FINISHED -> List.of(FACILITY, needed(FEEDBACK_LINK, sms));
            case ANSWER ->
                List.of(FACILITY, required("about", Argument.Type.CHOICE, "NOT_UNDERSTOOD"), CONFIRM, CANCEL, STOP);
        };
    }

    /** The values for a preview, with the facility's name and the language's own words to reply. */
    public static Map<String, String> samples(NotificationKind kind, Channel channel) {
        return of(kind, channel).stream().collect(Collectors.toMap(Argument::name, Argument::sample));
    }

    private static Argument needed(Argument argument, boolean required) {
        return new Argument(argument.name(), argument.type(), required, argument.sample());
    }
}
