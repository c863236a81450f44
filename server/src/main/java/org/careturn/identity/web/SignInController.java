package org.careturn.identity.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import java.util.UUID;
import org.careturn.identity.tokens.SignInList;
import org.careturn.identity.tokens.SignInList.Ended;
import org.careturn.identity.tokens.SignInList.SignIn;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
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
    Page<SignIn> own(
            Actor actor,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return page(signIns.own(actor, Cursor.id(cursor), limit + 1), limit);
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
    Page<SignIn> ofStaff(
            Actor actor,
            @PathVariable UUID staffId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return page(
                signIns.ofStaff(actor, staffId, Cursor.id(cursor), limit + 1).orElseThrow(), limit);
    }

    @DeleteMapping("/api/v1/staff/{staffId}/sessions")
    @Allow(Role.ADMIN)
    ResponseEntity<Ended> endOfStaff(Actor actor, WriteKey key, @PathVariable UUID staffId) {
        return writes.change(actor, key, null, Ended.class, () -> signIns.endOfStaff(actor, staffId));
    }

    private static Page<SignIn> page(List<SignIn> found, int limit) {
        return Page.of(found, limit, signIn -> Cursor.of(signIn.id()));
    }
}
