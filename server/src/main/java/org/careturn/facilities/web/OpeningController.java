package org.careturn.facilities.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.BookingSetup.Rule;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.FacilityPolicy;
import org.careturn.facilities.OpeningHours;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.OpeningSetup.Holidays;
import org.careturn.facilities.OpeningSetup.Policy;
import org.careturn.facilities.OpeningSetup.Weekly;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ETags;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** When a facility is open, how its services are booked, and its settings for messages and retention. */
@RestController
@RequestMapping("/api/v1")
class OpeningController {
    private final Facilities facilities;
    private final OpeningSetup opening;
    private final BookingSetup booking;
    private final Writes writes;

    OpeningController(Facilities facilities, OpeningSetup opening, BookingSetup booking, Writes writes) {
        this.facilities = facilities;
        this.opening = opening;
        this.booking = booking;
        this.writes = writes;
    }

    /** The weekly hours; their ETag is the facility's. */
    @GetMapping("/facilities/{facilityId}/opening-hours")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Weekly> weekly(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        Weekly current = opening.weekly(facilityId);
        return ETags.ok(current, current.version());
    }

    record OpeningHoursChange(@NotNull @Size(max = 50) List<OpeningHours.@NotNull @Valid Hours> items) {}

    @PutMapping("/facilities/{facilityId}/opening-hours")
    @Allow(Role.ADMIN)
    ResponseEntity<Weekly> setWeekly(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody OpeningHoursChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Weekly.class,
                Weekly::version,
                expected -> opening.setWeekly(actor, facilityId, expected, request.items));
    }

    /** The holidays; their ETag is the facility's. */
    @GetMapping("/facilities/{facilityId}/holidays")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Holidays> holidays(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        Holidays current = opening.holidays(facilityId);
        return ETags.ok(current, current.version());
    }

    record HolidaysChange(@NotNull @Size(max = 400) List<OpeningHours.@NotNull @Valid Holiday> items) {}

    @PutMapping("/facilities/{facilityId}/holidays")
    @Allow(Role.ADMIN)
    ResponseEntity<Holidays> setHolidays(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody HolidaysChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Holidays.class,
                Holidays::version,
                expected -> opening.setHolidays(actor, facilityId, expected, request.items));
    }

    /** For messages and retention; their ETag is the facility's. */
    @GetMapping("/facilities/{facilityId}/policy")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    ResponseEntity<Policy> policy(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        Policy current = opening.policy(facilityId);
        return ETags.ok(current, current.version());
    }

    @PutMapping("/facilities/{facilityId}/policy")
    @Allow(Role.ADMIN)
    ResponseEntity<Policy> setPolicy(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody FacilityPolicy request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Policy.class,
                Policy::version,
                expected -> opening.setPolicy(actor, facilityId, expected, request));
    }

    /** How a service is booked; its ETag is the service's. */
    @GetMapping("/services/{serviceId}/booking-rule")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Rule> rule(Actor actor, @PathVariable UUID serviceId) {
        Visible.require(actor, facilities.service(serviceId).facilityId());
        Rule current = booking.rule(serviceId);
        return ETags.ok(current, current.version());
    }

    @PutMapping("/services/{serviceId}/booking-rule")
    @Allow(Role.ADMIN)
    ResponseEntity<Rule> setRule(
            Actor actor,
            WriteKey key,
            @PathVariable UUID serviceId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody BookingRule request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Rule.class,
                Rule::version,
                expected -> booking.setRule(actor, serviceId, expected, request));
    }
}
