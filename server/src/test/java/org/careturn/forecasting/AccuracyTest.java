package org.careturn.forecasting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.ToDoubleFunction;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-FCST-06, FR-FCST-12: a day with known starts; what people were told is compared with them by hand. */
class AccuracyTest extends ForecastFixture {
    private static final LocalDate DAY = LocalDate.of(2026, 3, 2);

    @Autowired
    Accuracy accuracy;

    private final Map<UUID, Instant> starts = new HashMap<>();

    @BeforeEach
    void onlyOnDemand() {
        forecaster.stop();
    }

    @AfterEach
    void goOn() {
        forecaster.start();
    }

    @Test
    void comparesWhatWasToldWithWhatHappened() {
        Desk desk = desk();
        Entry a = arrive(Urgency.URGENT);
        Entry b = arrive(Urgency.URGENT);
        Entry c = arrive(Urgency.URGENT);
        Entry d = arrive(Urgency.NON_URGENT);
        forecastAt("09:00");
        Calls.Called first = start(desk, a, "09:00");
        forecastAt("09:01"); // too soon after 09:00 for another sample
        forecastAt("09:12");
        end(desk, first, "09:20");
        Calls.Called second = start(desk, b, "09:20");
        forecastAt("09:20");
        end(desk, second, "09:44");
        Calls.Called third = start(desk, c, "09:45");
        forecastAt("09:45");
        end(desk, third, "09:50");
        forecastAt("10:30");
        Calls.Called fourth = start(desk, d, "11:10");
        end(desk, fourth, "11:20");
        Entry forgotten = arrive(Urgency.URGENT);
        forecastAt("11:20");
        end(desk, start(desk, forgotten, "11:25"), "20:00");
        forecastAt("20:01");

        Accuracy.Report report =
                accuracy.of(actor(hospital.account(Role.ADMIN, facility), Role.ADMIN), facility.id(), DAY, DAY);
        assertThat(report.lines())
                .extracting(line -> line.urgency() + " " + line.horizonMinutes() + " " + line.told())
                .containsExactly(
                        "URGENT 0 2",
                        "URGENT 15 2",
                        "URGENT 30 2",
                        "NON_URGENT 30 1",
                        "NON_URGENT 60 3",
                        "NON_URGENT 120 1");
        List<List<Told>> byLine = List.of(
                List.of(told(a, "09:00"), told(b, "09:12")),
                List.of(told(b, "09:00"), told(c, "09:20")),
                List.of(told(c, "09:00"), told(c, "09:12")),
                List.of(told(d, "10:30")),
                List.of(told(d, "09:12"), told(d, "09:20"), told(d, "09:45")),
                List.of(told(d, "09:00")));
        for (int i = 0; i < byLine.size(); i++) {
            Accuracy.Line line = report.lines().get(i);
            List<Told> all = byLine.get(i);
            assertThat(line.queueId()).isEqualTo(service.queueId());
            assertMean(line.meanError(), all, t -> Math.abs(minutes(t.p50, t.start)));
            assertMean(line.underP90(), all, t -> t.start.isAfter(t.p90) ? 0 : 1);
            assertMean(line.inRange(), all, t -> t.start.isBefore(t.p10) || t.start.isAfter(t.p90) ? 0 : 1);
            assertMean(line.meanWidth(), all, t -> minutes(t.p10, t.p90));
        }
        assertThat(report.lines().stream()
                        .mapToDouble(Accuracy.Line::inRange)
                        .boxed()
                        .distinct())
                .as("some come in their range, and some don't")
                .hasSizeGreaterThan(1);
        assertNotices(report.notices(), Urgency.URGENT, List.of(a, b, c));
        assertNotices(report.notices(), Urgency.NON_URGENT, List.of(d));
        assertThat(report.unreliable()).isEqualTo(1);
    }

    /** From the times at which notices were really given. */
    private void assertNotices(List<Accuracy.Notices> notices, Urgency urgency, List<Entry> entries) {
        List<Double> leads = new ArrayList<>();
        for (Entry entry : entries) {
            jdbc.query(
                    "select noticed_at from forecast where entry_id = ? and noticed_at is not null",
                    row -> {
                        leads.add(minutes(row.getTimestamp(1).toInstant(), starts.getOrDefault(entry.id(), MORNING)));
                    },
                    entry.id());
        }
        assertThat(leads).isNotEmpty();
        Accuracy.Notices given = notices.stream()
                .filter(one -> one.urgency() == urgency)
                .findFirst()
                .orElseThrow();
        assertThat(given.given()).isEqualTo(leads.size());
        double all = leads.size();
        assertThat(given.within10to20())
                .isEqualTo(leads.stream().filter(l -> l >= 10 && l <= 20).count() / all);
        assertThat(given.within5to30())
                .isEqualTo(leads.stream().filter(l -> l >= 5 && l <= 30).count() / all);
    }

    private record Told(Instant p10, Instant p50, Instant p90, Instant start) {}

    private Told told(Entry entry, String at) {
        return Objects.requireNonNull(jdbc.queryForObject(
                "select p10, p50, p90 from forecast_sample where entry_id = ? and at = ?::timestamptz",
                (row, n) -> new Told(
                        row.getTimestamp(1).toInstant(),
                        row.getTimestamp(2).toInstant(),
                        row.getTimestamp(3).toInstant(),
                        starts.getOrDefault(entry.id(), MORNING)),
                entry.id(),
                time(at).toString()));
    }

    private static void assertMean(double mean, List<Told> all, ToDoubleFunction<Told> of) {
        assertThat(mean).isCloseTo(all.stream().mapToDouble(of).average().orElseThrow(), within(1e-6));
    }

    private static double minutes(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 6e10;
    }

    private void forecastAt(String at) {
        clock.drive(time(at));
        forecast();
    }

    private Calls.Called start(Desk desk, Entry entry, String at) {
        clock.drive(time(at));
        Calls.Called called =
                calls.callThis(desk.actor(), entry.id(), desk.id(), null).orElseThrow();
        calls.start(desk.actor(), entry.id(), called.call().id()).orElseThrow();
        starts.put(entry.id(), time(at));
        return called;
    }

    private void end(Desk desk, Calls.Called called, String at) {
        clock.drive(time(at));
        calls.serve(desk.actor(), called.entry().id(), called.call().id()).orElseThrow();
    }

    private static Instant time(String at) {
        return Instant.parse("2026-03-02T" + at + ":00Z");
    }
}
