package org.careturn.notifications.texts;

import static org.assertj.core.api.Assertions.assertThat;

import org.careturn.notifications.texts.SmsSize.Encoding;
import org.junit.jupiter.api.Test;

class SmsSizeTest {

    @Test
    void aSegmentHolds160SeptetsAndPartsOfALongerOne153() {
        assertThat(SmsSize.of("a".repeat(160))).isEqualTo(new SmsSize(Encoding.GSM_7, 160, 1));
        assertThat(SmsSize.of("a".repeat(161))).isEqualTo(new SmsSize(Encoding.GSM_7, 161, 2));
        assertThat(SmsSize.of("a".repeat(306)).segments()).isEqualTo(2);
        assertThat(SmsSize.of("a".repeat(307)).segments()).isEqualTo(3);
    }

    @Test
    void oneOtherCharacterMakesTheWholeUcs2() {
        assertThat(SmsSize.of("é".repeat(160)).encoding()).isEqualTo(Encoding.GSM_7);
        assertThat(SmsSize.of("ê" + "a".repeat(69))).isEqualTo(new SmsSize(Encoding.UCS_2, 70, 1));
        assertThat(SmsSize.of("ê" + "a".repeat(70))).isEqualTo(new SmsSize(Encoding.UCS_2, 71, 2));
        assertThat(SmsSize.of("न".repeat(134)).segments()).isEqualTo(2);
        assertThat(SmsSize.of("न".repeat(135)).segments()).isEqualTo(3);
    }

    @Test
    void charactersOfTheExtensionCountTwoAndAreNotTorn() {
        assertThat(SmsSize.of("€[]{}|~\\^")).isEqualTo(new SmsSize(Encoding.GSM_7, 18, 1));
        assertThat(SmsSize.of("€".repeat(80))).isEqualTo(new SmsSize(Encoding.GSM_7, 160, 1));
        // 153 is odd: each segment holds 76 of them only
        assertThat(SmsSize.of("€".repeat(152)).segments()).isEqualTo(2);
        assertThat(SmsSize.of("€".repeat(153)).segments()).isEqualTo(3);
    }

    @Test
    void surrogatePairsAreNotTorn() {
        assertThat(SmsSize.of("😀".repeat(35))).isEqualTo(new SmsSize(Encoding.UCS_2, 70, 1));
        assertThat(SmsSize.of("😀".repeat(66)).segments()).isEqualTo(2);
        assertThat(SmsSize.of("😀".repeat(67)).segments()).isEqualTo(3);
    }

    @Test
    void spacesAndQuotesThatLookTheSameCostNoOtherAlphabet() {
        String text = "3:00\u202fPM – “it’s” 5\u00a0min…";
        assertThat(SmsSize.of(text).encoding()).isEqualTo(Encoding.UCS_2);
        assertThat(SmsSize.plain(text)).isEqualTo("3:00 PM - \"it's\" 5 min...");
        assertThat(SmsSize.of(SmsSize.plain(text)).encoding()).isEqualTo(Encoding.GSM_7);
    }
}
