package org.careturn.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.identity.Vault;
import org.careturn.notifications.Recipients.Recipient;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.careturn.notifications.domain.NextStep;
import org.careturn.notifications.domain.NextStep.Reach;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.platform.Ids;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Does with one message what is to be done next. Holds no connection while a provider is asked. */
@Component
class Delivery {
    private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);

    /** Longer than a provider's answer may take; then another worker takes it. */
    static final Duration LEASE = Duration.ofSeconds(16);

    private static final int FAULTS = 5;

    private final NotificationStore store;
    private final MessageTexts texts;
    private final Recipients recipients;
    private final Map<Channel, Provider> providers = new EnumMap<>(Channel.class);
    private final OptOuts optOuts;
    private final Vault vault;
    private final SmsLimits limits;
    private final Clock clock;
    private final DeliveryMetrics metrics;
    private final Wake wake;
    private final Steps steps;

    /** Where tests let workers die. */
    interface Steps {
        void at(String step, Notification notification);
    }

    Delivery(
            NotificationStore store,
            MessageTexts texts,
            Recipients recipients,
            List<Provider> providers,
            OptOuts optOuts,
            Vault vault,
            SmsLimits limits,
            Clock clock,
            DeliveryMetrics metrics,
            Wake wake,
            Optional<Steps> steps) {
        this.wake = wake;
        this.store = store;
        this.texts = texts;
        this.recipients = recipients;
        providers.forEach(provider -> this.providers.put(provider.channel(), provider));
        this.optOuts = optOuts;
        this.vault = vault;
        this.limits = limits;
        this.clock = clock;
        this.metrics = metrics;
        this.steps = steps.orElse((step, notification) -> {});
    }

    void bring(Notification held) {
        try {
            steps.at("claimed", held);
            advance(held);
        } catch (RuntimeException failure) {
            // its message may hold somebody's data
            LOG.warn(
                    "Notification {} could not be prepared: {}",
                    held.id(),
                    failure.getClass().getName());
            fault(held);
        }
    }

    private void fault(Notification held) {
        Instant now = clock.instant();
        if (held.faults() + 1 >= FAULTS) {
            store.move(held, NotificationState.DEAD, "UNPREPARED", null, now);
        } else {
            store.fault(held, now.plus(NextStep.pauseAfter(held.faults(), Duration.ZERO)), now);
        }
    }

    private void advance(Notification held) {
        if (held.attempts() > 0) {
            store.lost(held.id(), clock.instant()); // whoever started them had the time of a lease for it
        }
        Recipient recipient = recipients.of(held);
        boolean capped = false;
        while (true) {
            List<Attempt> attempts = held.attempts() == 0 ? List.of() : store.attempts(held.id());
            Instant now = clock.instant();
            Reach reach = reach(held, recipient, capped);
            NextStep step = NextStep.of(held.kind(), held.notBefore(), held.usefulUntil(), attempts, reach, now);
            switch (step) {
                case NextStep.Send(Channel channel) -> {
                    if (send(held, recipient, channel, attempts, reach)) {
                        return;
                    }
                    capped = true;
                }
                case NextStep.Wait(Instant at) -> {
                    store.move(held, state(held, attempts), null, at, now);
                    return;
                }
                case NextStep.End(NotificationState state, String error) -> {
                    boolean byCap = capped && state == NotificationState.FAILED;
                    store.move(held, state, byCap ? "DAILY_CAP" : error, null, now);
                    metrics.ended(state);
                    return;
                }
                case NextStep.GiveUp(UUID attempt) -> store.answered(attempt, Answer.failed(NextStep.UNCONFIRMED), now);
                case NextStep.LookUp(UUID attempt) -> lookUp(attempt, attempts, recipient);
            }
        }
    }

    /** @param capped whether the facility sends no more SMS today */
    private Reach reach(Notification held, Recipient recipient, boolean capped) {
        Set<Channel> reachable = EnumSet.noneOf(Channel.class);
        List<Channel> accepted = recipient.channels();
        Withheld withheld = recipient.withheld();
        if (!recipient.pushTokens().isEmpty()) {
            reachable.add(Channel.PUSH);
        }
        if (recipient.phone() != null) {
            reachable.add(Channel.SMS);
            if (accepted.contains(Channel.SMS) && optOuts.isStopped(recipient.phone())) {
                accepted = accepted.stream()
                        .filter(channel -> channel != Channel.SMS)
                        .toList();
                withheld = withheld == null && accepted.isEmpty() ? Withheld.OPTED_OUT : withheld;
            }
        }
        Set<Channel> provided = EnumSet.noneOf(Channel.class);
        providers.forEach((channel, provider) -> {
            if (provider.isReady() && !(capped && channel == Channel.SMS)) {
                provided.add(channel);
            }
        });
        Instant quiet = held.kind().respectsQuietHours() ? recipient.quietUntil() : null;
        return new Reach(accepted, reachable, provided, quiet, withheld);
    }

    /** @return false where it is an SMS, and the facility has sent its share of the day */
    private boolean send(
            Notification held, Recipient recipient, Channel channel, List<Attempt> attempts, Reach reach) {
        Message message = texts.render(held, channel, recipient.language());
        byte[] hash = channel == Channel.SMS && recipient.phone() != null
                ? vault.hash("notification recipient", recipient.phone())
                : null;
        Instant now = clock.instant();
        if (hash != null) {
            boolean counted = attempts.stream().anyMatch(attempt -> attempt.channel() == Channel.SMS);
            switch (limits.ask(held, hash, counted, now)) {
                case SmsLimits.Verdict.Free() -> {}
                case SmsLimits.Verdict.Later(Instant at) -> {
                    store.move(
                            held,
                            state(held, attempts),
                            "NUMBER_LIMIT",
                            at.isBefore(held.usefulUntil()) ? at : held.usefulUntil(),
                            now);
                    return true;
                }
                case SmsLimits.Verdict.Capped() -> {
                    return false;
                }
            }
        }
        UUID attempt = Ids.next();
        if (!store.begin(held, attempt, channel, hash, message.text(), now, LEASE)) {
            return true;
        }
        steps.at("begun", held);
        Provider provider = Objects.requireNonNull(providers.get(channel));
        Answer answer =
                provider.send(new Provider.Outgoing(attempt, held, recipient.phone(), recipient.pushTokens(), message));
        steps.at("called", held);
        metrics.answered(channel, answer.state());
        if (Answer.NOT_SIGNED_IN.equals(answer.error())) {
            LOG.error("The service for {} messages doesn't let this server in: renew its credentials", channel);
            metrics.credentialsRefused(channel);
        }
        settle(held, attempt, channel, answer, reach);
        return true;
    }

    private void settle(Notification held, UUID attempt, Channel channel, Answer answer, Reach reach) {
        Instant now = clock.instant();
        store.answered(attempt, answer, now);
        steps.at("answered", held);
        List<Attempt> attempts = store.attempts(held.id());
        Instant next = switch (answer.state()) {
            case REFUSED -> {
                Instant at = now.plus(pause(held, channel, answer, attempts, reach, now));
                // at its end it is looked at once more, to become EXPIRED
                yield at.isBefore(held.usefulUntil()) || !now.isBefore(held.usefulUntil()) ? at : held.usefulUntil();
            }
            case FAILED, DELIVERED -> now;
            case UNKNOWN -> now.plus(held.kind().isCall() ? Duration.ofSeconds(5) : NextStep.LOOK_EVERY);
            case STARTED, SENT -> {
                if (held.kind().isCall()) {
                    yield now.plus(NextStep.OTHER_CHANNEL_AFTER);
                }
                boolean listed = attempts.stream().anyMatch(one -> one.channel() == Channel.SMS && one.isOpen());
                yield listed ? now.plus(NextStep.CALLED_BACK_WITHIN) : null;
            }
        };
        NotificationState state = state(held, attempts);
        store.move(held, state, null, state.isFinal() ? null : next, now);
    }

    private void lookUp(UUID attemptId, List<Attempt> attempts, Recipient recipient) {
        Attempt attempt = attempts.stream()
                .filter(one -> one.id().equals(attemptId))
                .findFirst()
                .orElseThrow();
        Provider provider = providers.get(attempt.channel());
        String name = store.providerId(attemptId).orElse(null);
        String text = name == null ? store.text(attemptId).orElse(null) : null;
        Instant asked = clock.instant();
        Provider.Found found = new Provider.Found(false, null);
        if (provider != null && (name != null || (recipient.phone() != null && text != null))) {
            found = provider.find(new Provider.Sought(
                    name, recipient.phone(), text, attempt.startedAt(), sid -> store.isKnown(sid, attemptId)));
        }
        Instant now = clock.instant();
        store.answered(attemptId, whatItIs(attempt, found, asked), now);
    }

    private static Answer whatItIs(Attempt attempt, Provider.Found found, Instant asked) {
        if (found.answer() != null) {
            return found.answer();
        }
        if (attempt.state() == Attempt.State.SENT) {
            return Answer.stillSent();
        }
        if (found.asked() && !asked.isBefore(attempt.startedAt().plus(NextStep.LISTED_WITHIN))) {
            return Answer.refused("NOT_ACCEPTED", null);
        }
        return asked.isBefore(attempt.startedAt().plus(Duration.ofHours(24)))
                ? Answer.unknown(attempt.error() == null ? "UNKNOWN" : attempt.error())
                : Answer.failed(NextStep.UNCONFIRMED);
    }

    /** What the attempts make of it, but never a step back. */
    private static NotificationState state(Notification held, List<Attempt> attempts) {
        NotificationState now = attempts.isEmpty() ? NotificationState.PENDING : NotificationState.SENDING;
        for (Attempt attempt : attempts) {
            NotificationState says = switch (attempt.state()) {
                case DELIVERED -> NotificationState.DELIVERED;
                case SENT -> NotificationState.SENT;
                case UNKNOWN -> NotificationState.UNKNOWN;
                case STARTED, REFUSED, FAILED -> NotificationState.SENDING;
            };
            now = says.compareTo(now) > 0 ? says : now;
        }
        return held.state().compareTo(now) > 0 ? held.state() : now;
    }

    /** None before the other channel is tried; the provider's own, or one that grows, before the same is tried again. */
    private static Duration pause(
            Notification held, Channel channel, Answer answer, List<Attempt> attempts, Reach reach, Instant now) {
        if (NextStep.of(held.kind(), held.notBefore(), held.usefulUntil(), attempts, reach, now)
                        instanceof NextStep.Send(Channel next)
                && next != channel
                && attempts.stream().noneMatch(attempt -> attempt.channel() == next)) {
            return Duration.ZERO;
        }
        Instant first = attempts.getFirst().startedAt();
        return answer.retryAfter() == null
                ? NextStep.pauseAfter(attempts.size() - 1, Duration.between(first, now))
                : answer.retryAfter();
    }

    /** A provider, or an app, has told what became of an attempt; true where that is news. */
    boolean told(UUID attemptId, Answer answer) {
        Instant now = clock.instant();
        Optional<UUID> notification = store.notificationOf(attemptId);
        if (notification.isEmpty() || !answeredOnce(attemptId, answer, now)) {
            return false;
        }
        switch (answer.state()) {
            case DELIVERED -> store.tell(notification.get(), NotificationState.DELIVERED, now);
            case SENT -> store.tell(notification.get(), NotificationState.SENT, now);
            default -> {
                store.lookAgain(notification.get(), now); // a worker decides what follows
                wake.now();
            }
        }
        return true;
    }

    private boolean answeredOnce(UUID attemptId, Answer answer, Instant now) {
        try {
            return store.answered(attemptId, answer, now);
        } catch (DuplicateKeyException sentAgainMeanwhile) {
            LOG.warn("Attempt {} was accepted after its provider's list did not hold it", attemptId);
            return false;
        }
    }
}
