package org.careturn.facilities;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets up departments and rooms. */
@Component
@Transactional
public class PlaceSetup {
    private final JdbcTemplate jdbc;
    private final FacilityRows rows;
    private final SettingChanges changes;

    PlaceSetup(JdbcTemplate jdbc, FacilityRows rows, SettingChanges changes) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.changes = changes;
    }

    public record NewDepartment(@NotBlank @Size(max = 200) String name) {}

    public record NewRoom(
            @NotNull UUID departmentId,
            @NotBlank @Size(max = 60) String name) {}

    public record DepartmentChange(
            @NotBlank @Size(max = 200) String name) {}

    /** What is null stays as it is. */
    public record RoomChange(
            @Nullable UUID departmentId,
            @Nullable @Size(min = 1, max = 60) String name,
            @Nullable Boolean active) {}

    public Outcome<Department> addDepartment(Actor actor, UUID facilityId, UUID id, NewDepartment request) {
        if (!rows.isAdmin(actor, facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        SettingChanges.unique(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        "insert into department (id, facility_id, name) values (?, ?, ?)",
                        id,
                        facilityId,
                        request.name));
        return changes.added(
                actor, "department", facilityId, id, rows.department(id).orElseThrow());
    }

    public Outcome<Department> changeDepartment(Actor actor, UUID id, long expectedVersion, DepartmentChange change) {
        Optional<Department> found = rows.department(id).filter(d -> actor.is(Role.ADMIN, d.facilityId()));
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        SettingChanges.updateOne(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        "update department set version = version + 1, name = ? where id = ? and version = ?",
                        change.name,
                        id,
                        expectedVersion));
        Department department = rows.department(id).orElseThrow();
        return changes.changed(actor, "department", department.facilityId(), id, found.get(), department);
    }

    public Outcome<Room> addRoom(Actor actor, UUID facilityId, UUID id, NewRoom request) {
        if (!rows.isAdmin(actor, facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (!rows.isDepartmentOf(facilityId, request.departmentId)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_DEPARTMENT);
        }
        SettingChanges.unique(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        "insert into room (id, facility_id, department_id, name) values (?, ?, ?, ?)",
                        id,
                        facilityId,
                        request.departmentId,
                        request.name));
        return changes.added(actor, "room", facilityId, id, rows.room(id).orElseThrow());
    }

    public Outcome<Room> changeRoom(Actor actor, UUID id, long expectedVersion, RoomChange change) {
        Optional<Room> found = rows.room(id).filter(r -> actor.is(Role.ADMIN, r.facilityId()));
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        UUID facilityId = found.get().facilityId();
        if (change.departmentId != null && !rows.isDepartmentOf(facilityId, change.departmentId)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_DEPARTMENT);
        }
        SettingChanges.updateOne(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update("""
                        update room set version = version + 1, department_id = coalesce(?, department_id),
                          name = coalesce(?, name), active = coalesce(?, active)
                        where id = ? and version = ?""", change.departmentId, change.name, change.active, id, expectedVersion));
        return changes.changed(
                actor, "room", facilityId, id, found.get(), rows.room(id).orElseThrow());
    }
}
