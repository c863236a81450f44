package org.careturn.audit.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.UUID;
import org.careturn.audit.AuditEvent;
import org.careturn.audit.AuditSearch;
import org.careturn.audit.AuditSearch.Filter;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit")
class AuditController {
    private final AuditSearch search;

    AuditController(AuditSearch search) {
        this.search = search;
    }

    /** Who did what to whom, the newest first: {@code from} included, {@code to} excluded. */
    @GetMapping
    @Allow(Role.ADMIN)
    Page<AuditEvent> page(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable UUID patientId,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "[A-Z_]{1,60}") String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return search.page(actor, new Filter(facilityId, subjectId, patientId, action, from, to), cursor, limit);
    }
}
