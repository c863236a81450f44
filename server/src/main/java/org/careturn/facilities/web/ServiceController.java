package org.careturn.facilities.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Service;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.ServiceSetup.NewService;
import org.careturn.facilities.ServiceSetup.QueueChange;
import org.careturn.facilities.ServiceSetup.ServiceChange;
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
class ServiceController {
    private final Facilities facilities;
    private final ServiceSetup setup;
    private final Writes writes;

    ServiceController(Facilities facilities, ServiceSetup setup, Writes writes) {
        this.facilities = facilities;
        this.setup = setup;
        this.writes = writes;
    }

    /** Patients see the active ones. */
    @GetMapping("/facilities/{facilityId}/services")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    Items<Service> services(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        return new Items<>(facilities.services(facilityId).stream()
                .filter(service -> service.active() || actor.mayIn(facilityId))
                .toList());
    }

    @PostMapping("/facilities/{facilityId}/services")
    @Allow(Role.ADMIN)
    ResponseEntity<Service> addService(
            Actor actor, WriteKey key, @PathVariable UUID facilityId, @Valid @RequestBody NewService request) {
        return ETags.tagged(
                writes.create(
                        actor,
                        key,
                        request,
                        Service.class,
                        () -> setup.addService(actor, facilityId, Ids.next(), Ids.next(), request)),
                Service::version);
    }

    @GetMapping("/services/{serviceId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Service> service(Actor actor, @PathVariable UUID serviceId) {
        Service service = facilities.service(serviceId);
        Visible.require(actor, service.facilityId());
        return ETags.ok(service, service.version());
    }

    @PatchMapping("/services/{serviceId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Service> changeService(
            Actor actor,
            WriteKey key,
            @PathVariable UUID serviceId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody ServiceChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Service.class,
                Service::version,
                expected -> setup.changeService(actor, serviceId, expected, request));
    }

    @GetMapping("/facilities/{facilityId}/queues")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    Items<QueueSettings> queues(Actor actor, @PathVariable UUID facilityId) {
        Visible.require(actor, facilityId);
        return new Items<>(facilities.queues(facilityId));
    }

    @GetMapping("/queues/{queueId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.DEVICE})
    ResponseEntity<QueueSettings> queue(Actor actor, @PathVariable UUID queueId) {
        QueueSettings queue = facilities.queue(queueId);
        Visible.require(actor, queue.facilityId());
        return ETags.ok(queue, queue.version());
    }

    @PatchMapping("/queues/{queueId}")
    @Allow(Role.ADMIN)
    ResponseEntity<QueueSettings> changeQueue(
            Actor actor,
            WriteKey key,
            @PathVariable UUID queueId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody QueueChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                QueueSettings.class,
                QueueSettings::version,
                expected -> setup.changeQueue(actor, queueId, expected, request));
    }
}
