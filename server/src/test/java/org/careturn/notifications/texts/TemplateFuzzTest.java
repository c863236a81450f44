package org.careturn.notifications.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.ReplyWords;
import org.careturn.support.Fuzz;
import org.junit.jupiter.api.Test;

/** NFR-SEC-03: a text of a facility is refused, or can be filled with whatever its arguments may hold. */
class TemplateFuzzTest {

    @Test
    void aTextIsRefusedOrCanBeFilled() {
        List<Argument> arguments = Arguments.of(NotificationKind.BOOKING_CONFIRMED, Channel.SMS);
        Fuzz.run(
                List.of(
                        "{start, date, ::EEEdMMMjmm}",
                        "{start, time, ::jmm}",
                        "{start, date, ",
                        "{facility}",
                        "{service}",
                        "{link}",
                        "{minutes, plural, one {#} other {#}}",
                        "{calls, plural, offset:1 =0 {",
                        ", select, a {",
                        "other {",
                        ", number, ::percent",
                        ", spellout}",
                        ", choice, 0#a|1#b}",
                        "::",
                        "'{",
                        "#",
                        "}}"),
                text -> {
                    String bounded = text.substring(0, Math.min(text.length(), Template.LONGEST));
                    if (Template.errors(bounded, arguments, Language.EN).isEmpty()) {
                        Map<String, String> values = new HashMap<>();
                        arguments.forEach(argument -> values.put(
                                argument.name(), argument.type() == Argument.Type.TEXT ? bounded : argument.sample()));
                        for (Language language : Language.values()) {
                            assertThat(Template.render(bounded, arguments, values, language, ZoneId.of("UTC")))
                                    .isNotNull();
                        }
                    }
                });
    }

    @Test
    void anAnswerIsAWordOrNone() {
        Fuzz.run(List.of("STOP", "stop", "Sí", "نعم", "हाँ", "no", "!", "¿"), ReplyWords::meaning);
    }
}
