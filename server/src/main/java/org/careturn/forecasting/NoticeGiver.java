package org.careturn.forecasting;

import java.time.Instant;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.Notice;
import org.careturn.forecasting.jdbc.ForecastStore;
import org.careturn.queueing.TurnForecast;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Says that somebody is to be told something, in the transaction that stores that he is. */
@Component
class NoticeGiver {
    private final ForecastStore store;
    private final ApplicationEventPublisher events;

    NoticeGiver(ForecastStore store, ApplicationEventPublisher events) {
        this.store = store;
        this.events = events;
    }

    @Transactional
    public void give(ForecastRun.Due due) {
        Told told = due.told();
        TurnForecast.Range start = told.forecast().start();
        if (due.what() == Notice.Due.NOTICE
                && start != null
                && store.notice(told.entryId(), due.at(), told.forecast().desks())) {
            events.publishEvent(new NoticeDue(
                    due.facilityId(),
                    told.queueId(),
                    told.entryId(),
                    told.visitId(),
                    due.at(),
                    start.p10(),
                    start.p50(),
                    start.p90()));
        } else if (due.what() == Notice.Due.DELAYED && store.delay(told.entryId(), due.at())) {
            events.publishEvent(new Delayed(
                    due.facilityId(),
                    told.queueId(),
                    told.entryId(),
                    told.visitId(),
                    due.at(),
                    start,
                    told.forecast().notBefore(),
                    reason(due)));
        }
    }

    private static Delayed.Reason reason(ForecastRun.Due due) {
        Instant emergency = due.told().emergencyAt();
        Instant noticed = due.noticedAt();
        boolean ahead = due.told().forecast().ahead().stream()
                .anyMatch(some -> some.urgency().level() <= Urgency.EMERGENT.level());
        if (ahead || (emergency != null && (noticed == null || !emergency.isBefore(noticed)))) {
            return Delayed.Reason.EMERGENCY_FIRST;
        }
        if (due.told().isNobodyAtWork()) {
            return Delayed.Reason.NOBODY_AT_WORK;
        }
        if (due.told().forecast().desks() < due.noticedDesks()) {
            return Delayed.Reason.FEWER_AT_WORK;
        }
        return Delayed.Reason.LONGER_SERVICES;
    }
}
