package org.careturn.audit.web;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.careturn.audit.AuditEvent;
import org.careturn.audit.AuditExport;
import org.careturn.audit.AuditExport.Format;
import org.careturn.audit.AuditExport.Prepared;
import org.careturn.audit.AuditFilter;
import org.careturn.audit.AuditSearch;
import org.careturn.audit.AuditVerification;
import org.careturn.audit.Head;
import org.careturn.audit.Verification;
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
    private static final String NDJSON = "application/x-ndjson";
    private static final String CSV = "text/csv";

    private final AuditSearch search;
    private final AuditExport export;
    private final AuditVerification verification;

    AuditController(AuditSearch search, AuditExport export, AuditVerification verification) {
        this.search = search;
        this.export = export;
        this.verification = verification;
    }

    /** Who did what to whom, the newest first: {@code from} included, {@code to} excluded. */
    @GetMapping
    @Allow(Role.ADMIN)
    Page<AuditEvent> page(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam(required = false) @Nullable UUID accountId,
            @RequestParam(required = false) @Nullable UUID subjectId,
            @RequestParam(required = false) @Nullable UUID patientId,
            @RequestParam(required = false) @Nullable @Pattern(regexp = AuditFilter.ACTION) String action,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return search.page(
                actor, new AuditFilter(facilityId, accountId, subjectId, patientId, action, from, to), cursor, limit);
    }

    @GetMapping("/verification")
    @Allow(Role.ADMIN)
    Verification verify(
            Actor actor,
            @RequestParam(defaultValue = "0") @Min(0) int after,
            @RequestParam(required = false) @Nullable @Pattern(regexp = Head.FORM) String head) {
        return verification.verify(
                actor, after, head == null ? null : Head.parse(head).orElseThrow());
    }

    @GetMapping(path = "/export.ndjson", produces = NDJSON)
    @Allow(Role.ADMIN)
    void exportLines(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam Instant from,
            @RequestParam Instant to,
            HttpServletResponse response)
            throws IOException {
        write(export.prepare(actor, facilityId, from, to, Format.NDJSON), NDJSON, response);
    }

    @GetMapping(path = "/export.csv", produces = CSV)
    @Allow(Role.ADMIN)
    void exportTable(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam Instant from,
            @RequestParam Instant to,
            HttpServletResponse response)
            throws IOException {
        write(export.prepare(actor, facilityId, from, to, Format.CSV), CSV, response);
    }

    private void write(Prepared prepared, String type, HttpServletResponse response) throws IOException {
        response.setContentType(type + ";charset=UTF-8");
        Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8);
        export.write(prepared, out);
        out.flush();
    }
}
