package org.careturn.identity.web;

import java.util.UUID;
import org.careturn.identity.tokens.SignInList;
import org.careturn.identity.tokens.SignInList.Ended;
import org.careturn.identity.tokens.SignInList.SignInItems;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** The open sign-ins: one's own, and those of the staff that one administers. */
@RestController
class SignInController {
    private final SignInList signIns;
    private final Writes writes;

    SignInController(SignInList signIns, Writes writes) {
        this.signIns = signIns;
        this.writes = writes;
    }

    @GetMapping("/api/v1/auth/sessions")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    SignInItems own(Actor actor) {
        return signIns.own(actor);
    }

    @DeleteMapping("/api/v1/auth/sessions/{sessionId}")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Ended> endOwn(Actor actor, WriteKey key, @PathVariable UUID sessionId) {
        return writes.change(actor, key, null, Ended.class, () -> signIns.endOwn(actor, sessionId));
    }

    @DeleteMapping("/api/v1/auth/sessions")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Ended> endOthers(Actor actor, WriteKey key) {
        return writes.change(actor, key, null, Ended.class, () -> signIns.endOthers(actor));
    }

    @GetMapping("/api/v1/staff/{staffId}/sessions")
    @Allow(Role.ADMIN)
    SignInItems ofStaff(Actor actor, @PathVariable UUID staffId) {
        return signIns.ofStaff(actor, staffId).orElseThrow();
    }

    @DeleteMapping("/api/v1/staff/{staffId}/sessions")
    @Allow(Role.ADMIN)
    ResponseEntity<Ended> endOfStaff(Actor actor, WriteKey key, @PathVariable UUID staffId) {
        return writes.change(actor, key, null, Ended.class, () -> signIns.endOfStaff(actor, staffId));
    }
}
