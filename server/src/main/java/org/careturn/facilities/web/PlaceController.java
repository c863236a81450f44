package org.careturn.facilities.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.careturn.facilities.Department;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.PlaceSetup;
import org.careturn.facilities.PlaceSetup.DepartmentChange;
import org.careturn.facilities.PlaceSetup.NewDepartment;
import org.careturn.facilities.PlaceSetup.NewRoom;
import org.careturn.facilities.PlaceSetup.RoomChange;
import org.careturn.facilities.Room;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ETags;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1")
class PlaceController {
    private final Facilities facilities;
    private final PlaceSetup setup;
    private final Writes writes;

    PlaceController(Facilities facilities, PlaceSetup setup, Writes writes) {
        this.facilities = facilities;
        this.setup = setup;
        this.writes = writes;
    }

    @GetMapping("/facilities/{facilityId}/departments")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    Items<Department> departments(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        return new Items<>(facilities.departments(facilityId));
    }

    @PostMapping("/facilities/{facilityId}/departments")
    @Allow(Role.ADMIN)
    ResponseEntity<Department> addDepartment(
            Actor actor, WriteKey key, @PathVariable UUID facilityId, @Valid @RequestBody NewDepartment request) {
        return ETags.tagged(
                writes.create(
                        actor,
                        key,
                        request,
                        Department.class,
                        () -> setup.addDepartment(actor, facilityId, Ids.next(), request)),
                Department::version);
    }

    @GetMapping("/departments/{departmentId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    ResponseEntity<Department> department(Actor actor, @PathVariable UUID departmentId) {
        Department department = facilities.department(departmentId);
        Visible.require(actor, department.facilityId());
        return ETags.ok(department, department.version());
    }

    @PatchMapping("/departments/{departmentId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Department> changeDepartment(
            Actor actor,
            WriteKey key,
            @PathVariable UUID departmentId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody DepartmentChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Department.class,
                Department::version,
                expected -> setup.changeDepartment(actor, departmentId, expected, request));
    }

    @GetMapping("/facilities/{facilityId}/rooms")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    Items<Room> rooms(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        return new Items<>(facilities.rooms(facilityId));
    }

    @PostMapping("/facilities/{facilityId}/rooms")
    @Allow(Role.ADMIN)
    ResponseEntity<Room> addRoom(
            Actor actor, WriteKey key, @PathVariable UUID facilityId, @Valid @RequestBody NewRoom request) {
        return ETags.tagged(
                writes.create(
                        actor, key, request, Room.class, () -> setup.addRoom(actor, facilityId, Ids.next(), request)),
                Room::version);
    }

    @GetMapping("/rooms/{roomId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    ResponseEntity<Room> room(Actor actor, @PathVariable UUID roomId) {
        Room room = facilities.room(roomId);
        Visible.require(actor, room.facilityId());
        return ETags.ok(room, room.version());
    }

    @PatchMapping("/rooms/{roomId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Room> changeRoom(
            Actor actor,
            WriteKey key,
            @PathVariable UUID roomId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody RoomChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Room.class,
                Room::version,
                expected -> setup.changeRoom(actor, roomId, expected, request));
    }
}
