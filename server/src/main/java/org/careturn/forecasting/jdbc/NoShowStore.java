package org.careturn.forecasting.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.forecasting.domain.NoShow;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Who came to appointments and who didn't. Only who holds the facility's forecast writes. */
@Repository
public class NoShowStore {
    /** Older ones no longer count for anything. */
    private static final int MOST = 20_000;

    /** What is known of an appointment; whoever came and left unseen has come. */
    private static final String FACTS = """
            select a.id, a.day, a.status = 'NOSHOW' and a.visit_id is null as missed,
              a.day - (a.created_at at time zone ?)::date as lead_days,
              extract(hour from a.created_at at time zone ?)::int as booked_hour,
              coalesce(extract(year from age(a.day, p.birth_date))::int, -1) as age
            """;

    private static final String EARLIER = """
            cross join lateral (
              select count(*) filter (where h.status = 'FULFILLED' or h.visit_id is not null)::int as shown,
                count(*) filter (where h.status = 'NOSHOW' and h.visit_id is null)::int as missed
              from appointment h
              where h.patient_id = a.patient_id and h.facility_id = a.facility_id and h.day < a.day
                and h.status in ('FULFILLED', 'NOSHOW')) earlier
            """;

    private static final String ENDED = FACTS + """
            , earlier.shown as earlier_shown, earlier.missed as earlier_missed, false as reminded
            from (
              select * from appointment e
              where e.facility_id = ? and e.day >= ? and e.day < ? and e.status in ('FULFILLED', 'NOSHOW')
                and not exists (select from no_show_case c where c.appointment_id = e.id and c.learnt is not null)
              order by e.day desc, e.starts_at desc, e.id desc limit ?) a
            join patient p on p.id = a.patient_id
            """ + EARLIER + "order by a.day, a.starts_at, a.id";

    private static final String NOW = FACTS + """
            , earlier.shown as earlier_shown, earlier.missed as earlier_missed, false as reminded
            from appointment a join patient p on p.id = a.patient_id
            """ + EARLIER + "where a.id = any(?::text[]::uuid[])";

    private static final String LEARNT = """
            select l.learnt, l.earlier_shown, l.earlier_missed, l.reminded, f.*, l.missed as was_missed
            from (
              select * from no_show_case where facility_id = ? and learnt > ? order by learnt desc limit ?) l
            cross join lateral (
            """ + FACTS + """
              from appointment a join patient p on p.id = a.patient_id where a.id = l.appointment_id) f
            order by l.learnt""";

    private final JdbcTemplate jdbc;

    NoShowStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** An appointment as far as it is known. */
    public record Known(UUID id, LocalDate day, boolean missed, NoShow.Appointment appointment) {
        Known reminded(Set<UUID> reminded) {
            NoShow.Appointment a = appointment;
            return new Known(
                    id,
                    day,
                    missed,
                    new NoShow.Appointment(
                            a.leadDays(),
                            a.bookedHour(),
                            a.weekday(),
                            a.age(),
                            reminded.contains(id),
                            a.earlierShown(),
                            a.earlierMissed()));
        }
    }

    /** What was learnt, and its place in the order. */
    public record Case(long learnt, NoShow.Appointment appointment, boolean missed) {}

    /** Those of the days from the first to before the last that came to an end and weren't learnt yet: the latest 20,000. */
    public List<Known> ended(Facility facility, LocalDate first, LocalDate before) {
        String zone = facility.timeZone().getId();
        return jdbc.query(ENDED, NoShowStore::known, zone, zone, facility.id(), first, before, MOST);
    }

    /** What is known of these now. */
    public List<Known> now(Facility facility, Collection<UUID> appointmentIds) {
        String zone = facility.timeZone().getId();
        return jdbc.query(NOW, NoShowStore::known, zone, zone, Columns.texts(appointmentIds));
    }

    public static List<Known> reminded(List<Known> all, Set<UUID> reminded) {
        return all.stream().map(one -> one.reminded(reminded)).toList();
    }

    /** Stores that these were learnt, in their order; one that is stored stays as it is. */
    public void learn(UUID facilityId, List<Known> ended) {
        jdbc.batchUpdate(
                """
                insert into no_show_case as c (appointment_id, facility_id, day, missed, reminded, earlier_shown,
                  earlier_missed, learnt)
                values (?, ?, ?, ?, ?, ?, ?, nextval('forecast_learnt'))
                on conflict (appointment_id) do update set day = excluded.day, missed = excluded.missed,
                  reminded = c.reminded or excluded.reminded, earlier_shown = excluded.earlier_shown,
                  earlier_missed = excluded.earlier_missed, learnt = excluded.learnt
                where c.learnt is null""",
                ended.stream()
                        .map(one -> new Object[] {
                            one.id(),
                            facilityId,
                            one.day(),
                            one.missed(),
                            one.appointment().reminded(),
                            one.appointment().earlierShown(),
                            one.appointment().earlierMissed()
                        })
                        .toList());
    }

    public void looked(UUID facilityId, Instant now) {
        jdbc.update("update forecast_facility set no_shows_at = ? where facility_id = ?", Columns.utc(now), facilityId);
    }

    /** The latest 20,000 of what was learnt after one, in its order. */
    public List<Case> cases(Facility facility, long after) {
        String zone = facility.timeZone().getId();
        return jdbc.query(
                LEARNT,
                (row, n) -> new Case(row.getLong("learnt"), appointment(row), row.getBoolean("was_missed")),
                facility.id(),
                after,
                MOST,
                zone,
                zone);
    }

    private static Known known(ResultSet row, int n) throws SQLException {
        return new Known(
                Columns.id(row, "id"),
                row.getObject("day", LocalDate.class),
                row.getBoolean("missed"),
                appointment(row));
    }

    private static NoShow.Appointment appointment(ResultSet row) throws SQLException {
        return new NoShow.Appointment(
                row.getInt("lead_days"),
                row.getInt("booked_hour"),
                row.getObject("day", LocalDate.class).getDayOfWeek().getValue(),
                row.getInt("age"),
                row.getBoolean("reminded"),
                row.getInt("earlier_shown"),
                row.getInt("earlier_missed"));
    }
}
