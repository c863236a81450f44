package org.careturn.forecasting.web;

import java.util.UUID;
import org.careturn.forecasting.Waits;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WaitController {
    private final Waits waits;

    WaitController(Waits waits) {
        this.waits = waits;
    }

    @GetMapping("/api/v1/facilities/{facilityId}/waits")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT})
    Waits.Now waits(Actor actor, @PathVariable UUID facilityId) {
        return waits.of(actor, facilityId);
    }
}
