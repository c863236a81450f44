package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.notifications.ReplyWords.Meaning;
import org.junit.jupiter.api.Test;

/** FR-NOTIF-08: answers in the words of each language. */
class ReplyWordsTest {

    @Test
    void caseAccentsAndStopsDoNotCount() {
        for (String yes : List.of("YES", " yes. ", "Sí", "si!", "OUI", "sim", "نعم", "हाँ", "ndiyo")) {
            assertThat(ReplyWords.meaning(yes)).as(yes).isEqualTo(Meaning.CONFIRM);
        }
        for (String no : List.of("Cancel", "cancelar", "ANNULER", "não", "إلغاء", "रद्द", "futa")) {
            assertThat(ReplyWords.meaning(no)).as(no).isEqualTo(Meaning.CANCEL);
        }
        assertThat(ReplyWords.meaning("stop")).isEqualTo(Meaning.STOP);
        assertThat(ReplyWords.meaning("alto")).isEqualTo(Meaning.STOP);
    }

    @Test
    void onlyTheWholeAnswerCounts() {
        for (String other : List.of("please do not cancel", "yes but later", "", " ", "x".repeat(1000), "\uD800")) {
            assertThat(ReplyWords.meaning(other)).as(other).isNull();
        }
    }

    @Test
    void theWordThatATextNamesIsUnderstood() {
        for (String language : List.of("en", "es", "fr", "pt", "ar", "hi", "sw", "xx")) {
            assertThat(ReplyWords.meaning(ReplyWords.confirm(language))).isEqualTo(Meaning.CONFIRM);
            assertThat(ReplyWords.meaning(ReplyWords.cancel(language))).isEqualTo(Meaning.CANCEL);
            assertThat(ReplyWords.meaning(ReplyWords.stop(language))).isEqualTo(Meaning.STOP);
        }
    }
}
