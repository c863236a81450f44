package org.careturn.forecasting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.forecasting.domain.Notice;
import org.careturn.forecasting.jdbc.AppointmentForecastStore;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.forecasting.jdbc.LineStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Works out the forecasts of one facility and stores them, in one transaction, which only one node has at a time. It locks
 * nothing that a call needs.
 */
@Component
class ForecastRun {
    private static final Duration OLD = Duration.ofMinutes(1);

    private final ForecastStore store;
    private final LineStore lines;
    private final Learning learning;
    private final NoShowKnowledge noShows;
    private final Telling telling;
    private final AppointmentForecastStore appointments;
    private final Facilities facilities;
    private final Clock clock;

    ForecastRun(
            ForecastStore store,
            LineStore lines,
            Learning learning,
            NoShowKnowledge noShows,
            Telling telling,
            AppointmentForecastStore appointments,
            Facilities facilities,
            Clock clock) {
        this.store = store;
        this.lines = lines;
        this.learning = learning;
        this.noShows = noShows;
        this.telling = telling;
        this.appointments = appointments;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** What became of it. */
    sealed interface Result {
        /** Another node works at it. */
        record Taken() implements Result {}

        /** Nothing has changed, and it isn't old. */
        record Current() implements Result {}

        record Done(List<Due> due) implements Result {}
    }

    /** Somebody is to be told something. */
    record Due(
            UUID facilityId,
            Told told,
            Notice.Due what,
            Instant at,
            @Nullable Instant noticedAt,
            int noticedDesks) {}

    /**
     * Works them out where that is due.
     *
     * @param backlog facilities that want a forecast too
     */
    @Transactional
    public Result compute(UUID facilityId, int backlog) {
        Optional<ForecastStore.Claim> claimed = store.claim(facilityId);
        if (claimed.isEmpty()) {
            return new Result.Taken();
        }
        ForecastStore.Claim claim = claimed.get();
        Instant now = clock.instant();
        long version = store.version(facilityId);
        Instant last = claim.computedAt();
        if (claim.version() == version
                && last != null
                && !last.isAfter(now)
                && last.plus(OLD).isAfter(now)) {
            return new Result.Current();
        }
        Facility facility = facilities.facility(facilityId);
        List<QueueSettings> queues = facilities.queues(facilityId);
        learning.learn(facility, queues, claim.generation(), claim.version(), version);
        Map<UUID, QueueKnowledge> known = learning.knowledge(facility, queues, claim.generation(), now);
        FacilityNow state = lines.read(facility, now);
        Map<UUID, Double> shows = noShows.shows(
                facility,
                state.booked().stream().map(FacilityNow.Booked::appointmentId).toList());
        Telling.Day day = telling.of(facility, queues, new Telling.Known(state, known, shows), now, backlog);
        List<UUID> ids = day.told().stream().map(Told::entryId).toList();
        Map<UUID, ForecastStore.Before> before = store.before(ids);
        store.tell(facilityId, day.told(), before, now);
        appointments.tell(facilityId, day.booked(), now);
        for (QueueSettings queue : queues) {
            store.computedQueue(facilityId, queue.id(), version, day.desks().getOrDefault(queue.id(), 0), now);
        }
        noShows.learn(facility, claim.noShowsAt(), now);
        store.computed(facilityId, version, now);
        return new Result.Done(due(facilityId, day.told(), before, now));
    }

    @Transactional
    public void forget(UUID facilityId) {
        learning.forget(facilityId);
        store.rebuild(facilityId);
    }

    private List<Due> due(UUID facilityId, List<Told> all, Map<UUID, ForecastStore.Before> before, Instant now) {
        List<Due> due = new ArrayList<>();
        for (Told told : all) {
            if (told.rank() == 0) {
                continue;
            }
            ForecastStore.Before old = before.get(told.entryId());
            Notice.Due what = what(told, old, now);
            if (what != Notice.Due.NOTHING) {
                due.add(new Due(
                        facilityId,
                        told,
                        what,
                        now,
                        old == null ? null : old.noticedAt(),
                        old == null ? 0 : old.desks()));
            }
        }
        return due;
    }

    private Notice.Due what(Told told, ForecastStore.@Nullable Before old, Instant now) {
        Notice.Said said = old == null ? Notice.Said.NOTHING : old.said();
        int lead = facilities.queue(told.queueId()).noticeLeadMinutes();
        Told.Near near = told.near();
        if (near != null) {
            return Notice.due(said, told.rank(), near.p35(), near.p50(), lead);
        }
        Instant since = old == null ? null : old.nobodySince();
        if (since == null || !told.isNobodyAtWork()) {
            return Notice.Due.NOTHING;
        }
        Instant notBefore = told.forecast().notBefore();
        return Notice.dueWithoutRange(
                said,
                notBefore == null ? Double.POSITIVE_INFINITY : minutes(now, notBefore),
                minutes(since, now),
                lead);
    }

    private static double minutes(Instant from, Instant until) {
        return Duration.between(from, until).toSeconds() / 60.0;
    }
}
