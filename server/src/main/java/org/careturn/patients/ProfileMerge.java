package org.careturn.patients;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.careturn.patients.Profile.Field;
import org.jspecify.annotations.Nullable;

/**
 * Brings a change, made on an older state of a record, into what the record is now: field by field, by what the changer
 * saw and what he wanted. Where both are the same the field is untouched and never written.
 */
public final class ProfileMerge {
    private final Map<Field, Verdict> verdicts = new EnumMap<>(Field.class);

    private ProfileMerge() {}

    /** What became of a field that somebody wanted to change. */
    public enum Verdict {
        /** Nobody else has changed it. */
        APPLIED,
        /** It was so already. */
        NOOP,
        /** A set that both have changed: both changes stand, additions before removals. */
        COMBINED,
        /** Somebody else has changed it to something else, which stays; a person decides. */
        CONFLICT
    }

    /**
     * The record after a change.
     *
     * @param verdicts of the fields that somebody wanted to change
     */
    public record Merged(Profile profile, Map<Field, Verdict> verdicts) {
        public Set<Field> conflicts() {
            return verdicts.entrySet().stream()
                    .filter(verdict -> verdict.getValue() == Verdict.CONFLICT)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * The record after the change.
     *
     * @param server as it is now
     * @param base as the changer saw it
     * @param wanted as the changer left it
     */
    public static Merged merge(Profile server, Profile base, Profile wanted) {
        ProfileMerge merge = new ProfileMerge();
        Profile profile = new Profile(
                merge.single(Field.NAME, server.name(), base.name(), wanted.name()),
                merge.single(Field.BIRTH_DATE, server.birth(), base.birth(), wanted.birth()),
                merge.single(Field.CONTACT_PHONE, server.contactPhone(), base.contactPhone(), wanted.contactPhone()),
                merge.texts(Field.OTHER_PHONES, server.otherPhones(), base.otherPhones(), wanted.otherPhones()),
                merge.single(Field.SEX, server.sex(), base.sex(), wanted.sex()),
                merge.single(Field.LANGUAGE, server.language(), base.language(), wanted.language()),
                merge.single(Field.ADDRESS, server.address(), base.address(), wanted.address()),
                merge.set(
                        Field.ALLERGIES,
                        server.allergies(),
                        base.allergies(),
                        wanted.allergies(),
                        Allergy::key,
                        Allergy::worse),
                merge.texts(
                        Field.PRIORITY_GROUPS,
                        server.priorityGroups(),
                        base.priorityGroups(),
                        wanted.priorityGroups()));
        return new Merged(profile, merge.verdicts);
    }

    private <T extends @Nullable Object> T single(Field field, T server, T base, T wanted) {
        if (Objects.equals(base, wanted)) {
            return server;
        }
        if (Objects.equals(server, wanted)) {
            verdicts.put(field, Verdict.NOOP);
            return server;
        }
        boolean untouched = Objects.equals(server, base);
        verdicts.put(field, untouched ? Verdict.APPLIED : Verdict.CONFLICT);
        return untouched ? wanted : server;
    }

    private List<String> texts(Field field, List<String> server, List<String> base, List<String> wanted) {
        return set(field, server, base, wanted, Function.identity(), (one, other) -> one);
    }

    private <T> List<T> set(
            Field field,
            List<T> server,
            List<T> base,
            List<T> wanted,
            Function<T, String> key,
            BinaryOperator<T> both) {
        Map<String, T> theirs = byKey(server, key, both);
        Map<String, T> seen = byKey(base, key, both);
        Map<String, T> ours = byKey(wanted, key, both);
        if (ours.equals(seen)) {
            return server;
        }
        if (ours.equals(theirs)) {
            verdicts.put(field, Verdict.NOOP);
            return server;
        }
        verdicts.put(field, theirs.equals(seen) ? Verdict.APPLIED : Verdict.COMBINED);
        Set<String> keys = new LinkedHashSet<>(theirs.keySet());
        keys.addAll(ours.keySet());
        List<T> merged = new ArrayList<>();
        for (String one : keys) {
            T kept = kept(theirs.get(one), seen.get(one), ours.get(one), both);
            if (kept != null) {
                merged.add(kept);
            }
        }
        return List.copyOf(merged);
    }

    /** A removal stands only where the other side has left the item as it was: what is added or changed wins. */
    private static <T> @Nullable T kept(
            @Nullable T server, @Nullable T base, @Nullable T wanted, BinaryOperator<T> both) {
        if (Objects.equals(wanted, base)) {
            return server;
        }
        if (Objects.equals(server, base)) {
            return wanted;
        }
        if (server == null) {
            return wanted;
        }
        return wanted == null ? server : both.apply(server, wanted);
    }

    static <T> Map<String, T> byKey(List<T> items, Function<T, String> key, BinaryOperator<T> both) {
        Map<String, T> map = new LinkedHashMap<>();
        items.forEach(item -> map.merge(key.apply(item), item, both));
        return map;
    }
}
