package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.careturn.patients.Allergy.Criticality;
import org.careturn.patients.Patient.Sex;
import org.careturn.patients.Profile.Field;
import org.careturn.patients.ProfileMerge.Merged;
import org.careturn.patients.ProfileMerge.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FR-PATIENT-07, US-PAT-17: what was changed at two places is brought together field by field. */
class ProfileMergeTest {
    private static final Profile BASE = profile("+353871234567", "1 Old Road", List.of(allergy("Penicillin", null)));

    private static Profile profile(@Nullable String phone, @Nullable String address, List<Allergy> allergies) {
        return new Profile(
                "Ann",
                new Birth(LocalDate.of(1990, 5, 4), Birth.Precision.DAY),
                phone,
                List.of(),
                Sex.FEMALE,
                "en",
                address,
                allergies,
                List.of("AGE"));
    }

    private static Allergy allergy(String text, @Nullable Criticality criticality) {
        return new Allergy(text, criticality);
    }

    @Test
    void changesOfDifferentFieldsBothStand() {
        Profile server = profile(BASE.contactPhone(), "2 New Road", BASE.allergies());
        Profile wanted = profile(
                BASE.contactPhone(), BASE.address(), List.of(allergy("Penicillin", null), allergy("Nuts", null)));
        Merged merged = ProfileMerge.merge(server, BASE, wanted);
        assertThat(merged.profile().address()).isEqualTo("2 New Road");
        assertThat(merged.profile().allergies()).extracting(Allergy::text).containsExactly("Penicillin", "Nuts");
        assertThat(merged.verdicts()).isEqualTo(Map.of(Field.ALLERGIES, Verdict.APPLIED));
    }

    @Test
    void ofTwoPhonesTheServersStaysAndAPersonDecides() {
        Profile server = profile("+353870000001", BASE.address(), BASE.allergies());
        Profile wanted = profile("+353870000002", BASE.address(), BASE.allergies());
        Merged merged = ProfileMerge.merge(server, BASE, wanted);
        assertThat(merged.profile()).isEqualTo(server);
        assertThat(merged.conflicts()).containsExactly(Field.CONTACT_PHONE);
    }

    @Test
    void whatIsSoAlreadyIsNothingToDo() {
        Profile both = profile("+353870000001", null, List.of());
        Merged merged = ProfileMerge.merge(both, BASE, both);
        assertThat(merged.profile()).isEqualTo(both);
        assertThat(merged.verdicts().values()).containsOnly(Verdict.NOOP).hasSize(3);
    }

    @Test
    void anAllergyThatOneSideAddsStaysWhateverTheOtherRemoves() {
        Profile server = profile(BASE.contactPhone(), BASE.address(), List.of(allergy("Nuts", null)));
        Profile wanted = profile(
                BASE.contactPhone(),
                BASE.address(),
                List.of(allergy("penicillin", Criticality.HIGH), allergy("Latex", null)));
        Merged merged = ProfileMerge.merge(server, BASE, wanted);
        assertThat(merged.profile().allergies())
                .extracting(Allergy::text)
                .containsExactlyInAnyOrder("Nuts", "penicillin", "Latex");
        assertThat(merged.verdicts()).isEqualTo(Map.of(Field.ALLERGIES, Verdict.COMBINED));
    }

    @Test
    void ofTwoCriticalitiesTheWorseStays() {
        Profile low = profile(null, null, List.of(allergy("Penicillin", Criticality.LOW)));
        Profile high = profile(null, null, List.of(allergy("Penicillin", Criticality.HIGH)));
        Profile none = profile(null, null, List.of(allergy("Penicillin", null)));
        for (Profile server : List.of(low, high)) {
            Profile wanted = server.equals(low) ? high : low;
            assertThat(ProfileMerge.merge(server, none, wanted).profile().allergies())
                    .containsExactly(allergy("Penicillin", Criticality.HIGH));
        }
    }

    @Property
    void mergingAgainChangesNothing(
            @ForAll("profiles") Profile server, @ForAll("profiles") Profile base, @ForAll("profiles") Profile wanted) {
        Profile once = ProfileMerge.merge(server, base, wanted).profile();
        assertThat(ProfileMerge.merge(once, base, wanted).profile()).isEqualTo(once);
    }

    @Property
    void whereNobodyElseChangedAnythingTheChangeIsTaken(
            @ForAll("profiles") Profile base, @ForAll("profiles") Profile wanted) {
        Merged merged = ProfileMerge.merge(base, base, wanted);
        assertThat(comparable(merged.profile())).isEqualTo(comparable(wanted));
        assertThat(merged.verdicts().values()).allMatch(Verdict.APPLIED::equals);
    }

    @Property
    void whoChangedNothingChangesNothing(@ForAll("profiles") Profile server, @ForAll("profiles") Profile base) {
        Merged merged = ProfileMerge.merge(server, base, base);
        assertThat(merged.profile()).isEqualTo(server);
        assertThat(merged.verdicts()).isEmpty();
    }

    @Property
    void noAdditionIsLost(
            @ForAll("profiles") Profile server, @ForAll("profiles") Profile base, @ForAll("profiles") Profile wanted) {
        Set<String> merged = keys(ProfileMerge.merge(server, base, wanted).profile());
        for (Profile side : List.of(server, wanted)) {
            Set<String> added = new HashSet<>(keys(side));
            added.removeAll(keys(base));
            assertThat(merged).containsAll(added);
        }
        Set<String> nowhere = new HashSet<>(merged);
        nowhere.removeAll(keys(server));
        nowhere.removeAll(keys(wanted));
        assertThat(nowhere).isEmpty();
    }

    @Property
    void setsComeOutTheSameInWhicheverOrderTheChangesArrive(
            @ForAll("profiles") Profile base, @ForAll("profiles") Profile one, @ForAll("profiles") Profile other) {
        Profile oneFirst = ProfileMerge.merge(one, base, other).profile();
        Profile otherFirst = ProfileMerge.merge(other, base, one).profile();
        assertThat(new HashSet<>(oneFirst.allergies())).isEqualTo(new HashSet<>(otherFirst.allergies()));
        assertThat(new HashSet<>(oneFirst.otherPhones())).isEqualTo(new HashSet<>(otherFirst.otherPhones()));
    }

    private static Set<String> keys(Profile profile) {
        return profile.allergies().stream().map(Allergy::key).collect(Collectors.toSet());
    }

    /** Sets without their order. */
    private static List<Object> comparable(Profile profile) {
        List<Object> values = new ArrayList<>();
        for (Field field : Field.values()) {
            Object value = field.of(profile);
            values.add(value instanceof List<?> list ? new HashSet<>(list) : String.valueOf(value) + hash(value));
        }
        return values;
    }

    private static int hash(@Nullable Object value) {
        return value == null ? 0 : value.hashCode();
    }

    @Provide
    Arbitrary<Profile> profiles() {
        Arbitrary<Allergy> allergies = Combinators.combine(
                        Arbitraries.of("Nuts", "Latex", "Penicillin"),
                        Arbitraries.of(Criticality.values()).injectNull(0.3))
                .as(Allergy::new);
        return Combinators.combine(
                        Arbitraries.of("Ann", "Bea"),
                        Arbitraries.of(1, 2).injectNull(0.3),
                        Arbitraries.of("+353870000001", "+353870000002").injectNull(0.3),
                        Arbitraries.of("+353870000003", "+353870000004").list().uniqueElements(),
                        Arbitraries.of(Sex.values()).injectNull(0.3),
                        allergies.list().uniqueElements(Allergy::key).ofMaxSize(3),
                        Arbitraries.of("AGE", "PREGNANCY").list().uniqueElements())
                .as((name, day, phone, phones, sex, some, groups) -> new Profile(
                        name,
                        day == null ? null : new Birth(LocalDate.of(1990, 5, day), Birth.Precision.DAY),
                        phone,
                        phones,
                        sex,
                        null,
                        null,
                        some,
                        groups));
    }
}
