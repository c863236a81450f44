package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.Period;
import java.util.Objects;
import org.careturn.patients.Birth.Precision;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-PATIENT-01, FR-PATIENT-02: a birth date as far as it is known, or an age. */
class BirthTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

    private static Birth read(@Nullable LocalDate date, @Nullable Precision precision, @Nullable Integer age) {
        return Objects.requireNonNull(Birth.read(date, precision, age, TODAY));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 17, 99, 120, 140})
    void anAgeIsThatAgeForAnotherHalfYear(int years) {
        Birth birth = read(null, null, years);
        assertThat(birth.precision()).isEqualTo(Precision.ESTIMATED);
        for (LocalDate day = TODAY; day.isBefore(TODAY.plusMonths(5)); day = day.plusDays(7)) {
            assertThat(Period.between(birth.date(), day).getYears()).isEqualTo(years);
        }
    }

    @Test
    void whatIsNotKnownIsNotKept() {
        assertThat(read(LocalDate.of(1961, 4, 18), Precision.YEAR, null).date()).isEqualTo(LocalDate.of(1961, 1, 1));
        assertThat(read(LocalDate.of(1961, 4, 18), Precision.MONTH, null).date())
                .isEqualTo(LocalDate.of(1961, 4, 1));
        assertThat(read(LocalDate.of(1961, 4, 18), null, null).precision()).isEqualTo(Precision.DAY);
        assertThat(Birth.read(null, null, null, TODAY)).isNull();
    }

    @Test
    void nonsenseIsRefused() {
        assertThatThrownBy(() -> read(TODAY, null, 3)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read(null, Precision.YEAR, null)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read(TODAY.plusDays(1), null, null)).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> read(LocalDate.of(1880, 6, 1), Precision.YEAR, null))
                .isInstanceOf(RefusedException.class);
    }
}
