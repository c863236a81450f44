package org.careturn.scheduling.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Appointment;
import org.careturn.scheduling.WaitingListEntry;
import org.careturn.scheduling.WaitingListEntry.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

@Repository
public class WaitingListStore {
    private static final String SELECT = """
            select w.id, w.facility_id, w.service_id, w.doctor_id, w.patient_id, w.from_day, w.until_day, w.status,
              w.created_at, w.version
            from waiting_list_entry w
            """;

    private final JdbcTemplate jdbc;

    WaitingListStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** False where the patient waits for this service already. */
    public boolean insert(WaitingListEntry entry) {
        return jdbc.update(
                        """
                        insert into waiting_list_entry (id, facility_id, service_id, doctor_id, patient_id, from_day,
                          until_day, status, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing""",
                        entry.id(),
                        entry.facilityId(),
                        entry.serviceId(),
                        entry.doctorId(),
                        entry.patientId(),
                        entry.fromDay(),
                        entry.untilDay(),
                        entry.status().name(),
                        Columns.utc(entry.createdAt()))
                == 1;
    }

    public Optional<WaitingListEntry> find(UUID id) {
        return one(SELECT + "where w.id = ?", id);
    }

    public Optional<WaitingListEntry> lock(UUID id) {
        return one(SELECT + "where w.id = ? for no key update", id);
    }

    public Optional<WaitingListEntry> lockOpen(UUID patientId, UUID serviceId) {
        return one(SELECT + """
                where w.patient_id = ? and w.service_id = ? and w.status in ('WAITLIST', 'PROPOSED')
                for no key update""", patientId, serviceId);
    }

    /** Those of a facility who wait, and whose last day was before this one. */
    public List<UUID> over(UUID facilityId, LocalDate today, int limit) {
        return jdbc.query("""
                select id from waiting_list_entry
                where facility_id = ? and status = 'WAITLIST' and until_day < ?
                order by until_day, id limit ?""", (row, n) -> Columns.id(row, "id"), facilityId, today, limit);
    }

    /** Who has waited longest for a slot such as this one has become, and was not offered it before; locked. */
    public Optional<WaitingListEntry> lockNext(Appointment freed) {
        return one(
                SELECT + """
                where w.service_id = ? and w.status = 'WAITLIST' and (w.doctor_id is null or w.doctor_id = ?)
                  and ? between w.from_day and w.until_day and w.patient_id <> ?
                  and not exists (select from appointment a where a.waiting_list_id = w.id and a.doctor_id = ?
                                  and a.starts_at = ?)
                  and not exists (select from appointment a where a.patient_id = w.patient_id and a.doctor_id = ?
                                  and a.day = ? and a.status in ('PROPOSED', 'BOOKED', 'CHECKED_IN'))
                order by w.created_at, w.id limit 1 for no key update skip locked""",
                freed.serviceId(),
                freed.doctorId(),
                freed.day(),
                freed.patientId(),
                freed.doctorId(),
                Columns.utc(freed.start()),
                freed.doctorId(),
                freed.day());
    }

    /** Must have been read under its lock in this transaction. */
    public void setWish(UUID id, @Nullable UUID doctorId, LocalDate fromDay, LocalDate untilDay) {
        jdbc.update("""
                update waiting_list_entry set doctor_id = ?, from_day = ?, until_day = ?, version = version + 1
                where id = ?""", doctorId, fromDay, untilDay, id);
    }

    /** False where its status is another. */
    public boolean setStatus(UUID id, Status from, Status to) {
        return jdbc.update(
                        "update waiting_list_entry set status = ?, version = version + 1 where id = ? and status = ?",
                        to.name(),
                        id,
                        from.name())
                == 1;
    }

    /** Who waits in a facility, the longest first; null: for any service. */
    public List<WaitingListEntry> open(
            UUID facilityId, @Nullable UUID serviceId, @Nullable WaitingListEntry after, int limit) {
        return jdbc.query(
                SELECT + """
                where w.facility_id = ? and w.status in ('WAITLIST', 'PROPOSED')
                  and (?::uuid is null or w.service_id = ?::uuid)
                  and (?::timestamptz is null or (w.created_at, w.id) > (?::timestamptz, ?::uuid))
                order by w.created_at, w.id limit ?""",
                WaitingListStore::entry,
                facilityId,
                serviceId,
                serviceId,
                after == null ? null : Columns.utc(after.createdAt()),
                after == null ? null : Columns.utc(after.createdAt()),
                after == null ? null : after.id(),
                limit);
    }

    public List<WaitingListEntry> ofPatients(Collection<UUID> patientIds, @Nullable WaitingListEntry after, int limit) {
        return jdbc.query(
                SELECT + """
                where w.patient_id = any(?::text[]::uuid[]) and w.status in ('WAITLIST', 'PROPOSED')
                  and (?::timestamptz is null or (w.created_at, w.id) > (?::timestamptz, ?::uuid))
                order by w.created_at, w.id limit ?""",
                WaitingListStore::entry,
                Columns.texts(patientIds),
                after == null ? null : Columns.utc(after.createdAt()),
                after == null ? null : Columns.utc(after.createdAt()),
                after == null ? null : after.id(),
                limit);
    }

    private Optional<WaitingListEntry> one(String sql, Object... arguments) {
        return jdbc.query(sql, WaitingListStore::entry, arguments).stream().findFirst();
    }

    private static WaitingListEntry entry(ResultSet row, int n) throws SQLException {
        return new WaitingListEntry(
                Columns.id(row, "id"),
                Columns.id(row, "facility_id"),
                Columns.id(row, "service_id"),
                Columns.idOrNull(row, "doctor_id"),
                Columns.id(row, "patient_id"),
                row.getObject("from_day", LocalDate.class),
                row.getObject("until_day", LocalDate.class),
                Status.valueOf(row.getString("status")),
                Columns.instant(row, "created_at"),
                null,
                row.getLong("version"));
    }
}
