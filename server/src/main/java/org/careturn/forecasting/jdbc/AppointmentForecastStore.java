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
import java.util.UUID;
import org.careturn.forecasting.ToldBooked;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.TurnForecast;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Forecasts of who is booked and not there yet. */
@Repository
public class AppointmentForecastStore {
    private static final Duration SAMPLE = Duration.ofMinutes(10);
    private static final TypeReference<List<TurnForecast.Note>> NOTES = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    AppointmentForecastStore(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Stores what is told from now on; of whoever isn't among these, nothing is told any more. */
    public void tell(UUID facilityId, List<ToldBooked> all, Instant now) {
        jdbc.update(
                """
                delete from appointment_forecast
                where facility_id = ? and appointment_id <> all (?::text[]::uuid[])""",
                facilityId,
                Columns.texts(all.stream().map(ToldBooked::appointmentId).toList()));
        jdbc.batchUpdate(
                """
                insert into appointment_forecast (appointment_id, facility_id, queue_id, computed_at, kind, p10, p50, p90,
                  early, desks, notes)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)
                on conflict (appointment_id) do update set facility_id = excluded.facility_id,
                  queue_id = excluded.queue_id, computed_at = excluded.computed_at, kind = excluded.kind,
                  p10 = excluded.p10, p50 = excluded.p50, p90 = excluded.p90, early = excluded.early,
                  desks = excluded.desks, notes = excluded.notes""", all.stream().map(told -> row(facilityId, told, now)).toList());
        sample(all, now);
    }

    private void sample(List<ToldBooked> all, Instant now) {
        List<Object[]> samples = new ArrayList<>();
        for (ToldBooked told : all) {
            TurnForecast.Range start = told.forecast().start();
            if (start != null) {
                samples.add(new Object[] {
                    told.appointmentId(),
                    Columns.utc(now),
                    Columns.utc(start.p10()),
                    Columns.utc(start.p50()),
                    Columns.utc(start.p90()),
                    told.appointmentId(),
                    Columns.utc(now.minus(SAMPLE)),
                    Columns.utc(now)
                });
            }
        }
        jdbc.batchUpdate("""
                insert into appointment_forecast_sample (appointment_id, at, p10, p50, p90)
                select ?, ?, ?, ?, ? where not exists (
                  select from appointment_forecast_sample s where s.appointment_id = ? and s.at > ? and s.at <= ?)
                on conflict do nothing""", samples);
    }

    private Object[] row(UUID facilityId, ToldBooked told, Instant now) {
        TurnForecast.Range start = told.forecast().start();
        return new Object[] {
            told.appointmentId(),
            facilityId,
            told.queueId(),
            Columns.utc(now),
            told.forecast().kind().name(),
            start == null ? null : Columns.utc(start.p10()),
            start == null ? null : Columns.utc(start.p50()),
            start == null ? null : Columns.utc(start.p90()),
            told.forecast().early(),
            told.forecast().desks(),
            json.writeValueAsString(told.forecast().notes())
        };
    }

    public Map<UUID, TurnForecast> of(Collection<UUID> appointmentIds) {
        Map<UUID, TurnForecast> found = new HashMap<>();
        if (!appointmentIds.isEmpty()) {
            jdbc.query(
                    "select * from appointment_forecast where appointment_id = any (?::text[]::uuid[])",
                    row -> {
                        found.put(Columns.id(row, "appointment_id"), told(row));
                    },
                    (Object) Columns.texts(appointmentIds));
        }
        return found;
    }

    private TurnForecast told(ResultSet row) throws SQLException {
        Instant p10 = Columns.instantOrNull(row, "p10");
        return new TurnForecast(
                TurnForecast.Kind.valueOf(row.getString("kind")),
                p10 == null
                        ? null
                        : new TurnForecast.Range(p10, Columns.instant(row, "p50"), Columns.instant(row, "p90")),
                null,
                null,
                row.getBoolean("early"),
                List.of(),
                row.getInt("desks"),
                json.readValue(row.getString("notes"), NOTES),
                Columns.instant(row, "computed_at"));
    }
}
