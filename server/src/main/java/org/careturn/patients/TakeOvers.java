package org.careturn.patients;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.careturn.platform.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Adds the allergies and phones of one record of a person to another one, and takes them out again. */
@Component
@Transactional(propagation = Propagation.MANDATORY)
class TakeOvers {
    private final PatientChanges changes;

    TakeOvers(PatientChanges changes) {
        this.changes = changes;
    }

    /**
     * What the other record had not.
     *
     * @param allergies positions in the list of the giving record, which doesn't change while it is merged
     * @param phones positions in that of the further phones, after which comes the main phone
     * @param mainPhone whether its main phone is the main one of the other record, which had none
     */
    record Taken(List<Integer> allergies, List<Integer> phones, boolean mainPhone) {}

    /** Refused with RECORD_FULL where the other record has no room for all of it. */
    public Taken take(Actor actor, UUID from, UUID to) {
        Profile given = changes.lock(from).profile();
        Patient before = changes.lock(to);
        Profile now = before.profile();
        boolean mainPhone = now.contactPhone() == null && given.contactPhone() != null;
        String contactPhone = mainPhone ? given.contactPhone() : now.contactPhone();
        List<String> had = new ArrayList<>(now.otherPhones());
        if (contactPhone != null) {
            had.add(contactPhone);
        }
        Taken taken = new Taken(
                fresh(given.allergies(), now.allergies(), Allergy::key),
                fresh(phones(given), had, Function.identity()),
                mainPhone);
        Profile nothing = with(now, now.contactPhone(), List.of(), List.of());
        Profile added =
                with(now, contactPhone, at(phones(given), taken.phones), at(given.allergies(), taken.allergies));
        changes.write(actor, Optional.empty(), before, ProfileMerge.merge(now, nothing, added))
                .orElseThrow();
        return taken;
    }

    /** What somebody has changed since then stays. */
    public void giveBack(Actor actor, UUID from, UUID to, Taken taken) {
        Profile given = changes.lock(from).profile();
        Patient before = changes.lock(to);
        Profile now = before.profile();
        boolean mainPhone = taken.mainPhone && Objects.equals(now.contactPhone(), given.contactPhone());
        Profile wanted = with(
                now,
                mainPhone ? null : now.contactPhone(),
                without(now.otherPhones(), phones(given), taken.phones),
                without(now.allergies(), given.allergies(), taken.allergies));
        changes.write(actor, Optional.empty(), before, ProfileMerge.merge(now, now, wanted))
                .orElseThrow();
    }

    private static List<String> phones(Profile profile) {
        List<String> phones = new ArrayList<>(profile.otherPhones());
        if (profile.contactPhone() != null) {
            phones.add(profile.contactPhone());
        }
        return phones;
    }

    private static <T> List<Integer> fresh(List<T> given, List<T> now, Function<T, String> key) {
        Set<String> had = new HashSet<>(now.stream().map(key).toList());
        return IntStream.range(0, given.size())
                .filter(i -> had.add(key.apply(given.get(i))))
                .boxed()
                .toList();
    }

    private static <T> List<T> at(List<T> given, List<Integer> positions) {
        return positions.stream().map(given::get).toList();
    }

    private static <T> List<T> without(List<T> now, List<T> given, List<Integer> positions) {
        List<T> left = new ArrayList<>(now);
        positions.forEach(position -> left.remove(given.get(position)));
        return List.copyOf(left);
    }

    private static Profile with(
            Profile profile, @Nullable String contactPhone, List<String> otherPhones, List<Allergy> allergies) {
        return new Profile(
                profile.name(),
                profile.birth(),
                contactPhone,
                otherPhones,
                profile.sex(),
                profile.language(),
                profile.address(),
                allergies,
                profile.priorityGroups());
    }
}
