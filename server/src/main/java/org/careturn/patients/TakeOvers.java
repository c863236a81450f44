package org.careturn.patients;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.careturn.platform.Actor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Adds the allergies and further phones of one record of a person to another one, and takes them out again. */
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
     * @param phones positions in that of the further phones
     */
    record Taken(List<Integer> allergies, List<Integer> phones) {}

    /** Refused with RECORD_FULL where the other record has no room for all of it. */
    public Taken take(Actor actor, UUID from, UUID to) {
        Profile given = changes.lock(from).profile();
        Patient before = changes.lock(to);
        Profile now = before.profile();
        Taken taken = new Taken(
                fresh(given.allergies(), now.allergies(), Allergy::key),
                fresh(given.otherPhones(), now.otherPhones(), Function.identity()));
        Profile added = with(now, at(given.otherPhones(), taken.phones), at(given.allergies(), taken.allergies));
        changes.write(actor, Optional.empty(), before, ProfileMerge.merge(now, with(now, List.of(), List.of()), added))
                .orElseThrow();
        return taken;
    }

    /** What somebody has changed since then stays. */
    public void giveBack(Actor actor, UUID from, UUID to, Taken taken) {
        Profile given = changes.lock(from).profile();
        Patient before = changes.lock(to);
        Profile now = before.profile();
        Profile wanted = with(
                now,
                without(now.otherPhones(), given.otherPhones(), taken.phones),
                without(now.allergies(), given.allergies(), taken.allergies));
        changes.write(actor, Optional.empty(), before, ProfileMerge.merge(now, now, wanted))
                .orElseThrow();
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

    private static Profile with(Profile profile, List<String> otherPhones, List<Allergy> allergies) {
        return new Profile(
                profile.name(),
                profile.birth(),
                profile.contactPhone(),
                otherPhones,
                profile.sex(),
                profile.language(),
                profile.address(),
                allergies,
                profile.priorityGroups());
    }
}
