package org.careturn.notifications.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationLog;
import org.careturn.notifications.NotificationLog.Filter;
import org.careturn.notifications.NotificationLog.LoggedNotification;
import org.careturn.notifications.NotificationState;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of messages, so that "I got nothing" has an answer. */
@RestController
class NotificationLogController {
    private final NotificationLog log;

    NotificationLogController(NotificationLog log) {
        this.log = log;
    }

    @GetMapping("/api/v1/facilities/{facilityId}/notifications")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    Page<LoggedNotification> list(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam(required = false) @Nullable UUID patientId,
            @RequestParam(required = false) @Nullable NotificationState state,
            @RequestParam(required = false) @Nullable NotificationKind kind,
            @RequestParam(required = false) @Nullable LocalDate day,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return log.page(actor, facilityId, new Filter(patientId, state, kind, day), cursor, limit);
    }
}
