package org.careturn.forecasting;

import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.forecasting.domain.NoShow;
import org.careturn.forecasting.jdbc.AppointmentForecastStore;
import org.careturn.queueing.TurnForecast;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.AppointmentForecasts;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.NoShowRisk;
import org.careturn.scheduling.NoShowRisk.Reason;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What all nodes serve of appointments: starts as they are stored, and risks by what is learnt. */
@Component
class StoredAppointmentForecasts implements AppointmentForecasts {
    /** Of the logit: below it, it isn't worth a word. */
    private static final double WORTH = .15;

    private static final int MOST = 3;

    private final AppointmentForecastStore store;
    private final NoShowKnowledge noShows;
    private final Facilities facilities;
    private final Clock clock;

    StoredAppointmentForecasts(
            AppointmentForecastStore store, NoShowKnowledge noShows, Facilities facilities, Clock clock) {
        this.store = store;
        this.noShows = noShows;
        this.facilities = facilities;
        this.clock = clock;
    }

    @Override
    public Map<UUID, NoShowRisk> noShowRisks(Collection<Appointment> appointments) {
        if (appointments.isEmpty()) {
            return Map.of();
        }
        Facility facility = facilities.facility(appointments.iterator().next().facilityId());
        LocalDate today = facility.serviceDay(clock.instant());
        List<UUID> open = appointments.stream()
                .filter(one -> one.status() == AppointmentStatus.BOOKED
                        && one.facilityId().equals(facility.id())
                        && !one.day().isBefore(today))
                .map(Appointment::id)
                .toList();
        Map<UUID, NoShowRisk> risks = new HashMap<>();
        noShows.risks(facility, open).forEach((id, risk) -> risks.put(id, told(risk)));
        return risks;
    }

    @Override
    public Map<UUID, TurnForecast> starts(Collection<Appointment> appointments) {
        return store.of(appointments.stream()
                .filter(one -> one.status() == AppointmentStatus.BOOKED)
                .map(Appointment::id)
                .toList());
    }

    private static NoShowRisk told(NoShowKnowledge.Risk risk) {
        NoShow.Appointment of = risk.appointment();
        return new NoShowRisk(
                NoShow.level(risk.probability()),
                reasons(risk),
                risk.early(),
                (int) Math.max(0, of.leadDays()),
                of.earlierShown(),
                of.earlierMissed());
    }

    private static List<Reason> reasons(NoShowKnowledge.Risk risk) {
        List<Reason> reasons = new ArrayList<>();
        risk.effects().entrySet().stream()
                .filter(effect -> Math.abs(effect.getValue()) >= WORTH)
                .sorted(Comparator.comparingDouble(effect -> -Math.abs(effect.getValue())))
                .forEach(effect -> {
                    Reason reason = reason(effect.getKey(), effect.getValue() > 0, risk.appointment());
                    if (reason != null && reasons.size() < MOST) {
                        reasons.add(reason);
                    }
                });
        return reasons;
    }

    /** Null where there is nothing to be said that a reader would believe. */
    private static @Nullable Reason reason(NoShow.Factor factor, boolean more, NoShow.Appointment of) {
        return switch (factor) {
            case LEAD_TIME -> more ? Reason.BOOKED_LONG_BEFORE : Reason.BOOKED_SHORTLY_BEFORE;
            case AGE -> of.age() < 0 ? null : more ? Reason.AGE_MISSES_MORE : Reason.AGE_MISSES_LESS;
            case REMINDER -> {
                Reason fact = of.reminded() ? Reason.REMINDED : Reason.NOT_REMINDED;
                yield more == of.reminded() ? null : fact;
            }
            case HISTORY -> history(more, of);
            case BOOKED_HOUR -> more ? Reason.BOOKING_HOUR_MISSES_MORE : Reason.BOOKING_HOUR_MISSES_LESS;
            case WEEKDAY -> more ? Reason.WEEKDAY_MISSES_MORE : Reason.WEEKDAY_MISSES_LESS;
        };
    }

    private static @Nullable Reason history(boolean more, NoShow.Appointment of) {
        if (of.earlierShown() + of.earlierMissed() == 0) {
            return Reason.FIRST_APPOINTMENT;
        }
        if (more) {
            return of.earlierMissed() > 0 ? Reason.MISSED_BEFORE : null;
        }
        return of.earlierShown() > 0 ? Reason.CAME_BEFORE : null;
    }
}
