package org.careturn.patients;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.patients.KeptAboutPatients.Merge;
import org.careturn.patients.KeptAboutPatients.Table;
import org.careturn.patients.PatientMerges.Line;
import org.careturn.patients.PatientMerges.Merged;
import org.careturn.patients.TakeOvers.Taken;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Moves what refers to a patient to another, writes down what it moved, and moves that back. */
@Repository
class MergeStore {
    private static final String FACILITY = "patient_facility";
    private static final String FACILITY_GAINED = "patient_facility gained";
    private static final String ACCOUNT = "account";
    private static final String ALIAS = "patient";

    private final JdbcTemplate jdbc;

    MergeStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Locked(
            UUID id,
            long version,
            @Nullable UUID accountId,
            @Nullable UUID mergedInto) {}

    /** A row that moved and stands on somebody's screen. */
    record Live(UUID facilityId, String kind, UUID id) {}

    /** Both rows under their locks, so that nothing new refers to them before the end. */
    Map<UUID, Locked> lock(UUID one, UUID other) {
        Map<UUID, Locked> locked = new LinkedHashMap<>();
        jdbc.query(
                "select id, version, account_id, merged_into from patient where id in (?, ?) order by id for update",
                row -> {
                    UUID id = row.getObject("id", UUID.class);
                    locked.put(
                            id,
                            new Locked(
                                    id,
                                    row.getLong("version"),
                                    row.getObject("account_id", UUID.class),
                                    row.getObject("merged_into", UUID.class)));
                },
                one,
                other);
        return locked;
    }

    void insert(Merge merge) {
        jdbc.update(
                "insert into patient_merge (id, patient_id, duplicate_id, account_id, merged_at) values (?, ?, ?, ?, ?)",
                merge.id(),
                merge.patientId(),
                merge.duplicateId(),
                merge.actor().accountId(),
                Timestamp.from(merge.at()));
    }

    Optional<Merged> find(UUID id) {
        return merges("id = ?", id).stream().findFirst();
    }

    /** The merge by which this id became an alias. */
    Optional<Merged> openOf(UUID duplicateId) {
        return merges("duplicate_id = ? and undone_at is null", duplicateId).stream()
                .findFirst();
    }

    private List<Merged> merges(String where, UUID id) {
        return jdbc.query(
                "select id, patient_id, duplicate_id, merged_at, undone_at from patient_merge where " + where,
                (row, n) -> merged(row),
                id);
    }

    private static Merged merged(ResultSet row) throws SQLException {
        Timestamp undone = row.getTimestamp("undone_at");
        return new Merged(
                row.getObject("id", UUID.class),
                row.getObject("patient_id", UUID.class),
                row.getObject("duplicate_id", UUID.class),
                row.getTimestamp("merged_at").toInstant(),
                undone == null ? null : undone.toInstant());
    }

    /** What became one with this record, the latest first. */
    List<Line> into(UUID patientId) {
        return jdbc.query(
                """
                select m.id, m.patient_id, m.duplicate_id, m.merged_at, m.undone_at, d.name, d.birth_date
                from patient_merge m join patient d on d.id = m.duplicate_id
                where m.patient_id = ? order by m.merged_at desc, m.id desc""",
                (row, n) -> new Line(
                        merged(row),
                        new Patient.Brief(
                                row.getObject("duplicate_id", UUID.class),
                                row.getString("name"),
                                row.getObject("birth_date", LocalDate.class))),
                patientId);
    }

    void move(Merge merge, Table table) {
        jdbc.update(
                """
                with moved as (update %s set %s = ?%s where %s = ? returning id)
                insert into patient_merge_row (merge_id, relation, row_id) select ?, ?, id from moved""".formatted(table.name(), table.column(), grown(table), table.column()),
                merge.patientId(),
                merge.duplicateId(),
                merge.id(),
                table.name());
    }

    /** Returns whether all that moved is still there. */
    boolean moveBack(Merge merge, Table table) {
        int back = jdbc.update(
                """
                update %s set %s = ?%s where %s = ? and id in
                  (select row_id from patient_merge_row where merge_id = ? and relation = ?)""".formatted(table.name(), table.column(), grown(table), table.column()),
                merge.duplicateId(),
                merge.patientId(),
                merge.id(),
                table.name());
        return back == rows(merge.id(), table.name()).size();
    }

    List<Live> live(Merge merge, Table table) {
        String kind = table.kind();
        return kind == null
                ? List.of()
                : jdbc.query(
                        """
                        select t.id, t.facility_id from %s t join patient_merge_row r on r.row_id = t.id
                        where r.merge_id = ? and r.relation = ? and %s""".formatted(table.name(), table.live()),
                        (row, n) -> new Live(
                                row.getObject("facility_id", UUID.class), kind, row.getObject("id", UUID.class)),
                        merge.id(),
                        table.name());
    }

    void moveFacilities(Merge merge) {
        jdbc.update("""
                with gained as (
                  insert into patient_facility (patient_id, facility_id)
                  select ?, facility_id from patient_facility where patient_id = ?
                  on conflict do nothing returning facility_id)
                insert into patient_merge_row (merge_id, relation, row_id) select ?, ?, facility_id from gained""", merge.patientId(), merge.duplicateId(), merge.id(), FACILITY_GAINED);
        jdbc.update("""
                with lost as (delete from patient_facility where patient_id = ? returning facility_id)
                insert into patient_merge_row (merge_id, relation, row_id) select ?, ?, facility_id from lost""", merge.duplicateId(), merge.id(), FACILITY);
    }

    /** A facility that only the merge let know the patient stays where something of the patient is there by now. */
    void moveFacilitiesBack(Merge merge, List<Table> tables) {
        for (UUID facility : rows(merge.id(), FACILITY)) {
            jdbc.update(
                    "insert into patient_facility (patient_id, facility_id) values (?, ?) on conflict do nothing",
                    merge.duplicateId(),
                    facility);
        }
        for (UUID facility : rows(merge.id(), FACILITY_GAINED)) {
            boolean used = tables.stream()
                    .filter(table -> table.kind() != null)
                    .anyMatch(table -> Boolean.TRUE.equals(jdbc.queryForObject(
                            "select exists (select from %s where %s = ? and facility_id = ?)"
                                    .formatted(table.name(), table.column()),
                            Boolean.class,
                            merge.patientId(),
                            facility)));
            if (!used) {
                jdbc.update(
                        "delete from patient_facility where patient_id = ? and facility_id = ?",
                        merge.patientId(),
                        facility);
            }
        }
    }

    void moveAccount(Merge merge, UUID account) {
        jdbc.update("update patient set account_id = null where id = ?", merge.duplicateId());
        jdbc.update("update patient set account_id = ? where id = ?", account, merge.patientId());
        note(merge.id(), ACCOUNT, account, null);
    }

    /** The account that the merge moved. */
    Optional<UUID> movedAccount(UUID mergeId) {
        return rows(mergeId, ACCOUNT).stream().findFirst();
    }

    void moveAccountBack(Merge merge, UUID account) {
        jdbc.update("update patient set account_id = null where id = ?", merge.patientId());
        jdbc.update("update patient set account_id = ? where id = ?", account, merge.duplicateId());
    }

    /** The duplicate and all its aliases mean the other record from now on. */
    void makeAlias(Merge merge) {
        jdbc.update("""
                with moved as (update patient set merged_into = ? where merged_into = ? returning id)
                insert into patient_merge_row (merge_id, relation, row_id) select ?, ?, id from moved""", merge.patientId(), merge.duplicateId(), merge.id(), ALIAS);
        jdbc.update(
                "update patient set merged_into = ?, version = version + 1 where id = ?",
                merge.patientId(),
                merge.duplicateId());
        jdbc.update("update patient set version = version + 1 where id = ?", merge.patientId());
    }

    void endAlias(Merge merge) {
        jdbc.update("update patient set merged_into = null, version = version + 1 where id = ?", merge.duplicateId());
        jdbc.update("update patient set version = version + 1 where id = ?", merge.patientId());
        jdbc.update("""
                update patient set merged_into = ? where merged_into = ? and id in
                  (select row_id from patient_merge_row where merge_id = ? and relation = ?)""", merge.duplicateId(), merge.patientId(), merge.id(), ALIAS);
    }

    int setUndone(UUID mergeId, Instant at) {
        return jdbc.update(
                "update patient_merge set undone_at = ? where id = ? and undone_at is null",
                Timestamp.from(at),
                mergeId);
    }

    void noteTaken(UUID mergeId, Taken taken) {
        jdbc.update(
                "update patient_merge set taken_allergies = ?, taken_phones = ?, taken_main_phone = ? where id = ?",
                taken.allergies().toArray(Integer[]::new),
                taken.phones().toArray(Integer[]::new),
                taken.mainPhone(),
                mergeId);
    }

    Taken taken(UUID mergeId) {
        return jdbc.query(
                        "select taken_allergies, taken_phones, taken_main_phone from patient_merge where id = ?",
                        (row, n) -> new Taken(
                                Columns.list(row, "taken_allergies", Integer.class),
                                Columns.list(row, "taken_phones", Integer.class),
                                row.getBoolean("taken_main_phone")),
                        mergeId)
                .getFirst();
    }

    void note(UUID mergeId, String relation, UUID rowId, @Nullable Long version) {
        jdbc.update(
                "insert into patient_merge_row (merge_id, relation, row_id, version) values (?, ?, ?, ?)",
                mergeId,
                relation,
                rowId,
                version);
    }

    Map<UUID, Long> versions(UUID mergeId, String relation) {
        Map<UUID, Long> versions = new LinkedHashMap<>();
        jdbc.query(
                "select row_id, version from patient_merge_row where merge_id = ? and relation = ? order by row_id",
                row -> {
                    versions.put(row.getObject("row_id", UUID.class), row.getLong("version"));
                },
                mergeId,
                relation);
        return versions;
    }

    private List<UUID> rows(UUID mergeId, String relation) {
        return List.copyOf(versions(mergeId, relation).keySet());
    }

    private static String grown(Table table) {
        return table.versioned() ? ", version = version + 1" : "";
    }
}
