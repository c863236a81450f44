package org.careturn.notifications.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.notifications.MessageUsage;
import org.careturn.notifications.MessageUsage.UsageReport;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationLog;
import org.careturn.notifications.NotificationLog.Filter;
import org.careturn.notifications.NotificationLog.LoggedNotification;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.Resends;
import org.careturn.notifications.Resends.Resent;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log of messages, so that "I got nothing" has an answer, and sending one once more. */
@RestController
class NotificationLogController {
    private final NotificationLog log;
    private final Resends resends;
    private final MessageUsage usage;
    private final Writes writes;

    NotificationLogController(NotificationLog log, Resends resends, MessageUsage usage, Writes writes) {
        this.log = log;
        this.resends = resends;
        this.usage = usage;
        this.writes = writes;
    }

    record Resend(
            @NotNull @Size(min = 3, max = 500) @Pattern(regexp = "[\\s\\S]*\\S[\\s\\S]*")
            String reason) {}

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

    @PostMapping("/api/v1/facilities/{facilityId}/notifications/{messageId}/resends")
    @Allow({Role.ADMIN, Role.RECEPTIONIST})
    ResponseEntity<Resent> resend(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @PathVariable UUID messageId,
            @Valid @RequestBody Resend request) {
        return writes.create(
                actor,
                key,
                request,
                Resent.class,
                () -> resends.resend(actor, facilityId, messageId, request.reason.strip()));
    }

    @GetMapping("/api/v1/facilities/{facilityId}/message-usage")
    @Allow(Role.ADMIN)
    UsageReport usage(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay) {
        return usage.report(actor, facilityId, firstDay, lastDay);
    }
}
