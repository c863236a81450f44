package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.platform.Phones;
import org.careturn.support.Fuzz;
import org.junit.jupiter.api.Test;

/** NFR-SEC-03: what people type as a phone, a name or a search is read, or is nothing. */
class TypedTextFuzzTest {

    @Test
    void aPhoneIsInE164OrIsNone() {
        Fuzz.run(
                List.of(
                        "+353",
                        "087",
                        "194 8275",
                        "(0)",
                        "-",
                        " ",
                        "ext. 5",
                        ";ext=",
                        "tel:",
                        ";phone-context=",
                        "+",
                        "١٢٣"),
                text -> {
                    for (String country : List.of("IE", "US", "NP", "ZZ")) {
                        Phones.read(text, country).ifPresent(phone -> {
                            assertThat(phone).matches("\\+[1-9][0-9]{6,14}");
                            assertThat(Phones.read(phone, "ZZ")).contains(phone);
                        });
                    }
                });
    }

    @Test
    void whatTheLibraryFailsAtIsNoPhone() {
        assertThat(Phones.read(";phone-context=+353;ext. 5;ext=}087tel:", "IE")).isEmpty();
        assertThat(Phones.read("tel:087-123-4567;phone-context=+353", "IE")).isEmpty();
    }

    @Test
    void aNameHasWordsThatStayTheSameWhenReadAgain() {
        Fuzz.run(List.of("Zoë", "O'Neill", "da ", "山田", "محمد", "ि", "-", " "), text -> {
            List<String> words = NameWords.of(text);
            assertThat(words).hasSizeLessThanOrEqualTo(NameWords.MAX_WORDS);
            assertThat(NameWords.of(String.join(" ", words))).isEqualTo(words);
            NameWords.sorted(text);
        });
    }

    @Test
    void aSearchIsRead() {
        Fuzz.run(
                List.of("rai", "sita ", "1990-05-04", "4.5.1990", "31/12/9999", "A-042", "+353 87", "087", "(", "/"),
                text -> {
                    SearchText.parse(text);
                    SearchText.onlyWords(text);
                });
    }
}
