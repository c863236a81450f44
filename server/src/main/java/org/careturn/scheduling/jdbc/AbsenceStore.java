package org.careturn.scheduling.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Absence;
import org.careturn.scheduling.domain.SlotPlan.Away;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class AbsenceStore {
    private static final String SELECT = """
            select id, facility_id, doctor_id, starts_at, ends_at, reason, affected, created_at, settled_at, withdrawn_at,
              version
            from absence
            """;

    private static final String BEGUN =
            "starts_at <= ? and ends_at > ? and withdrawn_at is null and handed_over_at is null";

    private final JdbcTemplate jdbc;

    AbsenceStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Absence absence) {
        jdbc.update(
                """
                insert into absence (id, facility_id, doctor_id, starts_at, ends_at, reason, affected, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?)""",
                absence.id(),
                absence.facilityId(),
                absence.doctorId(),
                Columns.utc(absence.start()),
                Columns.utc(absence.end()),
                absence.reason(),
                absence.affected().name(),
                Columns.utc(absence.createdAt()));
    }

    public Optional<Absence> find(UUID id) {
        return jdbc.query(SELECT + "where id = ?", AbsenceStore::absence, id).stream()
                .findFirst();
    }

    /** Under its lock, so that it isn't withdrawn meanwhile; empty where it has been withdrawn or settled. */
    public Optional<Absence> lockUnsettled(UUID id) {
        return jdbc
                .query(
                        SELECT + "where id = ? and withdrawn_at is null and settled_at is null for no key update",
                        AbsenceStore::absence,
                        id)
                .stream()
                .findFirst();
    }

    /** Those that end after an instant, by time; null: of all doctors. */
    public List<Absence> page(
            UUID facilityId, @Nullable UUID doctorId, Instant end, @Nullable Absence after, int limit) {
        return jdbc.query(
                SELECT + """
                where facility_id = ? and (?::uuid is null or doctor_id = ?::uuid) and ends_at > ?
                  and (?::timestamptz is null or (starts_at, id) > (?::timestamptz, ?::uuid))
                order by starts_at, id limit ?""",
                AbsenceStore::absence,
                facilityId,
                doctorId,
                doctorId,
                Columns.utc(end),
                after == null ? null : Columns.utc(after.start()),
                after == null ? null : Columns.utc(after.start()),
                after == null ? null : after.id(),
                limit);
    }

    /** False where that has been done already. */
    public boolean withdraw(UUID id, Instant at) {
        return jdbc.update(
                        "update absence set withdrawn_at = ?, version = version + 1 where id = ? and withdrawn_at is null",
                        Columns.utc(at),
                        id)
                == 1;
    }

    public void settled(UUID id, Instant at) {
        jdbc.update(
                "update absence set settled_at = ?, version = version + 1 where id = ? and settled_at is null",
                Columns.utc(at),
                id);
    }

    /** Those whose appointments are not all moved or cancelled yet, the oldest first. */
    public List<UUID> unsettled() {
        return jdbc.query(
                "select id from absence where settled_at is null and withdrawn_at is null order by created_at limit 100",
                (row, n) -> Columns.id(row, "id"));
    }

    /** Those that cover an instant, and whose doctor's patients wait for him still; by when they began. */
    public List<UUID> begun(Instant at, int limit) {
        return jdbc.query(
                "select id from absence where " + BEGUN + " order by starts_at, id limit ?",
                (row, n) -> Columns.id(row, "id"),
                Columns.utc(at),
                Columns.utc(at),
                limit);
    }

    /** Under its lock; empty where it is none of {@link #begun}. */
    public Optional<Absence> lockBegun(UUID id, Instant at) {
        return jdbc
                .query(
                        SELECT + "where " + BEGUN + " and id = ? for no key update",
                        AbsenceStore::absence,
                        Columns.utc(at),
                        Columns.utc(at),
                        id)
                .stream()
                .findFirst();
    }

    public void handedOver(UUID id, Instant at) {
        jdbc.update("update absence set handed_over_at = ? where id = ?", Columns.utc(at), id);
    }

    public boolean isAway(UUID facilityId, UUID doctorId, Instant at) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("""
                select exists (select from absence
                               where doctor_id = ? and facility_id = ? and withdrawn_at is null
                                 and starts_at <= ? and ends_at > ?)""", Boolean.class, doctorId, facilityId, Columns.utc(at), Columns.utc(at)));
    }

    /** When these doctors are away from a facility. */
    public List<Away> away(UUID facilityId, Collection<UUID> doctorIds, Instant from, Instant until) {
        return jdbc.query(
                """
                select doctor_id, starts_at, ends_at from absence
                where doctor_id = any(?::text[]::uuid[]) and facility_id = ? and withdrawn_at is null
                  and ends_at > ? and starts_at < ?""",
                (row, n) -> new Away(
                        Columns.id(row, "doctor_id"),
                        Columns.instant(row, "starts_at"),
                        Columns.instant(row, "ends_at")),
                Columns.texts(doctorIds),
                facilityId,
                Columns.utc(from),
                Columns.utc(until));
    }

    private static Absence absence(ResultSet row, int n) throws SQLException {
        return new Absence(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "doctor_id"),
                Columns.instant(row, "starts_at"),
                Columns.instant(row, "ends_at"),
                row.getString("reason"),
                Absence.Affected.valueOf(row.getString("affected")),
                Columns.instant(row, "created_at"),
                Columns.instantOrNull(row, "settled_at"),
                Columns.instantOrNull(row, "withdrawn_at"),
                row.getLong("version"));
    }
}
