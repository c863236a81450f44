package org.careturn.patients;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.NameMatch.Kind;
import org.careturn.patients.SearchStore.Candidate;
import org.careturn.patients.SearchStore.Slot;
import org.careturn.platform.Actor;
import org.careturn.platform.Phones;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Finds people among those whom a facility knows, the likeliest first. Who gives the whole phone and the birth date of
 * somebody whom only another facility knows is found by the reception too, as the person would have to be there.
 */
@Service
public class PatientSearch {
    private static final int SIMILAR_NAMES = 400;

    private final SearchStore store;
    private final Facilities facilities;
    private final AuditLog audit;
    private final Clock clock;

    PatientSearch(SearchStore store, Facilities facilities, AuditLog audit, Clock clock) {
        this.store = store;
        this.facilities = facilities;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody who was found.
     *
     * @param knownHere whether the facility knows the person; if not, a visit or a booking makes it so
     */
    @ApiName("PatientHit")
    public record Hit(
            UUID id,
            String name,
            @Nullable LocalDate birthDate,
            @Nullable String contactPhone,
            boolean knownHere) {
        @Override
        public String toString() {
            return "Hit[" + id + ']';
        }
    }

    /** Those who were found; {@code more}: further people fit. */
    @ApiName("PatientHits")
    public record Hits(List<Hit> items, boolean more) {}

    private record Ranked(Candidate candidate, Kind kind) {
        static final Comparator<Ranked> ORDER = Comparator.comparing(Ranked::kind)
                .thenComparingInt(ranked -> ranked.candidate.words().size())
                .thenComparing(ranked -> ranked.candidate.name())
                .thenComparing(ranked -> ranked.candidate.id());
    }

    /**
     * By words of the name, birth date, phone or its last digits, ticket number of today, in any combination.
     *
     * @throws RefusedException NOT_FOUND where the actor isn't staff, SEARCH_TOO_SHORT
     */
    @Transactional
    public Hits search(Actor actor, UUID facilityId, String typed, int limit) {
        Facility facility = facilities.visible(actor, facilityId);
        SearchText text = SearchText.parse(typed);
        if (!text.isEnough()) {
            throw new RefusedException(PatientProblem.SEARCH_TOO_SHORT);
        }
        store.bound();
        List<Ranked> found = find(facility, text, limit);
        if (found.isEmpty() && (text.phone() != null || text.ticket() != null)) {
            found = find(facility, SearchText.onlyWords(typed), limit);
        }
        List<Hit> hits = found.stream().map(ranked -> hit(ranked, true)).toList();
        if (hits.isEmpty() && isReception(actor, facilityId)) {
            hits = elsewhere(facility, text);
        }
        boolean more = hits.size() > limit;
        Hits answer = new Hits(List.copyOf(hits.subList(0, Math.min(limit, hits.size()))), more);
        audit.record(
                actor,
                "PATIENTS_SEARCHED",
                new Subject("facility", facilityId, facilityId, null),
                Map.of(
                        "by",
                        by(text),
                        "patients",
                        answer.items.stream().map(Hit::id).toList()));
        return answer;
    }

    private List<Ranked> find(Facility facility, SearchText text, int limit) {
        Collection<Candidate> candidates;
        if (text.ticket() != null) {
            candidates = store.byTicket(facility.id(), text.ticket(), facility.serviceDay(clock.instant()));
        } else if (text.phone() != null) {
            candidates = byPhone(facility, text);
        } else if (!text.birthDates().isEmpty()) {
            candidates = store.byBirthDate(facility.id(), text.birthDates());
        } else {
            candidates = byName(facility.id(), text.words(), limit);
        }
        return ranked(candidates, text);
    }

    private List<Hit> elsewhere(Facility facility, SearchText text) {
        Optional<String> phone =
                text.phone() == null ? Optional.empty() : Phones.read(text.phone(), facility.country());
        if (phone.isEmpty() || text.birthDates().isEmpty()) {
            return List.of();
        }
        return ranked(store.anywhere(phone.get(), text.birthDates()), text).stream()
                .map(ranked -> hit(ranked, false))
                .toList();
    }

    private static List<Ranked> ranked(Collection<Candidate> candidates, SearchText text) {
        return candidates.stream()
                .filter(candidate -> text.birthDates().isEmpty()
                        || (candidate.birthDate() != null && text.birthDates().contains(candidate.birthDate())))
                .map(candidate -> new Ranked(
                        candidate, text.words().isEmpty() ? Kind.SAME : NameMatch.of(text.words(), candidate.words())))
                .filter(ranked -> ranked.kind != Kind.NONE)
                .sorted(Ranked.ORDER)
                .toList();
    }

    private List<Candidate> byPhone(Facility facility, SearchText text) {
        List<Candidate> found = Phones.read(Objects.requireNonNull(text.phone()), facility.country())
                .map(number -> store.byPhone(facility.id(), number))
                .orElse(List.of());
        for (String end : text.phoneEnds()) {
            if (found.isEmpty()) {
                found = store.byEndOfPhone(facility.id(), end);
            }
        }
        return found;
    }

    /** From the best kind of match to the worst; a worse one isn't looked for once there are enough. */
    private Collection<Candidate> byName(UUID facility, List<String> words, int limit) {
        Map<UUID, Candidate> found = new LinkedHashMap<>();
        add(found, store.bySameName(facility, List.of(NameWords.sorted(words))));
        add(found, store.byWords(facility, words.stream().map(Slot::of).toList()));
        if (found.size() <= limit) {
            add(
                    found,
                    store.byWords(facility, words.stream().map(Slot::beginning).toList()));
        }
        if (found.size() <= limit || words.size() > 1) {
            Map<String, List<String>> similar = similar(words);
            Set<String> names = similarNames(words, similar);
            names.addAll(otherwiseParted(words));
            if (!names.isEmpty()) {
                add(found, store.bySameName(facility, names));
            }
            for (int i = 0; i < words.size() && found.size() <= limit; i++) {
                add(found, withErrorIn(facility, words, i, similar));
            }
        }
        return found.values();
    }

    private List<Candidate> withErrorIn(
            UUID facility, List<String> words, int wrong, Map<String, List<String>> similar) {
        List<String> meant = similar.getOrDefault(words.get(wrong), List.of());
        if (meant.isEmpty()) {
            return List.of();
        }
        List<Slot> slots = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            slots.add(i == wrong ? new Slot(meant, false) : Slot.beginning(words.get(i)));
        }
        return store.byWords(facility, slots);
    }

    /** For each word the words of names that are one typing error away. */
    private Map<String, List<String>> similar(List<String> words) {
        Set<String> shortened = new TreeSet<>();
        for (String word : words) {
            int[] letters = word.codePoints().toArray();
            shortened.add(word);
            for (int i = 0; letters.length > 2 && i < letters.length; i++) {
                shortened.add(new String(letters, 0, i) + new String(letters, i + 1, letters.length - i - 1));
            }
        }
        List<String> all = store.similarWords(shortened);
        Map<String, List<String>> similar = new LinkedHashMap<>();
        for (String word : words) {
            similar.put(
                    word,
                    all.stream()
                            .filter(other -> NameMatch.isOneErrorApart(word, other))
                            .toList());
        }
        return similar;
    }

    private static Set<String> similarNames(List<String> words, Map<String, List<String>> similar) {
        Set<String> names = new LinkedHashSet<>();
        similar.forEach((word, meant) -> {
            Set<String> others = new HashSet<>(words);
            others.remove(word);
            for (String other : meant) {
                if (names.size() < SIMILAR_NAMES) {
                    Set<String> all = new TreeSet<>(others);
                    all.add(other);
                    names.add(NameWords.sorted(all));
                }
            }
        });
        return names;
    }

    /** Names with a space or hyphen more or less, as far as their words are known. */
    private Set<String> otherwiseParted(List<String> words) {
        List<NameWords.Parting> partings = NameWords.partings(words);
        Set<String> known = Set.copyOf(store.knownWords(partings.stream()
                .flatMap(parting -> parting.made().stream())
                .distinct()
                .toList()));
        Set<String> names = new LinkedHashSet<>();
        for (NameWords.Parting parting : partings) {
            if (known.containsAll(parting.made())) {
                Set<String> all = new TreeSet<>(words);
                parting.of().forEach(all::remove);
                all.addAll(parting.made());
                names.add(NameWords.sorted(all));
            }
        }
        return names;
    }

    private static void add(Map<UUID, Candidate> found, List<Candidate> more) {
        more.forEach(candidate -> found.putIfAbsent(candidate.id(), candidate));
    }

    private static boolean isReception(Actor actor, UUID facilityId) {
        return actor.is(Role.RECEPTIONIST, facilityId) || actor.is(Role.ADMIN, facilityId);
    }

    private static List<String> by(SearchText text) {
        List<String> by = new ArrayList<>();
        if (text.ticket() != null) {
            by.add("TICKET");
        }
        if (text.phone() != null) {
            by.add("PHONE");
        }
        if (!text.birthDates().isEmpty()) {
            by.add("BIRTH_DATE");
        }
        if (!text.words().isEmpty()) {
            by.add("NAME");
        }
        return by;
    }

    private static Hit hit(Ranked ranked, boolean knownHere) {
        Candidate person = ranked.candidate;
        return new Hit(person.id(), person.name(), person.birthDate(), person.contactPhone(), knownHere);
    }
}
