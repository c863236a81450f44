package org.careturn.notifications.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.Withheld;
import org.careturn.notifications.domain.Attempt.State;
import org.careturn.notifications.domain.NextStep.End;
import org.careturn.notifications.domain.NextStep.GiveUp;
import org.careturn.notifications.domain.NextStep.LookUp;
import org.careturn.notifications.domain.NextStep.Reach;
import org.careturn.notifications.domain.NextStep.Send;
import org.careturn.notifications.domain.NextStep.Wait;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** FR-NOTIF-04, FR-NOTIF-05, FR-NOTIF-06: what is done next. */
class NextStepTest {
    private static final Instant START = Instant.parse("2026-03-02T09:00:00Z");
    private static final Set<Channel> BOTH = EnumSet.allOf(Channel.class);
    private static final Reach PUSH_FIRST = new Reach(List.of(Channel.PUSH, Channel.SMS), BOTH, BOTH, null, null);
    private static final Reach SMS_ONLY = new Reach(List.of(Channel.SMS), BOTH, BOTH, null, null);

    @Test
    void aCallThatTheAppDoesNotConfirmGoesBySmsAfterTwentySeconds() {
        Attempt push = attempt(Channel.PUSH, State.SENT, null);
        assertThat(next(NotificationKind.TURN_NOW, PUSH_FIRST, 19, push)).isEqualTo(new Wait(START.plusSeconds(20)));
        assertThat(next(NotificationKind.TURN_NOW, PUSH_FIRST, 20, push)).isEqualTo(new Send(Channel.SMS));
        assertThat(next(NotificationKind.BOOKING_CONFIRMED, PUSH_FIRST, 3600, push))
                .isEqualTo(new Wait(null));
    }

    @Test
    void aCallThatIsUnknownGoesByTheOtherChannel() {
        Reach smsFirst = new Reach(List.of(Channel.SMS, Channel.PUSH), BOTH, BOTH, null, null);
        Attempt sms = attempt(Channel.SMS, State.UNKNOWN, "NO_ANSWER");
        assertThat(next(NotificationKind.TURN_NOW, smsFirst, 19, sms)).isEqualTo(new Wait(START.plusSeconds(20)));
        assertThat(next(NotificationKind.TURN_NOW, smsFirst, 20, sms)).isEqualTo(new Send(Channel.PUSH));
        assertThat(next(NotificationKind.REMINDER, smsFirst, 20, sms)).isEqualTo(new LookUp(sms.id()));
        assertThat(next(NotificationKind.TURN_NOW, smsFirst, 900, sms)).isNotInstanceOf(Send.class);
    }

    @Test
    void anSmsThatIsSentIsNotRepeatedByPush() {
        Reach smsFirst = new Reach(List.of(Channel.SMS, Channel.PUSH), BOTH, BOTH, null, null);
        assertThat(next(NotificationKind.TURN_NOW, smsFirst, 60, attempt(Channel.SMS, State.SENT, null)))
                .isEqualTo(new Wait(START.plusSeconds(120)));
    }

    @Test
    void whatIsUnknownIsLookedUpAndNotSentAgain() {
        Attempt sms = attempt(Channel.SMS, State.UNKNOWN, "503");
        assertThat(next(NotificationKind.TURN_NOW, SMS_ONLY, 30, sms)).isEqualTo(new LookUp(sms.id()));
        assertThat(next(NotificationKind.TURN_NOW, SMS_ONLY, 30, attempt(Channel.SMS, State.REFUSED, "NOT_ACCEPTED")))
                .isEqualTo(new Send(Channel.SMS));
    }

    @Test
    void anUnknownPushIsGivenUpAndNotRepeatedBySms() {
        Attempt push = attempt(Channel.PUSH, State.UNKNOWN, "NO_ANSWER");
        assertThat(next(NotificationKind.REMINDER, PUSH_FIRST, 239, push)).isInstanceOf(Wait.class);
        assertThat(next(NotificationKind.REMINDER, PUSH_FIRST, 240, push)).isEqualTo(new GiveUp(push.id()));
        assertThat(next(
                        NotificationKind.REMINDER,
                        PUSH_FIRST,
                        240,
                        attempt(Channel.PUSH, State.FAILED, NextStep.UNCONFIRMED)))
                .isEqualTo(new End(NotificationState.DEAD, NextStep.UNCONFIRMED));
    }

    @Test
    void whatPushRefusesForGoodGoesBySms() {
        assertThat(next(NotificationKind.REMINDER, PUSH_FIRST, 5, attempt(Channel.PUSH, State.FAILED, "UNREGISTERED")))
                .isEqualTo(new Send(Channel.SMS));
        assertThat(next(NotificationKind.REMINDER, SMS_ONLY, 5, attempt(Channel.SMS, State.FAILED, "TWILIO_21211")))
                .isEqualTo(new End(NotificationState.FAILED, "TWILIO_21211"));
    }

    @Test
    void whatIsOfNoUseAnyMoreExpires() {
        assertThat(next(NotificationKind.TURN_NOW, SMS_ONLY, 600)).isEqualTo(new End(NotificationState.EXPIRED, null));
        assertThat(next(NotificationKind.TURN_NOW, SMS_ONLY, 600, attempt(Channel.SMS, State.REFUSED, "429")))
                .isEqualTo(new End(NotificationState.EXPIRED, null));
    }

    @Test
    void whatNoProviderTakesIsTriedForAsLongAsItIsOfUse() {
        Duration day = Duration.ofHours(24);
        List<Attempt> tries = new ArrayList<>();
        Instant now = START;
        while (now.isBefore(START.plus(day))) {
            assertThat(NextStep.of(NotificationKind.REMINDER, START, START.plus(day), tries, SMS_ONLY, now))
                    .isEqualTo(new Send(Channel.SMS));
            tries.add(new Attempt(UUID.randomUUID(), Channel.SMS, State.REFUSED, now, now, "NOT_CONNECTED"));
            Duration pause = NextStep.pauseAfter(tries.size() - 1, Duration.between(START, now));
            assertThat(pause).isLessThanOrEqualTo(Duration.ofHours(1));
            now = now.plus(pause);
        }
        assertThat(tries).hasSizeBetween(50, 100);
        assertThat(NextStep.of(NotificationKind.REMINDER, START, START.plus(day), tries, SMS_ONLY, now))
                .isEqualTo(new End(NotificationState.EXPIRED, null));
        Instant week = START.plus(Duration.ofDays(7));
        assertThat(NextStep.of(NotificationKind.REMINDER, START, week.plus(day), tries, SMS_ONLY, week))
                .isEqualTo(new End(NotificationState.DEAD, "TOO_MANY_TRIES"));
    }

    @Test
    void whatAChannelRefusesGoesByTheOtherACallAtOnceAndAnythingElseAfterThreeTries() {
        Attempt push = attempt(Channel.PUSH, State.REFUSED, "503");
        Attempt sms = attempt(Channel.SMS, State.REFUSED, "NOT_CONNECTED");
        assertThat(next(NotificationKind.TURN_NOW, PUSH_FIRST, 5, push)).isEqualTo(new Send(Channel.SMS));
        assertThat(next(NotificationKind.TURN_NOW, PUSH_FIRST, 5, push, sms)).isEqualTo(new Send(Channel.PUSH));
        assertThat(next(NotificationKind.REMINDER, PUSH_FIRST, 5, push)).isEqualTo(new Send(Channel.PUSH));
        assertThat(next(NotificationKind.REMINDER, PUSH_FIRST, 5, push, push, push))
                .isEqualTo(new Send(Channel.SMS));
    }

    @Test
    void nothingPretends() {
        Reach none = new Reach(List.of(Channel.SMS), BOTH, Set.of(), null, null);
        assertThat(next(NotificationKind.TURN_NOW, none, 0))
                .isEqualTo(new End(NotificationState.FAILED, "NO_PROVIDER"));
        assertThat(next(NotificationKind.TURN_NOW, withheld(Withheld.REFUSED), 0))
                .isEqualTo(new End(NotificationState.FAILED, "REFUSED"));
        assertThat(next(NotificationKind.TURN_NOW, new Reach(List.of(Channel.SMS), Set.of(), BOTH, null, null), 0))
                .isEqualTo(new End(NotificationState.FAILED, "NO_ADDRESS"));
    }

    @Test
    void whatEventsHaveOvertakenEndsByItsOwnReason() {
        assertThat(next(NotificationKind.TURN_NOW, withheld(Withheld.TURN_CAME), 0))
                .isEqualTo(new End(NotificationState.EXPIRED, "TURN_CAME"));
        assertThat(next(NotificationKind.REMINDER, withheld(Withheld.NO_REMINDERS), 0))
                .isEqualTo(new End(NotificationState.FAILED, "NO_REMINDERS"));
        Attempt sms = attempt(Channel.SMS, State.UNKNOWN, "503");
        assertThat(next(NotificationKind.TURN_NOW, withheld(Withheld.TURN_CAME), 30, sms))
                .isEqualTo(new LookUp(sms.id())); // it may have gone
    }

    @Test
    void anSmsOfWhichTheProviderTellsNothingMoreIsLookedUpEverMoreRarely() {
        Attempt sent = attempt(Channel.SMS, State.SENT, null);
        assertThat(next(NotificationKind.CHECKED_IN, SMS_ONLY, 119, sent)).isEqualTo(new Wait(START.plusSeconds(120)));
        assertThat(next(NotificationKind.CHECKED_IN, SMS_ONLY, 120, sent)).isEqualTo(new LookUp(sent.id()));
        int looks = 0;
        Instant looked = START;
        while (NextStep.of(
                                NotificationKind.CHECKED_IN,
                                START,
                                START.plusSeconds(600),
                                List.of(new Attempt(sent.id(), Channel.SMS, State.SENT, START, looked, null)),
                                SMS_ONLY,
                                looked)
                        instanceof Wait(Instant at)
                && at != null) {
            looked = at;
            looks++;
        }
        assertThat(looks).isBetween(8, 15);
        assertThat(Duration.between(START, looked)).isBetween(Duration.ofHours(12), Duration.ofHours(15));
    }

    private static Reach withheld(Withheld why) {
        return new Reach(List.of(Channel.SMS), BOTH, BOTH, null, why);
    }

    @Test
    void quietHoursAreKept() {
        Reach quiet = new Reach(List.of(Channel.SMS), BOTH, BOTH, START.plusSeconds(300), null);
        assertThat(next(NotificationKind.REMINDER, quiet, 0)).isEqualTo(new Wait(START.plusSeconds(300)));
        assertThat(next(NotificationKind.REMINDER, quiet, 300)).isEqualTo(new Send(Channel.SMS));
        Reach nobody = new Reach(List.of(Channel.SMS), Set.of(), BOTH, START.plusSeconds(300), null);
        assertThat(next(NotificationKind.REMINDER, nobody, 0))
                .as("whom nothing reaches is not waited for")
                .isEqualTo(new End(NotificationState.FAILED, "NO_ADDRESS"));
    }

    private static NextStep next(NotificationKind kind, Reach reach, int seconds, Attempt... attempts) {
        return NextStep.of(
                kind, START, START.plus(Duration.ofMinutes(10)), List.of(attempts), reach, START.plusSeconds(seconds));
    }

    private static Attempt attempt(Channel channel, State state, @Nullable String error) {
        return new Attempt(UUID.randomUUID(), channel, state, START, START, error);
    }
}
