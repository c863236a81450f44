package org.careturn.forecasting.web;

import jakarta.validation.Valid;
import java.util.UUID;
import org.careturn.forecasting.whatif.WhatIfJob;
import org.careturn.forecasting.whatif.WhatIfRequest;
import org.careturn.forecasting.whatif.WhatIfs;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/forecasts/what-if")
class WhatIfController {
    private final WhatIfs whatIfs;
    private final Writes writes;

    WhatIfController(WhatIfs whatIfs, Writes writes) {
        this.whatIfs = whatIfs;
        this.writes = writes;
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<WhatIfJob> start(Actor actor, WriteKey key, @Valid @RequestBody WhatIfRequest request) {
        return writes.create(actor, key, request, WhatIfJob.class, () -> whatIfs.start(actor, request));
    }

    @GetMapping("/{whatIfId}")
    @Allow(Role.ADMIN)
    WhatIfJob read(Actor actor, @PathVariable UUID whatIfId) {
        return whatIfs.find(actor, whatIfId);
    }

    @DeleteMapping("/{whatIfId}")
    @Allow(Role.ADMIN)
    ResponseEntity<WhatIfJob> cancel(Actor actor, WriteKey key, @PathVariable UUID whatIfId) {
        return writes.change(actor, key, null, WhatIfJob.class, () -> whatIfs.cancel(actor, whatIfId));
    }
}
