package org.careturn.forecasting.whatif;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.QueueSettings;
import org.careturn.forecasting.domain.DurationLaw;
import org.careturn.forecasting.domain.LineState;
import org.careturn.queueing.domain.OrderRule;

/** A day with what somebody would change of it. */
final class ChangedDay {
    private static final double MINUTE = 60;
    private static final int HOURS = 25;

    private ChangedDay() {}

    static Day of(Day day, WhatIfRequest request, Facility facility, List<QueueSettings> queues) {
        List<WhatIfRequest.Desks> given = request.desks();
        OrderPolicy policy = request.policy();
        return new Day(
                policy == null
                        ? day.rules()
                        : day.rules().stream()
                                .map(rule -> new OrderRule(policy, rule.promotionFactor(), rule.targets()))
                                .toList(),
                given == null
                        ? day.people()
                        : day.people().stream().map(ChangedDay::ofAnybody).toList(),
                given == null ? day.desks() : desks(given, request.day(), facility, queues),
                day.services().stream()
                        .map(service -> service(service, request))
                        .toList(),
                demand(request, facility));
    }

    /** Desks that were given have no names: whoever waited for one doctor waits for any. */
    private static Day.Person ofAnybody(Day.Person p) {
        return new Day.Person(
                p.queue(), p.urgency(), p.arrives(), p.since(), p.waitsFrom(), LineState.ANYBODY, p.shows());
    }

    private static LineState.Service service(LineState.Service service, WhatIfRequest request) {
        Integer mean = request.meanMinutes();
        Integer percent = request.durationPercent();
        DurationLaw times = service.times();
        double factor =
                mean != null ? MINUTE * mean / Math.max(1, times.mean()) : percent != null ? percent / 100.0 : 1;
        return new LineState.Service(
                factor == 1 ? times : times.times(factor),
                service.factors(),
                service.turnRound(),
                service.leaving(),
                service.arrivals());
    }

    private static List<LineState.Desk> desks(
            List<WhatIfRequest.Desks> given, LocalDate day, Facility facility, List<QueueSettings> queues) {
        List<LineState.Desk> desks = new ArrayList<>();
        for (WhatIfRequest.Desks some : given) {
            List<UUID> named = some.queueIds();
            long mask = 0;
            for (int q = 0; q < queues.size(); q++) {
                mask |= named == null || named.contains(queues.get(q).id()) ? 1L << q : 0;
            }
            double from = at(day, some.opens(), facility);
            double to = at(day, some.closes(), facility);
            if (to <= from) {
                to = Duration.between(facility.startOf(day), facility.startOf(day.plusDays(1)))
                        .toSeconds();
            }
            for (int i = 0; i < some.count(); i++) {
                // beyond all doctors who are known: as fast as usual
                desks.add(new LineState.Desk(
                        Integer.MAX_VALUE, mask, from, to, new LineState.Activity.Ready(), List.of()));
            }
        }
        return desks;
    }

    /** Times before the service day's start are of the next date. */
    private static double at(LocalDate day, LocalTime time, Facility facility) {
        LocalDate date = time.isBefore(facility.serviceDayStart()) ? day.plusDays(1) : day;
        Instant instant = date.atTime(time).atZone(facility.timeZone()).toInstant();
        return Duration.between(facility.startOf(day), instant).toSeconds();
    }

    private static List<Double> demand(WhatIfRequest request, Facility facility) {
        Integer all = request.demandPercent();
        List<WhatIfRequest.HourDemand> byHour = request.demandByHour();
        Instant begin = facility.startOf(request.day());
        List<Double> factors = new ArrayList<>();
        for (int i = 0; i < HOURS; i++) {
            int hour =
                    begin.plus(Duration.ofHours(i)).atZone(facility.timeZone()).getHour();
            double factor = all == null ? 1 : all / 100.0;
            if (byHour != null) {
                for (WhatIfRequest.HourDemand one : byHour) {
                    factor = one.hour() == hour ? one.percent() / 100.0 : factor;
                }
            }
            factors.add(factor);
        }
        return factors;
    }
}
