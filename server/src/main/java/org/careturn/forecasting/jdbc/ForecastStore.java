package org.careturn.forecasting.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.Told;
import org.careturn.forecasting.domain.Notice;
import org.careturn.forecasting.domain.Quantiles;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.forecasting.domain.Situation;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.TurnForecast;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Forecasts as they are told. */
@Repository
public class ForecastStore {
    /** Between two samples of what somebody is told. */
    private static final Duration SAMPLE = Duration.ofMinutes(2);

    private static final TypeReference<List<TurnForecast.Note>> NOTES = new TypeReference<>() {};

    private static final String TELL = """
            insert into forecast (entry_id, facility_id, queue_id, visit_id, computed_at, kind, p10, p50, p90, not_before,
              end_p10, end_p50, end_p90, early, ahead, desks, notes, sampled_at, nobody_since)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?)
            on conflict (entry_id) do update set computed_at = excluded.computed_at, kind = excluded.kind,
              p10 = excluded.p10, p50 = excluded.p50, p90 = excluded.p90, not_before = excluded.not_before,
              end_p10 = excluded.end_p10, end_p50 = excluded.end_p50, end_p90 = excluded.end_p90, early = excluded.early,
              ahead = excluded.ahead, desks = excluded.desks, notes = excluded.notes, sampled_at = excluded.sampled_at,
              nobody_since = case when excluded.nobody_since is null then null
                else coalesce(forecast.nobody_since, excluded.nobody_since) end""";

    private static final String SAMPLE_OF = """
            insert into forecast_sample (entry_id, at, p10, p50, p90, end_p10, end_p50, end_p90)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private static final String CASE_OF = """
            insert into forecast_case (entry_id, queue_id, at, category, ahead, simulated, head_wait, recent_wait, starts,
              hour, weekend, shown, experts)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    ForecastStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Up to where a facility's forecasts have taken account of its changes. */
    public record Claim(
            long version,
            @Nullable Instant computedAt,
            int generation,
            @Nullable Instant noShowsAt) {}

    /** What has been told of an entry so far. */
    public record Before(
            Instant sampledAt,
            Notice.Said said,
            @Nullable Instant noticedAt,
            int desks,
            @Nullable Instant nobodySince) {}

    /** Takes the facility's forecast for this transaction; nothing where another node works at it. */
    public Optional<Claim> claim(UUID facilityId) {
        Optional<Claim> claimed = tryClaim(facilityId);
        if (claimed.isPresent() || jdbc.update("""
                insert into forecast_facility (facility_id) values (?) on conflict do nothing""", facilityId) == 0) {
            return claimed;
        }
        return tryClaim(facilityId);
    }

    private Optional<Claim> tryClaim(UUID facilityId) {
        return jdbc
                .query(
                        """
                        select version, computed_at, generation, no_shows_at from forecast_facility
                        where facility_id = ? for no key update skip locked""",
                        (row, n) -> new Claim(
                                row.getLong("version"),
                                Columns.instantOrNull(row, "computed_at"),
                                row.getInt("generation"),
                                Columns.instantOrNull(row, "no_shows_at")),
                        facilityId)
                .stream()
                .findFirst();
    }

    public long version(UUID facilityId) {
        return jdbc
                .queryForList("select version from facility_feed where facility_id = ?", Long.class, facilityId)
                .stream()
                .findFirst()
                .orElse(0L);
    }

    /** Counts rebuilds. */
    public int generation(UUID facilityId) {
        return jdbc
                .queryForList(
                        "select generation from forecast_facility where facility_id = ?", Integer.class, facilityId)
                .stream()
                .findFirst()
                .orElse(0);
    }

    public void computed(UUID facilityId, long version, Instant now) {
        jdbc.update(
                "update forecast_facility set version = ?, computed_at = ? where facility_id = ?",
                version,
                Columns.utc(now),
                facilityId);
    }

    public void rebuild(UUID facilityId) {
        jdbc.update("""
                update forecast_facility set version = 0, computed_at = null, no_shows_at = null, generation = generation + 1
                where facility_id = ?""", facilityId);
    }

    public void computedQueue(UUID facilityId, UUID queueId, long version, int desks, Instant now) {
        jdbc.update("""
                insert into forecast_queue (queue_id, facility_id, version, computed_at, desks) values (?, ?, ?, ?, ?)
                on conflict (queue_id) do update set version = excluded.version, computed_at = excluded.computed_at,
                  desks = excluded.desks, serial = forecast_queue.serial + 1""", queueId, facilityId, version, Columns.utc(now), desks);
    }

    /** Facilities whose forecasts lag behind their changes, or are older than a time or from after {@code now}. */
    public List<UUID> behind(Instant olderThan, Instant now) {
        return jdbc.query("""
                select v.facility_id from facility_feed v left join forecast_facility f on f.facility_id = v.facility_id
                where f.facility_id is null or f.version < v.version or f.computed_at is null or f.computed_at < ?
                  or f.computed_at > ?
                order by f.computed_at nulls first""", (row, n) -> Columns.id(row, "facility_id"), Columns.utc(olderThan), Columns.utc(now));
    }

    public Map<UUID, Before> before(Collection<UUID> entryIds) {
        Map<UUID, Before> found = new HashMap<>();
        jdbc.query(
                """
                select entry_id, sampled_at, said, noticed_at, noticed_desks, nobody_since from forecast
                where entry_id = any (?::text[]::uuid[])""",
                row -> {
                    found.put(
                            Columns.id(row, "entry_id"),
                            new Before(
                                    Columns.instant(row, "sampled_at"),
                                    Notice.Said.valueOf(row.getString("said")),
                                    Columns.instantOrNull(row, "noticed_at"),
                                    row.getInt("noticed_desks"),
                                    Columns.instantOrNull(row, "nobody_since")));
                },
                (Object) Columns.texts(entryIds));
        return found;
    }

    /** Stores what is told from now on, and a sample of it every two minutes. */
    public void tell(UUID facilityId, List<Told> all, Map<UUID, Before> before, Instant now) {
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> samples = new ArrayList<>();
        List<Object[]> cases = new ArrayList<>();
        for (Told told : all) {
            Before old = before.get(told.entryId());
            TurnForecast.Range start = told.forecast().start();
            TurnForecast.Range end = told.forecast().end();
            boolean due = old == null || !now.isBefore(old.sampledAt().plus(SAMPLE)) || now.isBefore(old.sampledAt());
            Instant sampled = due && start != null ? now : old == null ? now.minus(SAMPLE) : old.sampledAt();
            Integer[] ahead = new Integer[] {0, 0, 0, 0, 0};
            told.forecast().ahead().forEach(some -> ahead[some.urgency().level() - 1] = some.people());
            rows.add(new Object[] {
                told.entryId(),
                facilityId,
                told.queueId(),
                told.visitId(),
                Columns.utc(now),
                told.forecast().kind().name(),
                start == null ? null : Columns.utc(start.p10()),
                start == null ? null : Columns.utc(start.p50()),
                start == null ? null : Columns.utc(start.p90()),
                Columns.utcOrNull(told.forecast().notBefore()),
                end == null ? null : Columns.utc(end.p10()),
                end == null ? null : Columns.utc(end.p50()),
                end == null ? null : Columns.utc(end.p90()),
                told.forecast().early(),
                ahead,
                told.forecast().desks(),
                json.writeValueAsString(told.forecast().notes()),
                Columns.utc(sampled),
                told.isNobodyAtWork() ? Columns.utc(now) : null
            });
            if (due && start != null) {
                samples.add(new Object[] {
                    told.entryId(),
                    Columns.utc(now),
                    Columns.utc(start.p10()),
                    Columns.utc(start.p50()),
                    Columns.utc(start.p90()),
                    end == null ? null : Columns.utc(end.p10()),
                    end == null ? null : Columns.utc(end.p50()),
                    end == null ? null : Columns.utc(end.p90())
                });
            }
            SelfCorrection.Forecast made = told.made();
            if (old == null && made != null && told.rank() > 0) {
                cases.add(caseOf(told, made, now));
            }
        }
        jdbc.batchUpdate(TELL, rows);
        jdbc.batchUpdate(SAMPLE_OF, samples);
        jdbc.batchUpdate(CASE_OF, cases);
    }

    private static Object[] caseOf(Told told, SelfCorrection.Forecast made, Instant now) {
        Situation s = made.situation();
        List<Quantiles> experts = made.experts();
        Double[] nine = new Double[9];
        for (int i = 0; i < 3; i++) {
            System.arraycopy(three(experts.get(i)), 0, nine, 3 * i, 3);
        }
        Quantiles simulated = s.simulated();
        return new Object[] {
            told.entryId(),
            told.queueId(),
            Columns.utc(now),
            s.category(),
            s.ahead(),
            three(simulated == null ? made.shown() : simulated),
            s.headWait(),
            s.recentWait(),
            s.startsLastHour(),
            s.hour(),
            s.weekend(),
            three(made.shown()),
            nine
        };
    }

    private static Double[] three(Quantiles q) {
        return new Double[] {q.p10(), q.p50(), q.p90()};
    }

    public Map<UUID, TurnForecast> of(Collection<UUID> entryIds) {
        Map<UUID, TurnForecast> found = new HashMap<>();
        if (!entryIds.isEmpty()) {
            jdbc.query(
                    "select * from forecast where entry_id = any (?::text[]::uuid[])",
                    row -> {
                        found.put(Columns.id(row, "entry_id"), told(row));
                    },
                    (Object) Columns.texts(entryIds));
        }
        return found;
    }

    private TurnForecast told(ResultSet row) throws SQLException {
        List<Integer> ahead = Columns.list(row, "ahead", Integer.class);
        List<TurnForecast.Ahead> people = new ArrayList<>();
        for (Urgency urgency : Urgency.values()) {
            if (ahead.get(urgency.level() - 1) > 0) {
                people.add(new TurnForecast.Ahead(urgency, ahead.get(urgency.level() - 1)));
            }
        }
        return new TurnForecast(
                TurnForecast.Kind.valueOf(row.getString("kind")),
                range(row, ""),
                range(row, "end_"),
                Columns.instantOrNull(row, "not_before"),
                row.getBoolean("early"),
                people,
                row.getInt("desks"),
                json.readValue(row.getString("notes"), NOTES),
                Columns.instant(row, "computed_at"));
    }

    private static TurnForecast.@Nullable Range range(ResultSet row, String prefix) throws SQLException {
        Instant p10 = Columns.instantOrNull(row, prefix + "p10");
        return p10 == null
                ? null
                : new TurnForecast.Range(
                        p10, Columns.instant(row, prefix + "p50"), Columns.instant(row, prefix + "p90"));
    }

    public Map<UUID, Map<UUID, Long>> serials() {
        Map<UUID, Map<UUID, Long>> all = new HashMap<>();
        jdbc.query("select facility_id, queue_id, serial from forecast_queue", row -> {
            all.computeIfAbsent(Columns.id(row, "facility_id"), fresh -> new HashMap<>())
                    .put(Columns.id(row, "queue_id"), row.getLong("serial"));
        });
        return all;
    }

    /** Stores that the notice was given; false where it was before, or the entry waits no more. */
    public boolean notice(UUID entryId, Instant now, int desks) {
        return jdbc.update("""
                        update forecast f set said = 'NOTICE', noticed_at = ?, noticed_desks = ?
                        from entry e
                        where f.entry_id = ? and f.said = 'NOTHING' and e.id = f.entry_id and e.state = 'WAITING'""", Columns.utc(now), desks, entryId) == 1;
    }

    /** Stores that a delay was told; false where it was before, or the entry waits no more. */
    public boolean delay(UUID entryId, Instant now) {
        return jdbc.update("""
                        update forecast f set said = 'NOTICE_AND_DELAY', delayed_at = ?
                        from entry e
                        where f.entry_id = ? and f.said = 'NOTICE' and e.id = f.entry_id and e.state = 'WAITING'""", Columns.utc(now), entryId) == 1;
    }
}
