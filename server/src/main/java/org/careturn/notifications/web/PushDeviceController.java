package org.careturn.notifications.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.notifications.PushDevices;
import org.careturn.notifications.PushDevices.Acknowledgement;
import org.careturn.notifications.PushDevices.Platform;
import org.careturn.notifications.PushDevices.PushDevice;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/push-devices/{pushDeviceId}")
class PushDeviceController {
    private final PushDevices devices;
    private final Writes writes;

    PushDeviceController(PushDevices devices, Writes writes) {
        this.devices = devices;
        this.writes = writes;
    }

    /** @param token as Firebase gave it to the app */
    record PushToken(
            @NotNull @Size(min = 20, max = 4096) @Pattern(regexp = "[!-~]+")
            String token,

            @NotNull Platform platform) {
        @Override
        public String toString() {
            return "PushToken[" + platform + ", " + token.hashCode() + "]";
        }
    }

    record Shown(@NotNull UUID notificationId) {}

    @PutMapping
    @Allow(Role.PATIENT)
    ResponseEntity<PushDevice> register(
            Actor actor, WriteKey key, @PathVariable UUID pushDeviceId, @Valid @RequestBody PushToken request) {
        return writes.change(
                actor,
                key,
                request,
                PushDevice.class,
                () -> devices.put(actor, pushDeviceId, request.token, request.platform));
    }

    @DeleteMapping
    @Allow(Role.PATIENT)
    ResponseEntity<PushDevice> remove(Actor actor, WriteKey key, @PathVariable UUID pushDeviceId) {
        return writes.change(actor, key, null, PushDevice.class, () -> devices.remove(actor, pushDeviceId));
    }

    @PostMapping("/acknowledgements")
    @Allow(Role.PATIENT)
    ResponseEntity<Acknowledgement> acknowledge(
            Actor actor, WriteKey key, @PathVariable UUID pushDeviceId, @Valid @RequestBody Shown request) {
        return writes.change(
                actor,
                key,
                request,
                Acknowledgement.class,
                () -> devices.acknowledge(actor, pushDeviceId, request.notificationId));
    }
}
