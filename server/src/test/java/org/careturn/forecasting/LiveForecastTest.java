package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.Notice;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.TurnForecast;
import org.careturn.queueing.TurnForecast.Kind;
import org.careturn.queueing.TurnForecast.Note.Code;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;
import org.springframework.transaction.support.TransactionTemplate;

/** US-PAT-10, US-PAT-11, US-PAT-12: what people are told of their turn, on the real server with its time driven. */
@Import(LiveForecastTest.Ears.class)
class LiveForecastTest extends ForecastFixture {
    @Autowired
    NoticeGiver notices;

    @Autowired
    Tickets tickets;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    Ears.Heard heard;

    /** What a listener of notices would hear. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Ears {
        @Bean
        Heard heard() {
            return new Heard();
        }

        static class Heard {
            final List<NoticeDue> notices = new CopyOnWriteArrayList<>();
            final List<Delayed> delays = new CopyOnWriteArrayList<>();

            @EventListener
            void due(NoticeDue notice) {
                notices.add(notice);
            }

            @EventListener
            void delayed(Delayed delayed) {
                delays.add(delayed);
            }
        }
    }

    @Test
    void withNobodyOnDutyThereIsNoNumber() {
        Entry entry = arrive(Urgency.URGENT);
        TurnForecast told = told(entry);
        assertThat(told.kind()).isEqualTo(Kind.UNKNOWN);
        assertThat(told.start()).isNull();
        assertThat(told.notes()).extracting(TurnForecast.Note::code).containsExactly(Code.NOBODY_ON_DUTY);
    }

    @Test
    void aForecastAppearsIsOrderedAndMovesWithCallsAndBreaks() {
        Desk desk = desk();
        List<Entry> waiting = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            waiting.add(arrive(Urgency.URGENT));
        }
        Entry last = waiting.getLast();
        TurnForecast before = told(last);
        TurnForecast.Range range = range(before);
        assertThat(range.p10()).isBeforeOrEqualTo(range.p50());
        assertThat(range.p50()).isBeforeOrEqualTo(range.p90());
        assertThat(before.ahead()).containsExactly(new TurnForecast.Ahead(Urgency.URGENT, 3));
        assertThat(before.early()).isTrue();
        assertThat(Objects.requireNonNull(before.end()).p50()).isAfter(range.p50());

        serveNext(desk);
        TurnForecast after = told(last);
        assertThat(after.ahead()).containsExactly(new TurnForecast.Ahead(Urgency.URGENT, 2));
        assertThat(range(after).p50()).isBefore(range.p50());

        Instant back = clock.instant().plus(Duration.ofMinutes(40));
        desks.startBreak(desk.actor(), desk.id(), "Lunch", back).orElseThrow();
        TurnForecast onBreak = told(last);
        assertThat(range(onBreak).p10()).isAfter(back);
        assertThat(onBreak.notes())
                .filteredOn(note -> note.code() == Code.ON_BREAK)
                .singleElement()
                .satisfies(note -> assertThat(note.until()).isEqualTo(back));
    }

    @Test
    void aTicketTellsWhatIsStored() {
        desk();
        Entry entry = arrive(Urgency.URGENT);
        TurnForecast told = told(entry);
        assertThat(tickets.ofVisit(reception, entry.visitId())
                        .steps()
                        .getFirst()
                        .forecast())
                .isEqualTo(told);
    }

    @Test
    void aNoticeIsGivenOnceAndADelayNamesTheEmergency() {
        Desk desk = desk();
        arrive(Urgency.URGENT);
        Entry second = arrive(Urgency.URGENT);
        told(second);
        told(second);
        assertThat(heard.notices)
                .filteredOn(notice -> notice.entryId().equals(second.id()))
                .hasSize(1);
        calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
        for (int i = 0; i < 4; i++) {
            arrive(Urgency.IMMEDIATE);
        }
        told(second);
        arrive(Urgency.IMMEDIATE);
        told(second);
        assertThat(heard.delays)
                .filteredOn(delay -> delay.entryId().equals(second.id()))
                .singleElement()
                .satisfies(delay -> assertThat(delay.reason()).isEqualTo(Delayed.Reason.EMERGENCY_FIRST));
        assertThat(heard.notices)
                .filteredOn(notice -> notice.entryId().equals(second.id()))
                .hasSize(1);
    }

    @Test
    void whoWasToldATimeHearsOnceThatTheOnlyDeskIsEmpty() {
        Desk desk = desk();
        arrive(Urgency.URGENT);
        Entry second = arrive(Urgency.URGENT);
        told(second);
        assertThat(heard.notices).anyMatch(notice -> notice.entryId().equals(second.id()));
        desks.startBreak(desk.actor(), desk.id(), "Away", null).orElseThrow();
        told(second);
        assertThat(delaysOf(second)).as("a desk may be empty for a moment").isEmpty();
        for (int i = 0; i < 3; i++) {
            later(Duration.ofMinutes(3));
            told(second);
        }
        assertThat(delaysOf(second)).singleElement().satisfies(delay -> {
            assertThat(delay.reason()).isEqualTo(Delayed.Reason.NOBODY_AT_WORK);
            assertThat(delay.start()).isNull();
        });
    }

    @Test
    void aChangeOfShiftIsNothingToBeToldOf() {
        Desk desk = desk();
        arrive(Urgency.URGENT);
        Entry second = arrive(Urgency.URGENT);
        told(second);
        desks.close(desk.actor(), desk.id()).orElseThrow();
        told(second);
        later(Duration.ofMinutes(1));
        desk();
        told(second);
        later(Duration.ofMinutes(5));
        told(second);
        assertThat(delaysOf(second)).isEmpty();
    }

    private List<Delayed> delaysOf(Entry entry) {
        return heard.delays.stream()
                .filter(delay -> delay.entryId().equals(entry.id()))
                .toList();
    }

    @Test
    void twoNodesThatFindTheSameNoticeDueGiveItOnce() throws Exception {
        desk();
        arrive(Urgency.URGENT);
        Entry second = arrive(Urgency.URGENT);
        told(second);
        TurnForecast forecast = told(second);
        jdbc.update(
                "update forecast set said = 'NOTHING', noticed_at = null where entry_id = ?",
                second.id()); // as if not yet
        heard.notices.clear();
        ForecastRun.Due due = new ForecastRun.Due(
                facility.id(),
                new Told(second.id(), second.queueId(), second.visitId(), 2, forecast, null, null),
                Notice.Due.NOTICE,
                clock.instant(),
                null,
                0);
        List<Thread> nodes = List.of(
                Thread.ofVirtual().start(() -> notices.give(due)),
                Thread.ofVirtual().start(() -> notices.give(due)));
        for (Thread node : nodes) {
            node.join();
        }
        assertThat(heard.notices)
                .filteredOn(notice -> notice.entryId().equals(second.id()))
                .hasSize(1);
    }

    @Test
    void aFacilityIsWorkedAtByOneNodeAtATime() {
        desk();
        Entry entry = arrive(Urgency.URGENT);
        told(entry);
        transactions.executeWithoutResult(other -> {
            assertThat(store.claim(facility.id())).isPresent();
            assertThat(CompletableFuture.supplyAsync(() -> forecaster.now(facility.id()))
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .isInstanceOf(ForecastRun.Result.Taken.class);
        });
    }

    @Test
    void whatIsLearntOnlineIsWhatARebuildLearns() {
        Desk desk = desk();
        for (int i = 0; i < 12; i++) {
            arrive(Urgency.URGENT);
        }
        forecaster.now(facility.id());
        for (int i = 0; i < 11; i++) {
            serveNext(desk);
            forecaster.now(facility.id());
        }
        clock.drive(clock.instant().plus(Duration.ofHours(1)));
        List<@Nullable String> online = learnt();
        assertThat(online).hasSizeGreaterThan(11);
        assertThat(waits()).hasSizeGreaterThan(5);
        List<@Nullable String> waits = waits();
        forecaster.rebuild(facility.id());
        forecaster.now(facility.id());
        assertThat(learnt()).isEqualTo(online);
        assertThat(waits()).isEqualTo(waits);
    }

    @Test
    void aForgottenServedIsCapped() {
        Desk desk = desk();
        arrive(Urgency.URGENT);
        serveNext(desk);
        arrive(Urgency.URGENT);
        Calls.Called called = calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
        calls.start(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        clock.drive(clock.instant().plus(Duration.ofHours(9)));
        calls.serve(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        forecaster.now(facility.id());
        assertThat(jdbc.queryForList(
                        "select capped from service_time where queue_id = ? and kind = 'SERVICE' order by id",
                        Boolean.class,
                        service.queueId()))
                .containsExactly(false, true);
    }

    @Test
    void aCallDoesNotWaitForAForecastThatIsBlocked() {
        Desk desk = desk();
        Entry entry = arrive(Urgency.URGENT);
        forecaster.now(facility.id());
        transactions.executeWithoutResult(held -> {
            // As another node that is at work on it, and on this entry, for as long as this transaction lasts.
            assertThat(store.claim(facility.id())).isPresent();
            jdbc.update("update forecast set desks = desks where entry_id = ?", entry.id());
            Thread caller = Thread.ofVirtual()
                    .start(() -> calls.callNext(desk.actor(), desk.id(), null).orElseThrow());
            try {
                assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            assertThat(entries.get(reception, entry.id()).state()).isEqualTo(EntryState.CALLED);
        });
    }

    @Test
    void aClockThatGoesBackDoesNoHarm() {
        Desk desk = desk();
        arrive(Urgency.URGENT);
        Entry entry = arrive(Urgency.URGENT);
        Calls.Called called = calls.callNext(desk.actor(), desk.id(), null).orElseThrow();
        calls.start(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        told(entry);
        clock.drive(MORNING.minus(Duration.ofHours(3)));
        assertThat(told(entry).kind()).isEqualTo(Kind.RANGE);
        calls.serve(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
        assertThat(told(entry).kind()).isEqualTo(Kind.RANGE);
        assertThat(jdbc.queryForList(
                        "select seconds from service_time where queue_id = ? and kind = 'SERVICE'",
                        Double.class,
                        service.queueId()))
                .isEmpty();
    }

    private List<@Nullable String> learnt() {
        return jdbc.queryForList("""
                select entry_id || ' ' || kind || ' ' || seconds || ' ' || capped from service_time
                where queue_id = ? order by id""", String.class, service.queueId());
    }

    private List<@Nullable String> waits() {
        return jdbc.queryForList(
                "select entry_id || ' ' || wait from forecast_case where queue_id = ? and learnt is not null order by learnt",
                String.class,
                service.queueId());
    }
}
