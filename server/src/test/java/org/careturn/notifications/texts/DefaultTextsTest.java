package org.careturn.notifications.texts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.careturn.notifications.Channel;
import org.careturn.notifications.Message;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.ReplyWords;
import org.careturn.notifications.texts.DefaultTexts.Text;
import org.junit.jupiter.api.Test;

/** FR-NOTIF-10, US-PAT-20: every message in every language. */
class DefaultTextsTest {
    private static final ZoneId KATHMANDU = ZoneId.of("Asia/Kathmandu");

    private interface Each {
        void check(NotificationKind kind, Channel channel, Language language);
    }

    private static void each(Each each) {
        for (NotificationKind kind : NotificationKind.values()) {
            for (Channel channel : Channel.values()) {
                for (Language language : Language.values()) {
                    each.check(kind, channel, language);
                }
            }
        }
    }

    @Test
    void eachNamesOnlyWhatThereIsAndAllThatItMust() {
        List<String> wrong = new ArrayList<>();
        each((kind, channel, language) -> {
            Text text = DefaultTexts.of(kind, channel, language);
            Template.errors(text.text(), Arguments.of(kind, channel), language)
                    .forEach(error -> wrong.add(kind + " " + channel + " " + language + ": " + error));
            if (channel == Channel.PUSH) {
                List<Argument> optional = Arguments.of(kind, channel).stream()
                        .map(one -> Argument.optional(one.name(), one.type(), one.sample()))
                        .toList();
                Template.errors(Objects.requireNonNull(text.title()), optional, language)
                        .forEach(error -> wrong.add(kind + " title " + language + ": " + error));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void eachLanguageHasItsOwnWords() {
        each((kind, channel, language) -> {
            if (language != Language.EN) {
                assertThat(DefaultTexts.of(kind, channel, language).text())
                        .as("%s %s %s", kind, channel, language)
                        .isNotEqualTo(
                                DefaultTexts.of(kind, channel, Language.EN).text());
            }
        });
    }

    /** US-PAT-19: who reads over a shoulder learns neither department nor diagnosis. */
    @Test
    void noneNamesTheService() {
        each((kind, channel, language) ->
                assertThat(DefaultTexts.of(kind, channel, language).text()).doesNotContain("{service"));
    }

    @Test
    void renderedWithSampleValuesNoneHasBracesAndAnSmsHasTwoSegmentsAtMost() {
        List<String> long_ = new ArrayList<>();
        each((kind, channel, language) -> {
            Message message = render(kind, channel, language, Map.of());
            assertThat(message.text())
                    .as("%s %s %s", kind, channel, language)
                    .doesNotContain("{", "}")
                    .isNotBlank();
            if (channel == Channel.SMS && SmsSize.of(message.text()).segments() > 2) {
                long_.add(kind + " " + language + ": " + SmsSize.of(message.text()) + " " + message.text());
            }
        });
        assertThat(long_).isEmpty();
    }

    /** Whoever is first written to is told how to end it; and each answer to an SMS fits, too. */
    @Test
    void theFirstMessagesNameTheWordThatEndsThemAndAnswersAreShort() {
        List<String> wrong = new ArrayList<>();
        for (Language language : Language.values()) {
            for (NotificationKind kind : List.of(NotificationKind.CHECKED_IN, NotificationKind.BOOKING_CONFIRMED)) {
                if (!render(kind, Channel.SMS, language, Map.of()).text().contains(ReplyWords.stop(language.tag()))) {
                    wrong.add(kind + " " + language);
                }
            }
            for (String known : List.of("NOT_BEFORE", "NOTHING")) {
                Message late = render(
                        NotificationKind.DELAYED,
                        Channel.SMS,
                        language,
                        Map.of("known", known, "reason", "NOBODY_AT_WORK"));
                if (SmsSize.of(late.text()).segments() > 2 || late.text().contains("{")) {
                    wrong.add(known + " " + language + " " + late.text());
                }
            }
            for (String about : List.of("HELP", "CONFIRMED", "DECLINED", "NOTHING_OPEN", "SEVERAL", "REFUSED")) {
                Message answer = render(NotificationKind.ANSWER, Channel.SMS, language, Map.of("about", about));
                if (SmsSize.of(answer.text()).segments() > 2) {
                    wrong.add(about + " " + language + " " + SmsSize.of(answer.text()));
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void datesAreInTheFacilitysZoneAndTheLanguage() {
        assertThat(render(NotificationKind.BOOKING_CONFIRMED, Channel.SMS, Language.EN, Map.of())
                        .text())
                .isEqualTo("Clínica San Rafael: your appointment is on Wed, Mar 11, 8:15 PM. Reply STOP for no SMS.");
        assertThat(render(NotificationKind.BOOKING_CONFIRMED, Channel.SMS, Language.FR, Map.of())
                        .text())
                .contains("mer. 11 mars", "20:15");
        assertThat(render(NotificationKind.BOOKING_CONFIRMED, Channel.SMS, Language.AR, Map.of())
                        .text())
                .contains("11", "8:15");
    }

    @Test
    void pluralsFollowTheLanguage() {
        assertThat(missed(Language.EN, "1")).contains("after one other.");
        assertThat(missed(Language.EN, "3")).contains("after 3 others.");
        assertThat(missed(Language.AR, "2")).contains("شخصين");
        assertThat(missed(Language.AR, "5")).contains("5 أشخاص");
        assertThat(missed(Language.AR, "12")).contains("12 شخصا");
    }

    private static String missed(Language language, String calls) {
        return render(NotificationKind.MISSED_TURN, Channel.SMS, language, Map.of("calls", calls))
                .text();
    }

    private static Message render(
            NotificationKind kind, Channel channel, Language language, Map<String, String> other) {
        Map<String, String> values = new HashMap<>(Arguments.samples(kind, channel));
        values.put("confirm", ReplyWords.confirm(language.tag()));
        values.put("cancel", ReplyWords.cancel(language.tag()));
        values.put("stop", ReplyWords.stop(language.tag()));
        values.putAll(other);
        return FacilityTexts.write(
                channel,
                DefaultTexts.of(kind, channel, language),
                Arguments.of(kind, channel),
                values,
                language,
                KATHMANDU);
    }
}
