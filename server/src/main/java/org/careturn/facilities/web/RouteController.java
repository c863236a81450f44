package org.careturn.facilities.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Route;
import org.careturn.facilities.RouteSetup;
import org.careturn.facilities.RouteSetup.NewRoute;
import org.careturn.facilities.RouteSetup.RouteChange;
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
class RouteController {
    private final Facilities facilities;
    private final RouteSetup setup;
    private final Writes writes;

    RouteController(Facilities facilities, RouteSetup setup, Writes writes) {
        this.facilities = facilities;
        this.setup = setup;
        this.writes = writes;
    }

    @GetMapping("/facilities/{facilityId}/routes")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    Items<Route> routes(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        return new Items<>(facilities.routes(facilityId));
    }

    @PostMapping("/facilities/{facilityId}/routes")
    @Allow(Role.ADMIN)
    ResponseEntity<Route> addRoute(
            Actor actor, WriteKey key, @PathVariable UUID facilityId, @Valid @RequestBody NewRoute request) {
        return ETags.tagged(
                writes.create(
                        actor, key, request, Route.class, () -> setup.addRoute(actor, facilityId, Ids.next(), request)),
                Route::version);
    }

    @GetMapping("/routes/{routeId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    ResponseEntity<Route> route(Actor actor, @PathVariable UUID routeId) {
        Route route = facilities.route(routeId);
        Visible.require(actor, route.facilityId());
        return ETags.ok(route, route.version());
    }

    @PatchMapping("/routes/{routeId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Route> changeRoute(
            Actor actor,
            WriteKey key,
            @PathVariable UUID routeId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody RouteChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Route.class,
                Route::version,
                expected -> setup.changeRoute(actor, routeId, expected, request));
    }
}
