package org.careturn.notifications.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.Withheld;
import org.careturn.notifications.domain.Attempt.State;
import org.jspecify.annotations.Nullable;

/** What to do next with a message. */
public sealed interface NextStep {
    /** After which a call to come that nobody has confirmed goes by the other channel. */
    Duration OTHER_CHANNEL_AFTER = Duration.ofSeconds(20);
    /** Between two looks at a provider's list. */
    Duration LOOK_EVERY = Duration.ofSeconds(20);
    /** After which what the provider's list doesn't hold was not accepted. */
    Duration LISTED_WITHIN = Duration.ofSeconds(90);
    /** After which what can't be looked up is given up. */
    Duration CONFIRMED_WITHIN = Duration.ofMinutes(4);
    /** After which an SMS that was accepted, and of which the provider tells nothing more, is looked up. */
    Duration CALLED_BACK_WITHIN = Duration.ofMinutes(2);
    /** Between two such looks at most; each pause is as long as all before it. */
    Duration LONGEST_PAUSE = Duration.ofHours(2);
    /** After which an accepted SMS is left as it is. */
    Duration LOOKED_FOR = Duration.ofHours(12);
    /** After its first try; what no provider has taken by then is given up, of whatever use it would still be. */
    Duration TRIED_FOR = Duration.ofDays(7);
    /** Refusals of a channel, after which a message that is no call tries the other one. */
    int REFUSALS = 3;

    /** Send it. */
    record Send(Channel channel) implements NextStep {}

    /** Ask the provider what became of an attempt. */
    record LookUp(UUID attemptId) implements NextStep {}

    /** Stop waiting for what became of an attempt. */
    record GiveUp(UUID attemptId) implements NextStep {}

    /** Nothing now; {@code at} null: nothing at all, unless the provider tells something. */
    record Wait(@Nullable Instant at) implements NextStep {}

    /** It ends like this. */
    record End(NotificationState state, @Nullable String error) implements NextStep {}

    /**
     * Whom it can reach.
     *
     * @param accepted the channels that the person accepts, the preferred one first
     * @param reachable those of them for which there is an address
     * @param provided those for which there is a provider
     * @param quietUntil when the quiet hours end that hold for this message; null: none
     * @param withheld why it isn't sent at all; null: no reason
     */
    record Reach(
            List<Channel> accepted,
            Set<Channel> reachable,
            Set<Channel> provided,
            @Nullable Instant quietUntil,
            @Nullable Withheld withheld) {
        boolean isOvertaken() {
            return withheld != null && withheld.isOvertaken();
        }
    }

    static NextStep of(
            NotificationKind kind,
            Instant notBefore,
            Instant usefulUntil,
            List<Attempt> attempts,
            Reach reach,
            Instant now) {
        if (attempts.stream().anyMatch(attempt -> attempt.state() == State.DELIVERED)) {
            return new End(NotificationState.DELIVERED, null);
        }
        boolean useful = now.isBefore(usefulUntil) && !reach.isOvertaken();
        List<Channel> untried = untried(kind, attempts, reach);
        List<Attempt> open = attempts.stream().filter(Attempt::isOpen).toList();
        if (!open.isEmpty()) {
            return withOpen(kind, open, useful ? untried : List.of(), now);
        }
        Optional<Attempt> failed = attempts.stream()
                .filter(attempt -> attempt.state() == State.FAILED)
                .max(Comparator.comparing(Attempt::startedAt));
        if (failed.isPresent() && UNCONFIRMED.equals(failed.get().error())) {
            return new End(NotificationState.DEAD, UNCONFIRMED);
        }
        if (failed.isPresent() && (untried.isEmpty() || !useful)) {
            return new End(NotificationState.FAILED, failed.get().error());
        }
        if (!useful) {
            Withheld why = now.isBefore(usefulUntil) ? reach.withheld : null;
            return new End(NotificationState.EXPIRED, why == null ? null : why.name());
        }
        if (now.isBefore(notBefore)) {
            return new Wait(notBefore);
        }
        if (attempts.stream()
                .anyMatch(attempt -> !now.isBefore(attempt.startedAt().plus(TRIED_FOR)))) {
            return new End(NotificationState.DEAD, "TOO_MANY_TRIES");
        }
        if (untried.isEmpty()) { // no morning changes that
            return new End(NotificationState.FAILED, whyUnreachable(reach));
        }
        if (reach.quietUntil != null && now.isBefore(reach.quietUntil)) {
            return new Wait(reach.quietUntil.isBefore(usefulUntil) ? reach.quietUntil : usefulUntil);
        }
        return new Send(untried.getFirst());
    }

    String UNCONFIRMED = "UNCONFIRMED";

    private static NextStep withOpen(NotificationKind kind, List<Attempt> open, List<Channel> untried, Instant now) {
        Instant next = null;
        for (Attempt attempt : open) {
            boolean unconfirmed =
                    attempt.state() != State.SENT || attempt.channel() == Channel.PUSH; // an SMS is sent once accepted
            if (kind.isCall() && unconfirmed && !untried.isEmpty()) {
                Instant at = attempt.startedAt().plus(OTHER_CHANNEL_AFTER);
                if (!now.isBefore(at)) {
                    return new Send(untried.getFirst());
                }
                next = earlier(next, at);
            }
        }
        for (Attempt attempt : open) {
            if (attempt.state() == State.UNKNOWN) {
                boolean listed = attempt.channel() == Channel.SMS;
                Instant at = listed
                        ? attempt.changedAt().plus(LOOK_EVERY)
                        : attempt.startedAt().plus(CONFIRMED_WITHIN);
                if (!now.isBefore(at)) {
                    return listed ? new LookUp(attempt.id()) : new GiveUp(attempt.id());
                }
                next = earlier(next, at);
            }
            if (attempt.state() == State.SENT && attempt.channel() == Channel.SMS) {
                Duration age = Duration.between(attempt.startedAt(), attempt.changedAt());
                if (age.compareTo(LOOKED_FOR) < 0) {
                    Instant at = attempt.changedAt().plus(pause(age));
                    if (!now.isBefore(at)) {
                        return new LookUp(attempt.id());
                    }
                    next = earlier(next, at);
                }
            }
        }
        return new Wait(next);
    }

    private static Duration pause(Duration age) {
        if (age.compareTo(CALLED_BACK_WITHIN) < 0) {
            return CALLED_BACK_WITHIN;
        }
        return age.compareTo(LONGEST_PAUSE) < 0 ? age : LONGEST_PAUSE;
    }

    /** After a refusal: seconds at first, then minutes, and a tenth of what it has waited, an hour at most. */
    static Duration pauseAfter(int refusals, Duration waited) {
        Duration growing = Duration.ofSeconds(2L << Math.min(refusals, 11));
        Duration longest = longer(Duration.ofMinutes(2), waited.dividedBy(10));
        return shorter(growing, shorter(longest, Duration.ofHours(1)));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Those that haven't failed, in the person's order; which has refused often comes after the other. */
    private static List<Channel> untried(NotificationKind kind, List<Attempt> attempts, Reach reach) {
        List<Channel> untried = new ArrayList<>();
        if (reach.withheld != null) {
            return untried;
        }
        for (Channel channel : reach.accepted) {
            boolean tried = attempts.stream()
                    .anyMatch(attempt -> attempt.channel() == channel && attempt.state() != State.REFUSED);
            if (!tried && reach.reachable.contains(channel) && reach.provided.contains(channel)) {
                untried.add(channel);
            }
        }
        int patience = kind.isCall() ? 1 : REFUSALS;
        untried.sort(Comparator.comparingLong(channel -> refusals(attempts, channel) / patience));
        return untried;
    }

    private static long refusals(List<Attempt> attempts, Channel channel) {
        return attempts.stream()
                .filter(attempt -> attempt.channel() == channel && attempt.state() == State.REFUSED)
                .count();
    }

    private static String whyUnreachable(Reach reach) {
        if (reach.withheld != null) {
            return reach.withheld.name();
        }
        return reach.accepted.stream().noneMatch(reach.reachable::contains) ? "NO_ADDRESS" : "NO_PROVIDER";
    }

    private static Instant earlier(@Nullable Instant one, Instant other) {
        return one == null || other.isBefore(one) ? other : one;
    }
}
