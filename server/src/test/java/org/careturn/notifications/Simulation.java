package org.careturn.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.jspecify.annotations.Nullable;

/** Providers that fail in every way, in a time that a test drives. */
final class Simulation extends Clock {
    static final Instant START = Instant.parse("2026-03-02T09:00:00Z");

    private volatile Instant now = START;
    private final SplittableRandom random;
    final Map<UUID, List<Accepted>> accepted = new ConcurrentHashMap<>();
    final List<String> wrong = new ArrayList<>();
    private final PriorityQueue<Callback> callbacks = new PriorityQueue<>(java.util.Comparator.comparing(Callback::at));
    private volatile boolean down;
    private volatile boolean listDown;
    volatile boolean unplugged;
    /** What was answered of each message. */
    final Map<UUID, java.util.Set<Attempt.State>> said = new ConcurrentHashMap<>();

    Simulation(long seed) {
        this.random = new SplittableRandom(seed);
    }

    record Accepted(UUID attemptId, Channel channel, String sid, Instant at, String phone, String text) {}

    record Callback(Instant at, UUID attemptId, Answer answer) {}

    /** A worker's death: an error, which nothing catches. */
    static final class Death extends Error {
        Death() {
            super("killed", null, false, false);
        }
    }

    void down(boolean isDown) {
        down = isDown;
        listDown = isDown;
    }

    /** The server has lost its network. */
    void unplugged(boolean isUnplugged) {
        unplugged = isUnplugged;
        down(isUnplugged);
    }

    synchronized boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    private synchronized int upTo(int bound) {
        return random.nextInt(bound);
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    synchronized List<Callback> dueCallbacks() {
        List<Callback> due = new ArrayList<>();
        while (!callbacks.isEmpty() && !callbacks.peek().at.isAfter(now)) {
            due.add(callbacks.poll());
        }
        return due;
    }

    synchronized boolean hasCallbacks() {
        return !callbacks.isEmpty();
    }

    private Answer call(Provider.Outgoing outgoing, Channel channel) {
        if (!now.isBefore(outgoing.notification().usefulUntil())) {
            synchronized (this) {
                wrong.add("sent late: " + outgoing.notification());
            }
        }
        Answer answer = down ? whileDown(channel) : answer(outgoing, channel);
        heard(outgoing.notification(), answer.state());
        return answer;
    }

    void heard(Notification of, Attempt.State state) {
        said.computeIfAbsent(of.id(), n -> ConcurrentHashMap.newKeySet()).add(state);
    }

    private Answer whileDown(Channel channel) {
        return channel == Channel.PUSH || unplugged || chance(0.5)
                ? Answer.refused("NOT_CONNECTED", null)
                : Answer.unknown("503");
    }

    private Answer answer(Provider.Outgoing outgoing, Channel channel) {
        return switch (upTo(20)) {
            case 0 -> Answer.refused("429", Duration.ofSeconds(1 + upTo(60)));
            case 1 -> Answer.unknown("500"); // before it was accepted
            case 2 -> {
                accept(outgoing, channel, now);
                yield Answer.unknown("502");
            }
            case 3 -> {
                accept(outgoing, channel, now);
                yield Answer.unknown("NO_ANSWER");
            }
            case 4 -> {
                accept(outgoing, channel, now.plusSeconds(upTo(40))); // hangs, and takes it later
                yield Answer.unknown("NO_ANSWER");
            }
            case 5 -> Answer.unknown("NO_ANSWER"); // lost on the way
            case 6 -> Answer.failed("INVALID");
            default -> Answer.accepted(accept(outgoing, channel, now), "queued");
        };
    }

    private synchronized String accept(Provider.Outgoing outgoing, Channel channel, Instant at) {
        String sid = "SM" + UUID.randomUUID();
        Accepted one = new Accepted(
                outgoing.attemptId(),
                channel,
                sid,
                at,
                String.valueOf(outgoing.phone()),
                outgoing.message().text());
        List<Accepted> all = accepted.computeIfAbsent(outgoing.notification().id(), n -> new ArrayList<>());
        if (all.stream().anyMatch(other -> other.channel == channel)) {
            wrong.add("twice on " + channel + ": " + outgoing.notification());
        }
        all.add(one);
        bySid.put(sid, one);
        byPhone.computeIfAbsent(one.phone, p -> new ArrayList<>()).add(one);
        Attempt.State[] told = channel == Channel.PUSH
                ? new Attempt.State[] {Attempt.State.DELIVERED}
                : new Attempt.State[] {Attempt.State.SENT, Attempt.State.DELIVERED};
        for (Attempt.State state : told) {
            int times = random.nextInt(3); // lost, once, twice
            for (int i = 0; i < times; i++) {
                callbacks.add(new Callback(
                        at.plusSeconds(random.nextInt(300)),
                        one.attemptId,
                        new Answer(state, sid, state.name(), null, null, null, null)));
            }
        }
        return sid;
    }

    private final Map<String, List<Accepted>> byPhone = new ConcurrentHashMap<>();
    private final Map<String, Accepted> bySid = new ConcurrentHashMap<>();

    Provider provider(Channel channel) {
        return new Provider() {
            @Override
            public Channel channel() {
                return channel;
            }

            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public Answer send(Outgoing outgoing) {
                return call(outgoing, channel);
            }

            @Override
            public Found find(Sought sought) {
                if (channel == Channel.PUSH || listDown || chance(0.1)) {
                    return new Found(false, null);
                }
                synchronized (Simulation.this) {
                    if (sought.providerId() != null) {
                        return new Found(true, byName(sought.providerId()));
                    }
                    @Nullable
                    Answer found = byPhone.getOrDefault(String.valueOf(sought.phone()), List.of()).stream()
                            .filter(one -> one.channel == channel
                                    && one.text.equals(sought.text())
                                    && !one.at.isAfter(now)
                                    && one.at.isBefore(sought.startedAt().plusSeconds(120))
                                    && one.at.isAfter(sought.startedAt().minusSeconds(120))
                                    && !sought.known().test(one.sid))
                            .findFirst()
                            .map(one -> Answer.accepted(one.sid, "sent"))
                            .orElse(null);
                    return new Found(true, found);
                }
            }
        };
    }

    private @Nullable Answer byName(String sid) {
        Accepted one = bySid.get(sid);
        if (one == null) {
            return null;
        }
        Attempt.State state = one.at.isBefore(now.minusSeconds(60)) ? Attempt.State.DELIVERED : Attempt.State.SENT;
        return new Answer(state, sid, "looked up", null, null, null, null);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }
}
