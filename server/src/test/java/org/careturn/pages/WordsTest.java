package org.careturn.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.MessagePattern;
import com.ibm.icu.text.MessagePattern.Part;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages' sentences, in each language. */
class WordsTest {
    private static final ZoneId DUBLIN = ZoneId.of("Europe/Dublin");

    static Stream<String> languages() {
        return Words.LANGUAGES.keySet().stream();
    }

    private static Words words(String country, @Nullable String... wishes) {
        return Words.of(country, DUBLIN, Arrays.asList(wishes));
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyLanguageSaysAllOfItWithTheSameValues(String language) {
        assertThat(Words.keys(language)).isEqualTo(Words.keys("en"));
        for (String key : Words.keys("en")) {
            assertThat(values(language, key)).as(key).isEqualTo(values("en", key));
        }
    }

    private static Set<String> values(String language, String key) {
        MessagePattern pattern = new MessagePattern(Words.text(language, key));
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < pattern.countParts(); i++) {
            if (pattern.getPart(i).getType() == Part.Type.ARG_START) {
                names.add(pattern.getSubstring(pattern.getPart(i + 1)));
            }
        }
        return names;
    }

    @Test
    void theFirstWishThatIsThereIsTaken() {
        assertThat(words("IE", null, "pt-BR", "es").language()).isEqualTo("pt");
        assertThat(words("IE", "tlh", "<script>", "fr").language()).isEqualTo("fr");
        assertThat(words("IE", "*").language()).isEqualTo("en");
        assertThat(words("IE", "ar").direction()).isEqualTo("rtl");
    }

    @Test
    void timesAreWrittenAsWhereTheFacilityIs() {
        Instant at = Instant.parse("2026-07-02T13:05:00Z");
        assertThat(words("IE", "en").time(at)).isEqualTo("14:05");
        assertThat(words("US", "en").time(at)).matches("2:05[\\s\\u202f]PM");
        assertThat(words("IE", "ar").time(at)).contains("14:05");
    }

    @Test
    void peopleAreCountedAsTheLanguageCounts() {
        assertThat(words("IE", "en").say("ahead", "people", 0)).isEqualTo("Nobody is before you");
        assertThat(words("IE", "en").say("ahead", "people", 1)).isEqualTo("1 person is before you");
        assertThat(words("IE", "ar").say("ahead", "people", 2)).isEqualTo("شخصان قبلك");
        assertThat(words("IE", "ar").say("ahead", "people", 5)).contains("5");
    }
}
