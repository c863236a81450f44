package org.careturn.queueing.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.queueing.Place;
import org.careturn.queueing.race.History.Arrived;
import org.careturn.queueing.race.History.Called;
import org.careturn.queueing.race.History.Empty;
import org.junit.jupiter.api.Test;

/** The checker itself, on histories made by hand. Entries are named by letters, times are plain numbers. */
class HistoryCheckerTest {
    private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");

    private final List<Arrived> arrivals = new ArrayList<>();
    private final List<Called> calls = new ArrayList<>();
    private final List<Empty> empties = new ArrayList<>();

    @Test
    void acceptsOneAfterTheOther() {
        come('a', 1, 0, 1);
        come('b', 2, 2, 3);
        call('a', 1, 4, 5);
        call('b', 2, 6, 7);
        nobody(8, 9);
        accepted();
    }

    @Test
    void acceptsUrgencyBeforeTime() {
        come('a', 1, 0, 1);
        come('b', Urgency.EMERGENT, 2, 2, 3);
        call('b', 1, 4, 5);
        call('a', 2, 6, 7);
        accepted();
    }

    @Test
    void refusesTimeBeforeUrgency() {
        come('a', 1, 0, 1);
        come('b', Urgency.EMERGENT, 2, 2, 3);
        call('a', 1, 4, 5);
        call('b', 2, 6, 7);
        refused("order inverted");
    }

    @Test
    void acceptsOverlappingCallsInEitherOrder() {
        come('a', 1, 0, 1);
        come('b', 2, 0, 1);
        call('b', 2, 2, 4);
        call('a', 1, 3, 9);
        accepted();
    }

    @Test
    void acceptsThatOneStillArrivingIsPassedOver() {
        come('b', 2, 0, 1);
        come('a', 1, 2, 6);
        call('b', 1, 3, 5);
        call('a', 2, 7, 8);
        accepted();
    }

    @Test
    void refusesThatOneWhoArrivedIsPassedOver() {
        come('b', 2, 0, 1);
        come('a', 1, 0, 2);
        call('b', 1, 3, 5);
        call('a', 2, 7, 8);
        refused("order inverted");
    }

    @Test
    void findsAnInversionThatLiesFarBack() {
        come('z', 9, 0, 1);
        come('b', 2, 0, 1);
        come('a', 1, 0, 1);
        call('z', 1, 2, 3);
        call('b', 2, 4, 5);
        call('a', 3, 6, 7);
        refused("order inverted");
        assertThat(violations()).hasSize(2); // b and a; each names the nearest that passed it over
    }

    @Test
    void refusesTwoCallsOfOneEntry() {
        come('a', 1, 0, 1);
        call('a', 1, 2, 4);
        call('a', 2, 3, 5);
        refused("called twice");
    }

    @Test
    void refusesALostEntry() {
        come('a', 1, 0, 1);
        come('b', 2, 0, 1);
        call('a', 1, 2, 3);
        refused("lost");
    }

    @Test
    void refusesAnEntryThatNobodyBrought() {
        call('a', 1, 2, 3);
        refused("never came");
    }

    @Test
    void refusesAMissingNumber() {
        come('a', 1, 0, 1);
        call('a', 2, 2, 3);
        refused("missing");
    }

    @Test
    void refusesANumberGivenTwice() {
        come('a', 1, 0, 1);
        come('b', 2, 0, 1);
        call('a', 1, 2, 4);
        call('b', 1, 3, 5);
        refused("there twice");
    }

    @Test
    void refusesNumbersAgainstTheClock() {
        come('a', 1, 0, 1);
        come('b', 2, 0, 1);
        call('b', 2, 2, 3);
        call('a', 1, 4, 5);
        refused("asked for only later");
    }

    @Test
    void refusesACallBeforeTheArrival() {
        come('a', 1, 5, 6);
        call('a', 1, 2, 3);
        refused("before it came");
    }

    @Test
    void refusesArrivalsAgainstTheClock() {
        come('b', 5, 0, 1);
        come('a', 1, 2, 9);
        come('c', 2, 10, 11);
        call('c', 1, 4, 21);
        call('b', 2, 5, 22);
        call('a', 3, 6, 23);
        refused("before it came"); // a was passed over by call 2, so it came after that, and c came after a
    }

    @Test
    void refusesNobodyWhileSomebodyWaits() {
        come('a', 1, 0, 1);
        nobody(2, 3);
        call('a', 1, 4, 5);
        refused("nobody waits");
    }

    @Test
    void acceptsNobodyWhileTheLastIsBeingCalledOrTheNextArrives() {
        come('a', 1, 0, 1);
        call('a', 1, 2, 5);
        nobody(3, 4);
        come('b', 2, 3, 8);
        nobody(6, 7);
        call('b', 2, 9, 10);
        accepted();
    }

    private void come(char name, int since, long asked, long answered) {
        come(name, Urgency.NON_URGENT, since, asked, answered);
    }

    private void come(char name, Urgency urgency, int since, long asked, long answered) {
        arrivals.add(new Arrived(id(name), new Place(urgency, NOON.plusSeconds(since), since), asked, answered));
    }

    private void call(char name, long sequence, long asked, long answered) {
        calls.add(new Called(id(name), sequence, "desk", asked, answered));
    }

    private void nobody(long asked, long answered) {
        empties.add(new Empty("desk", asked, answered));
    }

    private static UUID id(char name) {
        return new UUID(0, name);
    }

    private void accepted() {
        assertThat(violations()).isEmpty();
    }

    private void refused(String as) {
        assertThat(violations()).isNotEmpty().first().asString().contains(as);
    }

    private List<String> violations() {
        return HistoryChecker.violations(new History(arrivals, calls, empties));
    }
}
