package org.careturn.patients.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.patients.PatientSearch;
import org.careturn.patients.PatientSearch.Hits;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Asks by POST, without a key: what is typed is personal and must not stand in addresses, and nothing is changed. */
@RestController
class PatientSearchController {
    private static final int USUAL = 20;

    private final PatientSearch search;

    PatientSearchController(PatientSearch search) {
        this.search = search;
    }

    record Query(
            @NotNull UUID facilityId,
            @NotNull @Size(min = 1, max = 100) String text,
            @Nullable @Min(1) @Max(50) Integer limit) {
        @Override
        public String toString() {
            return "Query[]";
        }
    }

    @PostMapping("/api/v1/patients/search")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST})
    Hits search(Actor actor, @Valid @RequestBody Query request) {
        return search.search(actor, request.facilityId, request.text, request.limit == null ? USUAL : request.limit);
    }
}
