package org.careturn.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.careturn.analytics.UtilisationReport.DesksBy;
import org.careturn.analytics.domain.Figures;
import org.careturn.analytics.domain.Period;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-STAT-01 to FR-STAT-05, US-ADM-06: figures of walked days are what SQL over the history of the entries gives. */
class AnalyticsTest extends WalkedDays {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final LocalDate TUESDAY = LocalDate.of(2026, 3, 3);
    private static final Period BOTH = new Period(MONDAY, TUESDAY);
    private static final Filter ALL = new Filter(null, null, null);

    @Autowired
    Analytics analytics;

    @ParameterizedTest
    @EnumSource
    void figuresAreWhatTheHistorySays(By by) {
        FiguresReport report = analytics.figures(admin, facility.id(), BOTH, ALL, by);
        String key = switch (by) {
            case DAY -> "day::text";
            case HOUR -> "extract(hour from came at time zone 'America/New_York')::int::text";
            case SERVICE -> "service_id::text";
            case DOCTOR -> "doctor_id::text";
            case CATEGORY -> "(array['IMMEDIATE', 'EMERGENT', 'URGENT', 'LESS_URGENT', 'NON_URGENT'])[told.urgency]";
        };
        List<Told> history = history(key, BOTH);
        assertThat(history).hasSizeGreaterThan(1);
        assertThat(report.lines().stream().map(line -> new Told(line.key(), rounded(line.now()))))
                .containsExactlyInAnyOrderElementsOf(history);
        assertThat(new Told("all", rounded(report.total())))
                .isEqualTo(history("'all'", BOTH).getFirst());
    }

    @Test
    void figuresAreThoseOfTheWalk() {
        Figures monday = figures(MONDAY, ALL).total();
        assertThat(monday.arrivals()).isEqualTo(12);
        assertThat(monday.served()).isEqualTo(6);
        assertThat(monday.transferred()).isEqualTo(2);
        assertThat(monday.noShows()).isEqualTo(1);
        assertThat(monday.left()).isEqualTo(1);
        assertThat(monday.cancelled()).isEqualTo(1);
        // 40 min, 18 and 30 in the laboratory, 10, and 4 at night; the 15 of the transfer that was undone aren't among
        // them
        assertThat(monday.waits()).isEqualTo(5);
        assertThat(monday.waitP50()).isEqualTo(18);
        assertThat(monday.waitP90()).isEqualTo(40);
        assertThat(monday.unreliable()).isEqualTo(3);
        FiguresReport tuesday =
                figures(TUESDAY, new Filter(medicine.id(), doctor.actor().accountId(), Urgency.URGENT));
        assertThat(tuesday.total().waits()).isEqualTo(2);
        assertThat(tuesday.total().withinTarget()).isEqualTo(0.5);
        assertThat(tuesday.previousTotal().arrivals()).as("Monday, urgent").isEqualTo(1);
        assertThat(tuesday.appointments()).isNull();
        assertThat(figures(TUESDAY, new Filter(laboratory.id(), null, null))
                        .total()
                        .arrivals())
                .isZero();
    }

    @Test
    void aDayThatIsOverIsCountedAnewWhenSomethingOfItChanges() {
        assertThat(figures(MONDAY, ALL).total().served()).isEqualTo(6);
        at("2026-03-03T12:00");
        entries.lateEntry(reception, forLater.id(), instant("2026-03-02T16:00"), instant("2026-03-02T16:20"), null)
                .orElseThrow();
        Figures after = figures(MONDAY, ALL).total();
        assertThat(after.served()).isEqualTo(7);
        assertThat(after.unreliable()).isEqualTo(4);
        assertThat(after.waits()).isEqualTo(5);
        assertThat(new Told("all", rounded(after)))
                .isEqualTo(history("'all'", new Period(MONDAY, MONDAY)).getFirst());
    }

    @Test
    void theHeatMapHoldsEachArrivalOnce() {
        HeatMap map = analytics.heatMap(admin, facility.id(), BOTH, ALL);
        assertThat(map.cells())
                .extracting(cell -> cell.weekday() + " " + cell.hour() + " " + cell.arrivals() + " " + cell.waitP50())
                .contains("1 1 1 4.0", "1 8 4 40.0", "2 9 2 20.0");
        assertThat(map.cells().stream().mapToInt(HeatMap.Cell::arrivals).sum()).isEqualTo(14);
        assertThat(map.unreliable()).isEqualTo(3);
    }

    @Test
    void staysFollowTheServicesThatServed() {
        StaysReport report = analytics.stays(admin, facility.id(), BOTH, null);
        assertThat(report.lines())
                .extracting(path -> path.names() + " " + path.now().visits() + " "
                        + path.now().stays() + " " + path.now().stayP50() + " "
                        + path.now().unreliable())
                .containsExactlyInAnyOrder(
                        List.of(medicine.name()) + " 6 4 31.0 2",
                        List.of(medicine.name(), laboratory.name()) + " 2 1 63.0 1",
                        List.of() + " 3 2 15.0 0");
        Long visitsThatCame = jdbc.queryForObject(
                "select count(*) from visit v where facility_id = ? and exists (select from entry e where e.visit_id = v.id and e.state <> 'CANCELLED')",
                Long.class,
                facility.id());
        assertThat((long) report.total().visits()).isEqualTo(visitsThatCame);
        assertThat(analytics
                        .stays(admin, facility.id(), BOTH, laboratory.id())
                        .total()
                        .visits())
                .isEqualTo(2);
    }

    @Test
    void utilisationIsServiceByTimeAtTheDesk() {
        UtilisationReport report = analytics.utilisation(admin, facility.id(), BOTH, DesksBy.PERSON);
        UtilisationReport.Line line = report.lines().stream()
                .filter(of -> doctor.actor().accountId().equals(of.key()))
                .findFirst()
                .orElseThrow();
        // 26 hours from Monday 08:00, half an hour of break
        assertThat(line.now().openMinutes()).isCloseTo(25.5 * 60, within(1e-6));
        assertThat(line.now().breakMinutes()).isCloseTo(30, within(1e-6));
        // 16, 20 before the laboratory, 26 at night, 11 and 15; what was undone and what was on paper isn't among them
        assertThat(line.now().servingMinutes()).isEqualTo(88);
        assertThat(Objects.requireNonNull(line.now().utilisation())).isCloseTo(88 / 1530.0, within(1e-9));
        assertThat(report.lines().stream().filter(of -> of.key() == null))
                .as("on paper, by nobody known")
                .hasSize(1);
        // Tuesday alone begins at 04:00
        assertThat(analytics
                        .utilisation(admin, facility.id(), new Period(TUESDAY, TUESDAY), DesksBy.ROOM)
                        .total()
                        .openMinutes())
                .isCloseTo(360, within(1e-6));
    }

    @Test
    void usageCountsVisitsByChannel() {
        UsageReport report = analytics.usage(admin, facility.id(), BOTH);
        assertThat(report.visits()).containsExactly(new UsageReport.Count("RECEPTION", 11, 0));
        assertThat(report.signIns()).as("of the whole installation").isNull();
        Actor ofAll = new Actor(admin.accountId(), admin.sessionId(), List.of(new Actor.Grant(Role.ADMIN, null)), null);
        assertThat(analytics.usage(ofAll, facility.id(), BOTH).signIns()).isNotNull();
    }

    @Test
    void hoursWithoutTheNetworkAreThoseThatTheDatabaseHolds() {
        // over the end of the day before at 04:00 in New York, within Monday, and after the period
        outage("2026-03-02T08:30:00Z", "2026-03-02T10:00:00Z");
        outage("2026-03-02T20:00:00Z", "2026-03-02T20:15:00Z");
        outage("2026-03-05T10:00:00Z", "2026-03-05T12:00:00Z");
        UsageReport.Offline offline = analytics
                .usage(admin, facility.id(), new Period(MONDAY, MONDAY))
                .offline();
        Double both = jdbc.queryForObject(
                "select sum(extract(epoch from until - since)) / 3600 from client_outage where facility_id = ? and until < ?",
                Double.class,
                facility.id(),
                Columns.utc(Instant.parse("2026-03-03T00:00:00Z")));
        assertThat(offline.hours() + offline.previousHours()).isCloseTo(Objects.requireNonNull(both), within(1e-9));
        assertThat(offline).isEqualTo(new UsageReport.Offline(1.25, 2, 0.5, 1));
    }

    private void outage(String since, String until) {
        jdbc.update(
                "insert into client_outage (id, facility_id, since, until) values (?, ?, ?, ?)",
                Ids.next(),
                facility.id(),
                Columns.utc(Instant.parse(since)),
                Columns.utc(Instant.parse(until)));
    }

    @Test
    void aNewTimeZoneTellsOtherHours() {
        assertThat(hours()).contains("8");
        jdbc.update("update analytics_facility set time_zone = 'Europe/Dublin' where facility_id = ?", facility.id());
        jdbc.update("delete from analytics_entries where facility_id = ?", facility.id());
        assertThat(hours()).as("gathered anew").contains("8");
    }

    private List<String> hours() {
        return analytics.figures(admin, facility.id(), BOTH, ALL, By.HOUR).lines().stream()
                .map(line -> String.valueOf(line.key()))
                .toList();
    }

    @Test
    void tablesCarryTheSameFiguresAndNobodyElseGetsThem() {
        String path = "/api/v1/facilities/" + facility.id() + "/analytics/";
        String days = "?firstDay=2026-03-02&lastDay=2026-03-03";
        var http = hospital.signedIn(Role.ADMIN, facility);
        Answer table = http.get(path + "figures.csv" + days + "&by=SERVICE");
        assertThat(table.header("Content-Type")).startsWith("text/csv");
        assertThat(table.text().split("\r\n")).hasSize(4);
        assertThat(table.text()).contains("\r\nTOTAL,,14,8,2,1,1,1,7,20.0,40.0,");
        for (String view : List.of("heat-map", "stays", "utilisation", "usage")) {
            assertThat(http.get(path + view + days).status()).as(view).isEqualTo(200);
            assertThat(http.get(path + view + ".csv" + days).status()).as(view).isEqualTo(200);
        }
        assertThat(http.get(path + "figures?firstDay=2025-01-01&lastDay=2026-03-03")
                        .code())
                .isEqualTo("invalid-request");
        assertThat(hospital.signedIn(Role.ADMIN, hospital.facility())
                        .get(path + "figures" + days)
                        .code())
                .isEqualTo("not-found");
        assertThat(hospital.signedIn(Role.DOCTOR, facility)
                        .get(path + "figures" + days)
                        .code())
                .isEqualTo("not-allowed");
        assertThatThrownBy(() -> figures(
                        MONDAY,
                        new Filter(hospital.service(hospital.facility(), "Z").id(), null, null)))
                .isInstanceOf(RefusedException.class);
    }

    private FiguresReport figures(LocalDate day, Filter filter) {
        return analytics.figures(admin, facility.id(), new Period(day, day), filter, By.HOUR);
    }

    private record Told(@Nullable String key, List<Object> figures) {}

    private static List<Object> rounded(Figures of) {
        List<Object> all = new ArrayList<>(List.of(
                of.arrivals(),
                of.served(),
                of.transferred(),
                of.noShows(),
                of.left(),
                of.cancelled(),
                of.waits(),
                of.unreliable()));
        for (Double value : new Double[] {of.waitP50(), of.waitP90(), of.withinTarget()}) {
            all.add(value == null ? "none" : Math.round(value * 1e6) / 1e6);
        }
        return all;
    }

    /** From the history alone, and by other means than the product's: no row that was gathered, no column of an entry's times. */
    private List<Told> history(String key, Period period) {
        String sql = """
            with one as (
              select h.entry_id, q.service_id, e.urgency,
                min(h.at) filter (where h.action = 'ENTER') as came,
                max(h.at) filter (where h.action = 'START') as started,
                (array_agg(h.to_state order by h.version desc))[1] as state,
                (array_agg(h.action order by h.version desc))[1] as last,
                bool_or(h.action in ('LATE_ENTRY', 'END_OF_DAY') or h.action = 'UNDO' and h.from_state <> h.to_state
                  or h.action = 'SERVE' and h.from_state <> 'SERVING') as unreliable,
                (array_agg(d.account_id order by h.version desc) filter (where d.account_id is not null))[1] as doctor_id
              from entry_event h join queue q on q.id = h.queue_id join entry e on e.id = h.entry_id
              left join call c on c.id = h.call_id left join desk_session d on d.id = c.desk_session_id
              where h.facility_id = '%s'
              group by h.entry_id, q.service_id, e.urgency),
            told as (
              select *, (came at time zone 'America/New_York' - interval '4 hours')::date as day,
                case when not unreliable then extract(epoch from started - came) end as wait
              from one where not (state = 'CANCELLED' and last = 'TAKE_BACK'))
            select %s as key, count(*) as arrivals, count(*) filter (where state = 'SERVED') as served,
              count(*) filter (where state = 'TRANSFERRED') as transferred, count(*) filter (where state = 'NO_SHOW') as no_shows,
              count(*) filter (where state = 'LEFT') as gone, count(*) filter (where state = 'CANCELLED') as cancelled,
              count(wait) as waits, percentile_disc(0.5) within group (order by wait) / 60 as p50,
              percentile_disc(0.9) within group (order by wait) / 60 as p90,
              avg((wait / 60 <= u.target_minutes)::int) as within_target, count(*) filter (where unreliable) as unreliable
            from told join urgency_level u on u.facility_id = '%s'
              and u.urgency = (array['IMMEDIATE', 'EMERGENT', 'URGENT', 'LESS_URGENT', 'NON_URGENT'])[told.urgency]
            where day between '%s' and '%s' group by 1""".formatted(facility.id(), key, facility.id(), period.firstDay(), period.lastDay());
        return jdbc.query(
                sql,
                (row, n) -> new Told(
                        row.getString("key"),
                        rounded(new Figures(
                                row.getInt("arrivals"),
                                row.getInt("served"),
                                row.getInt("transferred"),
                                row.getInt("no_shows"),
                                row.getInt("gone"),
                                row.getInt("cancelled"),
                                row.getInt("waits"),
                                number(row.getObject("p50")),
                                number(row.getObject("p90")),
                                number(row.getObject("within_target")),
                                row.getInt("unreliable")))));
    }

    private static @Nullable Double number(@Nullable Object value) {
        return value == null ? null : ((Number) value).doubleValue();
    }
}
