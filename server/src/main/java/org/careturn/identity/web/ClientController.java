package org.careturn.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.identity.Clients;
import org.careturn.identity.Clients.Client;
import org.careturn.identity.Clients.Registered;
import org.careturn.identity.Scope;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Integrations: registered, listed, revoked. They get their tokens at {@code /oauth2/token}. */
@RestController
@RequestMapping("/api/v1/clients")
class ClientController {
    private final Clients clients;
    private final Writes writes;

    ClientController(Clients clients, Writes writes) {
        this.clients = clients;
        this.writes = writes;
    }

    /** @param name of the system that it is for */
    record NewClient(
            @NotBlank @Size(max = 200) String name,

            @NotEmpty @Size(max = 10) List<@NotNull Scope> scopes,

            @NotEmpty @Size(max = 100) List<@NotNull UUID> facilityIds) {}

    /** Without an Idempotency-Key: a secret that is shown once must not be kept to be repeated. */
    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<Registered> register(Actor actor, @Valid @RequestBody NewClient request) {
        Registered registered = clients.register(
                        actor, request.name, Set.copyOf(request.scopes), Set.copyOf(request.facilityIds))
                .orElseThrow();
        return ResponseEntity.status(HttpStatus.CREATED).body(registered);
    }

    @GetMapping
    @Allow(Role.ADMIN)
    Page<Client> list(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        List<Client> found =
                clients.page(actor, facilityId, Cursor.id(cursor), limit + 1).orElseThrow();
        return Page.of(found, limit, client -> Cursor.of(client.id()));
    }

    @DeleteMapping("/{clientId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Client> revoke(Actor actor, WriteKey key, @PathVariable UUID clientId) {
        return writes.change(actor, key, null, Client.class, () -> clients.revoke(actor, clientId));
    }
}
