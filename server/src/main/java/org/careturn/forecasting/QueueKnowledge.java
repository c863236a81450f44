package org.careturn.forecasting;

import java.time.LocalDate;
import java.util.UUID;
import org.careturn.forecasting.domain.ArrivalRates;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.ServiceTimes;
import org.careturn.forecasting.jdbc.KnowledgeStore;
import org.jspecify.annotations.Nullable;

/** What a node knows of a queue: folded from what is stored, in its order, so that each node knows the same. */
final class QueueKnowledge {
    private static final double USUAL_TURN_ROUND = 60;
    /** Services before a forecast is more than an early one. */
    private static final int ENOUGH = 20;

    final int durationMinutes;
    final ServiceTimes<UUID> services;
    final ServiceTimes<UUID> turnRounds = new ServiceTimes<>(USUAL_TURN_ROUND);
    final SelfCorrection correction = new SelfCorrection();
    private final int generation;
    private ArrivalRates rates = new ArrivalRates();
    private @Nullable LocalDate ratesOf;
    private long lastTime;
    private long lastCase;
    private int servicesKnown;

    QueueKnowledge(int durationMinutes, int generation) {
        this.durationMinutes = durationMinutes;
        this.generation = generation;
        services = new ServiceTimes<>(60.0 * durationMinutes);
    }

    boolean isOf(int minutes, int wanted) {
        return durationMinutes == minutes && generation == wanted;
    }

    boolean isEarly() {
        return servicesKnown < ENOUGH;
    }

    ArrivalRates rates() {
        return rates;
    }

    boolean knowsDaysBefore(LocalDate today) {
        return today.equals(ratesOf);
    }

    /** Takes in what was stored since. */
    void follow(KnowledgeStore store, UUID queueId) {
        for (KnowledgeStore.Time time : store.times(queueId, lastTime)) {
            (time.service() ? services : turnRounds).observe(time.accountId(), time.seconds());
            servicesKnown += time.service() ? 1 : 0;
            lastTime = time.id();
        }
        for (KnowledgeStore.Case known : store.cases(queueId, lastCase)) {
            correction.learn(known.forecast(), known.waited());
            lastCase = known.learnt();
        }
    }

    void followDays(KnowledgeStore store, UUID queueId, LocalDate today) {
        ArrivalRates fresh = new ArrivalRates();
        for (KnowledgeStore.ArrivalDay day : store.days(queueId, today)) {
            int[][] counts = new int[24][5];
            for (int i = 0; i < day.arrivals().size(); i++) {
                counts[i / 5][i % 5] = day.arrivals().get(i);
            }
            fresh.observeDay(day.day().getDayOfWeek().getValue(), counts);
        }
        rates = fresh;
        ratesOf = today;
    }
}
