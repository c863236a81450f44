package org.careturn.imports.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;
import org.careturn.imports.FileImport;
import org.careturn.imports.ImportKind;
import org.careturn.imports.Imports;
import org.careturn.imports.LikelyRows;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.SafeText;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Administrators bring what a hospital has in files. */
@RestController
@RequestMapping("/api/v1/imports")
class ImportController {
    private final Imports imports;
    private final Writes writes;

    ImportController(Imports imports, Writes writes) {
        this.imports = imports;
        this.writes = writes;
    }

    record NewImport(
            @NotNull UUID facilityId,
            @NotNull ImportKind kind,

            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(min = 1, max = 5_000_000)
            String content) {
        @Override
        public String toString() {
            return "NewImport[" + kind + "]";
        }
    }

    record Start(@Nullable LikelyRows likelyDuplicates) {
        LikelyRows wish() {
            return likelyDuplicates == null ? LikelyRows.SKIP : likelyDuplicates;
        }
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<FileImport> check(Actor actor, WriteKey key, @Valid @RequestBody NewImport request) {
        return writes.create(
                actor,
                key,
                request.facilityId + " " + request.kind + " " + request.content,
                FileImport.class,
                () -> imports.check(actor, request.facilityId, request.kind, request.content));
    }

    @GetMapping("/{importId}")
    @Allow(Role.ADMIN)
    FileImport read(Actor actor, @PathVariable UUID importId) {
        return imports.find(actor, importId);
    }

    @PostMapping("/{importId}/start")
    @Allow(Role.ADMIN)
    ResponseEntity<FileImport> start(
            Actor actor, WriteKey key, @PathVariable UUID importId, @Valid @RequestBody Start request) {
        return writes.change(
                actor, key, request, FileImport.class, () -> imports.start(actor, importId, request.wish()));
    }

    @DeleteMapping("/{importId}")
    @Allow(Role.ADMIN)
    ResponseEntity<FileImport> cancel(Actor actor, WriteKey key, @PathVariable UUID importId) {
        return writes.change(actor, key, null, FileImport.class, () -> imports.cancel(actor, importId));
    }
}
