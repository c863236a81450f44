package org.careturn.identity.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.careturn.identity.Account;
import org.careturn.identity.Devices;
import org.careturn.identity.Devices.Device;
import org.careturn.identity.Devices.PairingCode;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.identity.web.SignIns.Client;
import org.careturn.identity.web.SignIns.SignedIn;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Displays and kiosks: paired by a code, listed, revoked. */
@RestController
class DeviceController {
    static final String PAIR = "/api/v1/auth/pair";

    private final Devices devices;
    private final Limits limits;
    private final Writes writes;
    private final SignIns signIns;
    private final RefreshCookie cookie;

    DeviceController(Devices devices, Limits limits, Writes writes, SignIns signIns, RefreshCookie cookie) {
        this.devices = devices;
        this.limits = limits;
        this.writes = writes;
        this.signIns = signIns;
        this.cookie = cookie;
    }

    /** @param name where it hangs or stands */
    record NewDevice(
            @NotNull UUID facilityId,
            @NotBlank @Size(max = 200) String name) {}

    record Pairing(
            @NotNull @Size(max = 20) @Pattern(regexp = "[A-Za-z0-9 -]{8,20}")
            String code,

            @NotNull Client client) {
        @Override
        public String toString() {
            return "Pairing[]";
        }
    }

    /** Without an Idempotency-Key: a code that is shown once must not be kept to be repeated. */
    @PostMapping("/api/v1/devices")
    @Allow(Role.ADMIN)
    ResponseEntity<PairingCode> invite(Actor actor, @Valid @RequestBody NewDevice request) {
        PairingCode code =
                devices.invite(actor, request.facilityId, request.name).orElseThrow();
        return ResponseEntity.status(HttpStatus.CREATED).body(code);
    }

    @GetMapping("/api/v1/devices")
    @Allow(Role.ADMIN)
    Page<Device> list(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        List<Device> found =
                devices.page(actor, facilityId, Cursor.id(cursor), limit + 1).orElseThrow();
        return Page.of(found, limit, device -> Cursor.of(device.id()));
    }

    @DeleteMapping("/api/v1/devices/{deviceId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Device> revoke(Actor actor, WriteKey key, @PathVariable UUID deviceId) {
        return writes.change(actor, key, null, Device.class, () -> devices.revoke(actor, deviceId));
    }

    @PostMapping(PAIR)
    @AllowAnyone(
            because =
                    "A device that is paired isn't signed in yet; the code decides, and limits keep it from being guessed.")
    ResponseEntity<SignedIn> pair(@Valid @RequestBody Pairing request, HttpServletRequest http) {
        cookie.checkOrigin(http, false);
        String address = ClientAddress.of(http);
        Attempt attempt = limits.begin(Attempted.PAIRING, address, address);
        Account account = devices.pair(request.code).orElseThrow();
        attempt.doesNotCount();
        return signIns.open(account, request.client, account.displayName());
    }
}
