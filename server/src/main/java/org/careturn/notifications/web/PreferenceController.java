package org.careturn.notifications.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.careturn.notifications.Preferences;
import org.careturn.notifications.Preferences.Choice;
import org.careturn.notifications.Preferences.Preference;
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

/** How a patient wants to be told: by the patient, whoever acts for him, or the staff. */
@RestController
@RequestMapping("/api/v1/patients/{patientId}/message-preference")
class PreferenceController {
    private final Preferences preferences;
    private final Writes writes;

    PreferenceController(Preferences preferences, Writes writes) {
        this.preferences = preferences;
        this.writes = writes;
    }

    record PreferenceChange(
            @NotNull Choice channel, @NotNull Boolean reminders) {}

    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Preference> read(Actor actor, @PathVariable UUID patientId) {
        Preference current = preferences.get(actor, patientId);
        return ETags.ok(current, current.version());
    }

    @PutMapping
    @Allow({Role.ADMIN, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    ResponseEntity<Preference> set(
            Actor actor,
            WriteKey key,
            @PathVariable UUID patientId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody PreferenceChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Preference.class,
                Preference::version,
                expected -> preferences.set(actor, patientId, expected, request.channel, request.reminders));
    }
}
