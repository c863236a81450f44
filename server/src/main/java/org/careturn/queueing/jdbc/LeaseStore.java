package org.careturn.queueing.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.TicketLeases.Lease;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Leased ranges of ticket numbers. */
@Repository
public class LeaseStore {
    private static final String SELECT =
            "select id, facility_id, prefix, first_day, last_day, from_sequence, to_sequence from ticket_lease where ";

    private final JdbcTemplate jdbc;

    LeaseStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public boolean isPrefix(UUID facilityId, String prefix) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from queue where facility_id = ? and prefix = ?)",
                Boolean.class,
                facilityId,
                prefix));
    }

    /**
     * The highest number that was counted or leased from this day on. Holds the counters, and whoever else leases here, until
     * the transaction's end.
     */
    public int lockHighest(UUID facilityId, String prefix, LocalDate from) {
        jdbc.query(
                "select from queue where facility_id = ? and prefix = ? for no key update",
                row -> {},
                facilityId,
                prefix);
        List<Integer> counted = jdbc.query("""
                select last from ticket_counter where facility_id = ? and prefix = ? and service_day >= ?
                order by service_day for no key update""", (row, n) -> row.getInt("last"), facilityId, prefix, from);
        Integer leased = jdbc.queryForObject("""
                select coalesce(max(to_sequence), 0) from ticket_lease
                where facility_id = ? and prefix = ? and last_day >= ?""", Integer.class, facilityId, prefix, from);
        int highest = leased == null ? 0 : leased;
        for (int last : counted) {
            highest = Math.max(highest, last);
        }
        return highest;
    }

    public void insert(Lease lease, UUID holderId, Instant now) {
        jdbc.update(
                """
                insert into ticket_lease (id, facility_id, prefix, first_day, last_day, from_sequence, to_sequence, holder_id,
                  created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)""",
                lease.leaseId(),
                lease.facilityId(),
                lease.prefix(),
                lease.firstDay(),
                lease.lastDay(),
                lease.from(),
                lease.to(),
                holderId,
                Columns.utc(now));
    }

    public List<Lease> of(UUID holderId, LocalDate day) {
        return jdbc.query(SELECT + "holder_id = ? and last_day >= ? order by id", LeaseStore::lease, holderId, day);
    }

    public Optional<Instant> leasedAt(UUID holderId, UUID leaseId) {
        return jdbc
                .query(
                        "select created_at from ticket_lease where id = ? and holder_id = ?",
                        (row, n) -> Columns.instant(row, "created_at"),
                        leaseId,
                        holderId)
                .stream()
                .findFirst();
    }

    /** Whether this range of the holder's has the number for this day. */
    public boolean covers(UUID leaseId, UUID holderId, UUID facilityId, String prefix, LocalDate day, int sequence) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("""
                select exists (select from ticket_lease where id = ? and holder_id = ? and facility_id = ? and prefix = ?
                  and ? between first_day and last_day and ? between from_sequence and to_sequence)""", Boolean.class, leaseId, holderId, facilityId, prefix, day, sequence));
    }

    private static Lease lease(ResultSet row, int n) throws SQLException {
        return new Lease(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                row.getString("prefix"),
                row.getObject("first_day", LocalDate.class),
                row.getObject("last_day", LocalDate.class),
                row.getInt("from_sequence"),
                row.getInt("to_sequence"));
    }
}
