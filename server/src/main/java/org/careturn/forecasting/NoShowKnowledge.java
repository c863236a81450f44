package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.forecasting.domain.NoShow;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.forecasting.jdbc.NoShowStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * What a node knows of who doesn't come: for each facility folded from what is stored, in its order. An appointment is learnt
 * once, by who holds the facility's forecast, when its day is over: nothing is known of a day before it ends.
 */
@Component
public class NoShowKnowledge {
    private static final Duration LOOK = Duration.ofMinutes(15);
    /** So late an appointment may still be settled. */
    private static final int DAYS = 7;

    private final NoShowStore store;
    private final ForecastStore forecasts;
    private final SentReminders reminders;
    private final Facilities facilities;
    private final Map<UUID, Fold> folds = new ConcurrentHashMap<>();

    NoShowKnowledge(NoShowStore store, ForecastStore forecasts, SentReminders reminders, Facilities facilities) {
        this.store = store;
        this.forecasts = forecasts;
        this.reminders = reminders;
        this.facilities = facilities;
    }

    /** What is forecast of an appointment. */
    record Risk(
            double probability, Map<NoShow.Factor, Double> effects, NoShow.Appointment appointment, boolean early) {}

    private static final class Fold {
        final int generation;
        final NoShow model = new NoShow();
        final ReentrantLock lock = new ReentrantLock();
        volatile long last;

        Fold(int generation) {
            this.generation = generation;
        }

        void take(List<NoShowStore.Case> cases) {
            for (NoShowStore.Case one : cases) {
                if (one.learnt() > last) {
                    model.learn(one.appointment(), one.missed());
                    last = one.learnt();
                }
            }
        }

        Risk of(NoShow.Appointment appointment) {
            return new Risk(model.probability(appointment), model.effects(appointment), appointment, model.isEarly());
        }
    }

    /** Stores what the days that are over teach; by who holds the facility's forecast, as the last thing that he does. */
    void learn(Facility facility, @Nullable Instant looked, Instant now) {
        if (looked != null && !looked.isAfter(now) && looked.plus(LOOK).isAfter(now)) {
            return;
        }
        LocalDate today = facility.serviceDay(now);
        LocalDate first = today.minusDays(facilities.policy(facility.id()).forecastRetentionDays());
        if (looked != null) {
            LocalDate since =
                    facility.serviceDay(looked.isBefore(now) ? looked : now).minusDays(DAYS);
            first = since.isAfter(first) ? since : first;
        }
        List<NoShowStore.Known> ended = store.ended(facility, first, today);
        if (!ended.isEmpty()) {
            store.learn(facility.id(), withReminders(ended));
        }
        store.looked(facility.id(), now);
    }

    /** The probability that the patient comes, of each of these. */
    public Map<UUID, Double> shows(Facility facility, Collection<UUID> appointmentIds) {
        Map<UUID, Double> shows = new HashMap<>();
        risks(facility, appointmentIds).forEach((id, risk) -> shows.put(id, 1 - risk.probability()));
        return shows;
    }

    Map<UUID, Risk> risks(Facility facility, Collection<UUID> appointmentIds) {
        if (appointmentIds.isEmpty()) {
            return Map.of();
        }
        List<NoShowStore.Known> all = withReminders(store.now(facility, appointmentIds));
        Fold fold = upToDate(facility);
        Map<UUID, Risk> risks = new HashMap<>();
        fold.lock.lock();
        try {
            all.forEach(one -> risks.put(one.id(), fold.of(one.appointment())));
        } finally {
            fold.lock.unlock();
        }
        return risks;
    }

    /** Of all of a facility's appointments, the part to which the patient comes. */
    double usualShow(Facility facility) {
        Fold fold = upToDate(facility);
        fold.lock.lock();
        try {
            return 1 - fold.model.rate();
        } finally {
            fold.lock.unlock();
        }
    }

    /** Reads without the lock, so that nobody waits for a connection while he holds it. */
    private Fold upToDate(Facility facility) {
        int generation = forecasts.generation(facility.id());
        Fold fold = folds.compute(
                facility.id(), (id, old) -> old == null || old.generation != generation ? new Fold(generation) : old);
        List<NoShowStore.Case> fresh = store.cases(facility, fold.last);
        fold.lock.lock();
        try {
            fold.take(fresh);
        } finally {
            fold.lock.unlock();
        }
        return fold;
    }

    private List<NoShowStore.Known> withReminders(List<NoShowStore.Known> all) {
        Set<UUID> sent = reminders.among(all.stream().map(NoShowStore.Known::id).toList());
        return NoShowStore.reminded(all, sent);
    }
}
