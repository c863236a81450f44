package org.careturn.facilities.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilitySetup;
import org.careturn.facilities.FacilitySetup.FacilityChange;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.FacilitySetup.PriorityGroups;
import org.careturn.facilities.FacilitySetup.UrgencyLevels;
import org.careturn.facilities.PriorityGroup;
import org.careturn.facilities.UrgencyLevel;
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
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/facilities")
class FacilityController {
    private final Facilities facilities;
    private final FacilitySetup setup;
    private final Writes writes;

    FacilityController(Facilities facilities, FacilitySetup setup, Writes writes) {
        this.facilities = facilities;
        this.setup = setup;
        this.writes = writes;
    }

    /** Patients see every facility, staff and devices their own. */
    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    Items<Facility> list(Actor actor) {
        return new Items<>(facilities.all().stream()
                .filter(facility -> Visible.isTo(actor, facility.id()))
                .toList());
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<Facility> open(Actor actor, WriteKey key, @Valid @RequestBody NewFacility request) {
        return ETags.tagged(
                writes.create(actor, key, request, Facility.class, () -> setup.open(actor, Ids.next(), request)),
                Facility::version);
    }

    @GetMapping("/{facilityId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Facility> get(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        Facility facility = facilities.facility(facilityId);
        return ETags.ok(facility, facility.version());
    }

    @PatchMapping("/{facilityId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Facility> change(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody FacilityChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Facility.class,
                Facility::version,
                expected -> setup.change(actor, facilityId, expected, request));
    }

    /** The five urgencies; their ETag is the facility's. */
    @GetMapping("/{facilityId}/urgency-levels")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    ResponseEntity<UrgencyLevels> urgencyLevels(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        UrgencyLevels current = setup.urgencyLevels(facilityId);
        return ETags.ok(current, current.version());
    }

    record UrgencyLevelsChange(
            @NotNull @Size(min = 5, max = 5) List<@NotNull @Valid UrgencyLevel> items) {}

    @PutMapping("/{facilityId}/urgency-levels")
    @Allow(Role.ADMIN)
    ResponseEntity<UrgencyLevels> setUrgencyLevels(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody UrgencyLevelsChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                UrgencyLevels.class,
                UrgencyLevels::version,
                expected -> setup.setUrgencyLevels(actor, facilityId, expected, request.items));
    }

    /** The groups with a head start; their ETag is the facility's. */
    @GetMapping("/{facilityId}/priority-groups")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    ResponseEntity<PriorityGroups> priorityGroups(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        PriorityGroups current = setup.priorityGroups(facilityId);
        return ETags.ok(current, current.version());
    }

    record PriorityGroupsChange(@NotNull @Size(max = 30) List<@NotNull @Valid PriorityGroup> items) {}

    @PutMapping("/{facilityId}/priority-groups")
    @Allow(Role.ADMIN)
    ResponseEntity<PriorityGroups> setPriorityGroups(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PriorityGroupsChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                PriorityGroups.class,
                PriorityGroups::version,
                expected -> setup.setPriorityGroups(actor, facilityId, expected, request.items));
    }
}
