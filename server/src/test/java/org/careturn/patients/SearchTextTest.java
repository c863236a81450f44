package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.careturn.patients.NameMatch.Kind;
import org.careturn.patients.SearchText.Ticket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-PATIENT-04: what is typed is taken apart, and names are compared. */
class SearchTextTest {

    @ParameterizedTest
    @CsvSource({
        "Nguyễn Thị Ánh, anh nguyen thi",
        "O'Brien-Ní Dhomhnaill, dhomhnaill ni obrien",
        "Łukasz Ørsted, lukasz orsted",
        "ŞÜKRÜ İnönü, inonu sukru",
        "Straße, strasse",
        "Άγγελος, αγγελοσ",
        "ΆΓΓΕΛΟΣ, αγγελοσ",
        "أحمد عيسى, احمد عيسي",
        "Фёдор, федор",
        "王小明, 小 明 王",
        "Ann Ann Lee, ann lee",
        "Unknown 12, 12 unknown"
    })
    void namesHaveAPlainForm(String name, String plain) {
        assertThat(NameWords.sorted(name)).isEqualTo(plain);
    }

    @Test
    void marksOfIndicScriptsStay() {
        assertThat(NameWords.sorted("சீதா")).isNotEqualTo(NameWords.sorted("சதா"));
    }

    @ParameterizedTest
    @CsvSource({
        "maria lopez, lopez maria, SAME",
        "maria, lopez maria, WORDS",
        "marai lopez, lopez maria, SAME_BUT_ONE_ERROR",
        "maia lopez, lopez maria, SAME_BUT_ONE_ERROR",
        "mariia lopez, lopez maria, SAME_BUT_ONE_ERROR",
        "mariu lopez, lopez maria, SAME_BUT_ONE_ERROR",
        "mar lop, lopez maria, BEGINNINGS",
        "mariu, lopez maria, BEGINNINGS_BUT_ONE_ERROR",
        "mariu lop, garcia lopez maria, BEGINNINGS_BUT_ONE_ERROR",
        "mariu lepez, lopez maria, NONE",
        "maria maria, lopez maria, NONE",
        "jo, li, NONE",
        "li, lo, NONE",
        "quinnlopez maria, lopez maria quinn, SAME_BUT_ONE_ERROR",
        "ma ria lopez, lopez maria, SAME_BUT_ONE_ERROR"
    })
    void matchesAreOfAKind(String typed, String name, Kind kind) {
        assertThat(NameMatch.of(List.of(typed.split(" ")), List.of(name.split(" "))))
                .isEqualTo(kind);
    }

    @Test
    void anErrorIsOneLetterOrTwoSwapped() {
        assertThat(NameMatch.isOneErrorApart("ana", "ann")).isTrue();
        assertThat(NameMatch.isOneErrorApart("ab", "abc")).isTrue();
        assertThat(NameMatch.isOneErrorApart("abcd", "badc")).isFalse();
        assertThat(NameMatch.isOneErrorApart("same", "same")).isFalse();
        assertThat(NameMatch.isOneErrorApart("abc", "abcde")).isFalse();
        assertThat(NameMatch.isOneErrorApart("ab", "ba")).isFalse();
        assertThat(NameMatch.isOneErrorApart("𠮷abc", "𠮸abc")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1961-04-18", "18.4.1961", "18/04/1961", "04/18/1961", "1961/4/18", "١٩٦١-٠٤-١٨"})
    void birthDatesAreReadAsPeopleWriteThem(String typed) {
        SearchText text = SearchText.parse("Quispe " + typed);
        assertThat(text.birthDates()).containsExactly(LocalDate.of(1961, 4, 18));
        assertThat(text.words()).containsExactly("quispe");
        assertThat(text.phone()).isNull();
    }

    @Test
    void aDateMayMeanTwoDays() {
        assertThat(SearchText.parse("4/5/1990").birthDates())
                .containsExactly(LocalDate.of(1990, 5, 4), LocalDate.of(1990, 4, 5));
        assertThat(SearchText.parse("31.2.1990").birthDates()).isEmpty();
    }

    @Test
    void partsComeInAnyOrder() {
        SearchText text = SearchText.parse("087 123-4567 Marta 18.4.1961 a-042");
        assertThat(text.phone()).isEqualTo("087 123-4567");
        assertThat(text.phoneEnds()).containsExactly("0871234567", "871234567");
        assertThat(text.birthDates()).hasSize(1);
        assertThat(text.ticket()).isEqualTo(new Ticket("A", 42));
        assertThat(text.words()).containsExactly("marta");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "-", "1", "12", "𝒳", "'", "%", "\u0301"})
    void thatIsTooLittle(String typed) {
        assertThat(SearchText.parse(typed).isEnough()).isEqualTo(typed.equals("12"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ma", "王", "1234", "a1", "j l", "1.1.2000"})
    void thatIsEnough(String typed) {
        assertThat(SearchText.parse(typed).isEnough()).isTrue();
    }
}
