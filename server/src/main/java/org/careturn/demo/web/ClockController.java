package org.careturn.demo.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.careturn.demo.ClockDriving;
import org.careturn.demo.ClockDriving.ClockState;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/demo/clock")
class ClockController {
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private final ClockDriving driving;
    private final Writes writes;

    ClockController(ClockDriving driving, Writes writes) {
        this.driving = driving;
        this.writes = writes;
    }

    /** @param now from 1970 to 2099; taken to the microsecond */
    record Drive(@NotNull Instant now) {}

    @GetMapping
    @Allow(Role.ADMIN)
    ClockState get(Actor actor) {
        return driving.state(actor).orElseThrow();
    }

    @PutMapping
    @Allow(Role.ADMIN)
    ResponseEntity<ClockState> drive(Actor actor, WriteKey key, @Valid @RequestBody Drive request) {
        if (request.now.isBefore(EARLIEST) || !request.now.isBefore(LATEST)) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "now must lie between 1970 and 2100.");
        }
        Instant now = request.now.truncatedTo(ChronoUnit.MICROS);
        return writes.change(actor, key, request, ClockState.class, () -> driving.drive(actor, now));
    }

    @DeleteMapping
    @Allow(Role.ADMIN)
    ResponseEntity<ClockState> release(Actor actor, WriteKey key) {
        return writes.change(actor, key, null, ClockState.class, () -> driving.release(actor));
    }
}
