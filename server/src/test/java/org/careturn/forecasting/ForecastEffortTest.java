package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Ids;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Place;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.TurnForecast.Kind;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** NFR-FCST-06: what is out of the ordinary; and how many changes one forecast takes account of. */
class ForecastEffortTest extends ForecastFixture {
    @Autowired
    Telling telling;

    @Autowired
    Facilities facilities;

    @Test
    void fiveThousandWhoWaitForOneDoctorAreToldARange() {
        List<FacilityNow.Person> people = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            Instant since = MORNING.minusSeconds(5_000 - i);
            people.add(new FacilityNow.Person(
                    Ids.next(),
                    service.queueId(),
                    Ids.next(),
                    EntryState.WAITING,
                    new Place(Urgency.ofLevel(1 + i % 5), since, i),
                    null,
                    0,
                    since));
        }
        FacilityNow.Desk desk = new FacilityNow.Desk(
                Ids.next(), Ids.next(), "Dr Ó Briain", List.of(service.queueId()), false, 1, null, null);
        List<QueueSettings> queues = facilities.queues(facility.id());
        Map<UUID, QueueKnowledge> known = Map.of(service.queueId(), new QueueKnowledge(15, 0));
        FacilityNow now = new FacilityNow(people, List.of(desk), List.of(), List.of(), List.of(), List.of(), List.of());
        List<Told> told = telling.of(facility, queues, new Telling.Known(now, known, Map.of()), MORNING, 0)
                .told();
        assertThat(told).hasSize(5_000).allSatisfy(one -> {
            assertThat(one.forecast().kind()).isEqualTo(Kind.RANGE);
            TurnForecast.Range range = range(one.forecast());
            assertThat(range.p10()).isBetween(MORNING, range.p50());
            assertThat(range.p90()).isAfterOrEqualTo(range.p50()).isBefore(MORNING.plus(Duration.ofDays(366)));
        });
    }

    @Test
    void theSameStateIsToldTheSame() {
        desk();
        arrive(Urgency.URGENT);
        arrive(Urgency.NON_URGENT);
        Entry entry = arrive(Urgency.URGENT);
        TurnForecast first = told(entry);
        assertThat(first.kind()).isEqualTo(Kind.RANGE);
        forecaster.rebuild(facility.id());
        assertThat(told(entry)).isEqualTo(first);
    }

    @Test
    void aClockThatJumpsAheadDoesNoHarm() {
        Desk desk = desk();
        serve(desk, Duration.ofMinutes(10));
        Entry entry = arrive(Urgency.URGENT);
        Instant before = range(told(entry)).p50();
        later(Duration.ofHours(3));
        TurnForecast after = told(entry);
        assertThat(after.kind()).isEqualTo(Kind.RANGE);
        assertThat(range(after).p10()).isAfterOrEqualTo(clock.instant());
        assertThat(range(after).p50()).isAfter(before);
        later(Duration.ofDays(40));
        assertThat(told(entry).asOf()).isEqualTo(clock.instant());
    }

    @Test
    void aBurstOfChangesIsGathered() throws InterruptedException {
        Entry first = arrive(Urgency.URGENT);
        told(first);
        long before = serial();
        long begin = System.nanoTime();
        Entry last = first;
        for (int i = 0; i < 60; i++) {
            last = arrive(Urgency.URGENT);
        }
        while (hospital.count("forecast", "entry_id = ?", last.id()) == 0) {
            Thread.sleep(20);
        }
        double quarters = (System.nanoTime() - begin) / 250e6;
        assertThat(serial() - before)
                .as("at most one each quarter of a second, for 60 changes")
                .isBetween(1L, (long) quarters + 1)
                .isLessThan(40);
    }

    private void serve(Desk desk, Duration lasting) {
        arrive(Urgency.URGENT);
        var called = calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
        calls.start(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        later(lasting);
        calls.serve(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
    }

    private long serial() {
        Long serial = jdbc.queryForObject(
                "select serial from forecast_queue where queue_id = ?", Long.class, service.queueId());
        return serial == null ? 0 : serial;
    }
}
