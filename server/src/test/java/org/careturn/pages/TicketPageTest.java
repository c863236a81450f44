package org.careturn.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import org.careturn.queueing.Credit;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Tickets.Step;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.TurnForecast.Kind;
import org.careturn.queueing.TurnForecast.Note;
import org.careturn.queueing.TurnForecast.Range;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FR-TICKET-01, FR-TICKET-02: what a ticket says in each state. */
class TicketPageTest {
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");
    private static final UUID ENTRY = UUID.fromString("0199c3f0-6a1e-7c55-9d2b-0000000000e1");

    private static Step step(
            @Nullable EntryState state,
            @Nullable TurnForecast forecast,
            @Nullable Instant expected,
            @Nullable String room) {
        return new Step(
                UUID.randomUUID(),
                "Ear & throat",
                state == null ? null : ENTRY,
                state,
                List.of(),
                1,
                3,
                forecast,
                expected,
                room,
                null,
                0);
    }

    private static TurnForecast range(int from, int middle, int until, Note... notes) {
        return new TurnForecast(
                Kind.RANGE,
                new Range(minutes(from), minutes(middle), minutes(until)),
                null,
                null,
                false,
                List.of(),
                1,
                List.of(notes),
                NOW);
    }

    private static Instant minutes(int minutes) {
        return NOW.plus(Duration.ofMinutes(minutes));
    }

    private static String page(boolean ended, boolean today, @Nullable Long seen, Step... steps) {
        Words words = Words.of("IE", ZoneId.of("Europe/Dublin"), List.of("en"));
        Ticket ticket = new Ticket(
                UUID.randomUUID(),
                "A-042",
                UUID.randomUUID(),
                "St. <Brigid>",
                "Europe/Dublin",
                NOW,
                ended,
                List.of(steps));
        return new TicketPage(words, "/t/TOKEN", ticket, today, seen, null, ended ? "/f/F" : null)
                .html()
                .text();
    }

    @Test
    void whoWaitsReadsHowManyAreBeforeAndWhen() {
        String page = page(false, true, null, step(EntryState.WAITING, range(20, 30, 45), null, null));
        assertThat(page)
                .contains("A-042", "3 people are before you", "Your turn is likely between 10:20 and 10:45.")
                .contains("action=\"/t/TOKEN/late?lang=en\"", "action=\"/t/TOKEN/leave?lang=en\"", ENTRY.toString())
                .contains("Ear &amp; throat", "St. &lt;Brigid&gt;")
                .doesNotContain("<Brigid>", "/rejoin");
    }

    @Test
    void theEffectOfAnActStandsBeforeItsButton() {
        String page = page(false, true, null, step(EntryState.WAITING, range(20, 30, 45), null, null));
        assertThat(page.indexOf("You are not called any more")).isBetween(0, page.indexOf("Give up my place for good"));
        assertThat(page.indexOf("You keep your place")).isBetween(0, page.indexOf("Say that I am late"));
    }

    @Test
    void whatChangedAndWhyIsSaid() {
        long seen = Duration.between(Instant.EPOCH, NOW).toMinutes() + 10;
        Note emergency = new Note(Note.Code.EMERGENCY_FIRST, null, null, minutes(-5), null);
        Note onBreak = new Note(Note.Code.ON_BREAK, null, "Dr Byrne", null, minutes(15));
        String page =
                page(false, true, seen, step(EntryState.WAITING, range(20, 30, 45, emergency, onBreak), null, null));
        assertThat(page)
                .contains("It takes longer than you saw before.")
                .contains("taken first, at 09:55", "Dr Byrne is on a break until 10:15.");
        assertThat(page(false, true, seen + 19, step(EntryState.WAITING, range(20, 30, 45), null, null)))
                .doesNotContain("than you saw before");
        assertThat(page(false, true, seen + 40, step(EntryState.WAITING, range(20, 30, 45), null, null)))
                .contains("It goes faster than you saw before.");
    }

    @Test
    void aBookedPlaceSaysWhyItIsWhereItIs() {
        Step booked = new Step(
                UUID.randomUUID(),
                "X-ray",
                ENTRY,
                EntryState.WAITING,
                List.of(new Credit(Credit.BOOKED, 30), new Credit("AGE", 20)),
                1,
                0,
                range(-5, 3, 9),
                null,
                null,
                null,
                0);
        assertThat(page(false, true, null, booked))
                .contains("your place counts from your booked time", "a head start of 20 minutes")
                .contains("Your turn can come at any moment, likely before 10:09.", "Nobody is before you");
    }

    @Test
    void eachTimeThatACallIsRepeatedTheCallIsAnotherOne() {
        assertThat(page(false, true, null, called(0))).contains("data-call=\"" + ENTRY + "/" + NOW + "/0\"");
        assertThat(page(false, true, null, called(1))).contains("data-call=\"" + ENTRY + "/" + NOW + "/1\"");
        assertThat(page(false, true, null, step(EntryState.SERVING, null, null, "Room 4")))
                .contains("data-call=\"\"");
    }

    private static Step called(int recalls) {
        return new Step(
                UUID.randomUUID(),
                "X-ray",
                ENTRY,
                EntryState.CALLED,
                List.of(),
                null,
                null,
                null,
                null,
                "Room 4",
                NOW,
                recalls);
    }

    @Test
    void aTurnThatNobodyKnowsIsNoTime() {
        assertThat(page(false, true, null, step(EntryState.WAITING, TurnForecast.unknown(0, NOW), null, null)))
                .contains("Nobody can say yet when your turn comes.")
                .doesNotContain("between");
    }

    @Test
    void whoIsCalledReadsTheRoomAndNothingThatDistracts() {
        assertThat(page(false, true, null, step(EntryState.CALLED, null, null, "Room 3"), step(null, null, null, null)))
                .contains("data-state=\"CALLED\"", "It is your turn", "Please go to: Room 3", "After that")
                .doesNotContain("<form");
    }

    @Test
    void whoIsLateCanSayThatHeIsHere() {
        assertThat(page(false, true, null, step(EntryState.ON_HOLD, null, minutes(20), null)))
                .contains("You said that you will be here at 10:20", "/t/TOKEN/here", "/t/TOKEN/leave");
        // whom the staff put on hold can't take himself up again
        assertThat(page(false, true, null, step(EntryState.ON_HOLD, null, null, null)))
                .contains("Your place is kept.")
                .doesNotContain("/t/TOKEN/here", "/t/TOKEN/late");
    }

    @Test
    void whoHasDroppedOutMayWaitAgainTheSameDay() {
        assertThat(page(true, true, null, step(EntryState.NO_SHOW, null, null, null)))
                .contains("You did not come when you were called", "/t/TOKEN/rejoin");
        assertThat(page(true, true, null, step(EntryState.CANCELLED, null, null, null)))
                .contains("You have given up your place.", "/t/TOKEN/rejoin");
        assertThat(page(true, false, null, step(EntryState.CANCELLED, null, null, null)))
                .contains("This ticket was for another day.")
                .doesNotContain("/t/TOKEN/rejoin");
        assertThat(page(true, true, null, step(EntryState.SERVED, null, null, null)))
                .contains("Your visit has ended.", "/f/F")
                .doesNotContain("/t/TOKEN/rejoin");
    }
}
