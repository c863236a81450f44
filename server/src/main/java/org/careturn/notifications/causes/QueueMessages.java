package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Room;
import org.careturn.forecasting.Delayed;
import org.careturn.forecasting.NoticeDue;
import org.careturn.notifications.Feedback;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Notifications;
import org.careturn.platform.Actor;
import org.careturn.queueing.Call;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryChanged;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.Visit;
import org.careturn.queueing.VisitEnded;
import org.careturn.queueing.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** What a patient is told while in the queue. A call is named by its id, so that a second one is told, too. */
@Component
class QueueMessages {
    private static final Duration CHECKED_IN_USE = Duration.ofMinutes(30);
    private static final Duration CALL_USE = Duration.ofMinutes(5);
    private static final Duration CORRECTION_USE = Duration.ofMinutes(15);
    private static final Duration MISSED_USE = Duration.ofHours(1);
    private static final Duration FINISHED_AFTER = Duration.ofMinutes(10);
    private static final Duration FINISHED_USE = Duration.ofDays(1);
    private static final Duration SHORTEST_USE = Duration.ofMinutes(1);
    private static final Duration UNTIMED_USE = Duration.ofMinutes(30);

    private final Notifications notifications;
    private final Calls calls;
    private final Visits visits;
    private final Facilities facilities;
    private final Feedback feedback;
    private final Clock clock;

    QueueMessages(
            Notifications notifications,
            Calls calls,
            Visits visits,
            Facilities facilities,
            Feedback feedback,
            Clock clock) {
        this.feedback = feedback;
        this.notifications = notifications;
        this.calls = calls;
        this.visits = visits;
        this.facilities = facilities;
        this.clock = clock;
    }

    @EventListener
    void changed(EntryChanged change) {
        Entry after = change.after();
        switch (change.action()) {
            case ENTER -> stage(about(after, NotificationKind.CHECKED_IN, after.visitId()), CHECKED_IN_USE);
            case CALL -> called(after, NotificationKind.TURN_NOW, callOf(after));
            case RECALL -> called(after, NotificationKind.RECALL, callOf(after), after.version());
            case MISS -> missed(after);
            case UNDO -> undone(change);
            default -> {
                // nothing that the patient must know at once
            }
        }
    }

    @EventListener
    void ended(VisitEnded end) {
        if (end.seen()) {
            Visit visit = end.visit();
            feedback.open(visit, end.at());
            notifications.stage(new Cause(NotificationKind.VISIT_FINISHED, visit.id())
                    .of(visit.facilityId(), visit.patientId())
                    .visit(visit.id(), null)
                    .between(end.at().plus(FINISHED_AFTER), end.at().plus(FINISHED_USE)));
        }
    }

    @EventListener
    void near(NoticeDue notice) {
        stage(
                forecast(NotificationKind.TURN_SOON, notice.visitId(), notice.entryId(), notice.p10(), notice.p90()),
                notice.p90());
    }

    @EventListener
    void delayed(Delayed delay) {
        TurnForecast.Range start = delay.start();
        Instant from = start == null ? delay.notBefore() : start.p10();
        Cause cause = forecast(
                        NotificationKind.DELAYED,
                        delay.visitId(),
                        delay.entryId(),
                        from,
                        start == null ? null : start.p90())
                .with("reason", delay.reason())
                .with("known", start != null ? "RANGE" : from != null ? "NOT_BEFORE" : "NOTHING");
        stage(cause, start == null ? from : start.p90());
    }

    private Cause forecast(
            NotificationKind kind, UUID visitId, UUID entryId, @Nullable Instant from, @Nullable Instant until) {
        Visit visit = visits.get(Actor.SYSTEM, visitId).visit();
        return new Cause(kind, entryId)
                .of(visit.facilityId(), visit.patientId())
                .visit(visit.id(), entryId)
                .with("number", visit.ticketNumber())
                .with("from", from)
                .with("until", until);
    }

    private void stage(Cause cause, @Nullable Instant until) {
        Instant now = clock.instant();
        Instant shortest = now.plus(SHORTEST_USE);
        Instant end = until == null ? now.plus(UNTIMED_USE) : until;
        notifications.stage(cause.between(now, end.isBefore(shortest) ? shortest : end));
    }

    private void called(Entry entry, NotificationKind kind, Object... fact) {
        stage(about(entry, kind, fact).with("room", room(entry)), CALL_USE);
    }

    /** Waits on, passed over for some calls, or is out and may rejoin. */
    private void missed(Entry entry) {
        boolean waits = entry.state() == EntryState.WAITING;
        stage(
                about(entry, NotificationKind.MISSED_TURN, entry.id(), entry.version())
                        .with("outcome", waits ? "WAITS" : "OUT")
                        .with("calls", waits ? facilities.queue(entry.queueId()).missedCallReturnAfter() : null),
                MISSED_USE);
    }

    /** Who was called and isn't any more is told so; who is called again after all, where to go. */
    private void undone(EntryChanged change) {
        Entry before = change.before();
        Entry after = change.after();
        if (before == null) {
            return;
        }
        if (before.state() == EntryState.CALLED && !after.state().isAtDesk()) {
            stage(about(after, NotificationKind.CORRECTION, after.id(), after.version()), CORRECTION_USE);
        } else if (after.state() == EntryState.CALLED && !before.state().isAtDesk()) {
            called(after, NotificationKind.TURN_NOW, callOf(after), after.version());
        }
    }

    private static UUID callOf(Entry called) {
        return Objects.requireNonNull(called.callId());
    }

    private static Cause about(Entry entry, NotificationKind kind, Object... fact) {
        return new Cause(kind, fact)
                .of(entry.facilityId(), entry.patientId())
                .visit(entry.visitId(), entry.id())
                .with("number", entry.ticketNumber())
                .with("call", entry.callId());
    }

    private void stage(Cause cause, Duration use) {
        Instant now = clock.instant();
        notifications.stage(cause.between(now, now.plus(use)));
    }

    private @Nullable String room(Entry entry) {
        UUID callId = entry.callId();
        return callId == null
                ? null
                : calls.find(callId)
                        .map(Call::roomId)
                        .flatMap(facilities::findRoom)
                        .map(Room::name)
                        .orElse(null);
    }
}
