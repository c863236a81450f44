package org.careturn.notifications.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;
import org.junit.jupiter.api.Test;

/** US-ADM-09: a text that can't be sent is refused with what is wrong with it. */
class TemplateTest {

    private static List<String> errors(NotificationKind kind, String text) {
        return Template.errors(text, Arguments.of(kind, Channel.SMS), Language.EN);
    }

    @Test
    void anUnknownArgumentIsNamedWithThoseThatThereAre() {
        assertThat(errors(NotificationKind.TURN_NOW, "{number}, {room}, {name}"))
                .containsExactly("There is no {name} here; there are: facility, number, room.");
    }

    @Test
    void whatTheMessageIsOfNoUseWithoutMustBeThere() {
        assertThat(errors(NotificationKind.ACCOUNT_CODE, "Your code")).containsExactly("The text must contain {code}.");
        assertThat(errors(NotificationKind.CHECKED_IN, "{number}")).containsExactly("The text must contain {link}.");
    }

    @Test
    void brokenNotationIsRefused() {
        for (String broken :
                List.of("{number", "{number}}{", "{number, plural, one {x}}", "{, date}", "{number, date, }")) {
            assertThat(errors(NotificationKind.TURN_NOW, broken + "{room}"))
                    .as(broken)
                    .isNotEmpty();
        }
    }

    @Test
    void anArgumentIsWrittenAsItsKindWants() {
        assertThat(errors(NotificationKind.BOOKING_CONFIRMED, "{start}"))
                .hasSize(1)
                .first()
                .asString()
                .contains("date");
        assertThat(errors(NotificationKind.TURN_NOW, "{number, number} {room}")).isNotEmpty();
        assertThat(errors(NotificationKind.BOOKING_CONFIRMED, "{start, date, full} {start, time, ::jmm}"))
                .isEmpty();
    }

    @Test
    void argumentsWithinPluralsCountToo() {
        assertThat(errors(NotificationKind.ACCOUNT_CODE, "{minutes, plural, one {{secret}} other {{code}}}"))
                .singleElement()
                .asString()
                .contains("{secret}");
    }
}
