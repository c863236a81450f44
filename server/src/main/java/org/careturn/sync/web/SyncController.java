package org.careturn.sync.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.TicketLeases;
import org.careturn.queueing.TicketLeases.Lease;
import org.careturn.sync.Client;
import org.careturn.sync.Pull;
import org.careturn.sync.Push;
import org.careturn.sync.SyncClients;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.json.JsonMapper;

/** Clients that keep working without a network; {@code docs/sync.md} is the protocol. */
@RestController
@RequestMapping("/api/v1/sync")
class SyncController {
    private final SyncClients clients;
    private final Push push;
    private final Pull pull;
    private final TicketLeases leases;
    private final Writes writes;
    private final JsonMapper json;

    SyncController(SyncClients clients, Push push, Pull pull, TicketLeases leases, Writes writes, JsonMapper json) {
        this.clients = clients;
        this.push = push;
        this.pull = pull;
        this.leases = leases;
        this.writes = writes;
        this.json = json;
    }

    /** @param facilityId none for a patient's client */
    record Register(
            @Nullable UUID facilityId,
            @Nullable @Size(min = 1, max = 100) String label) {}

    @PostMapping("/clients")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Client> register(Actor actor, WriteKey key, @Valid @RequestBody Register request) {
        return writes.create(
                actor, key, request, Client.class, () -> clients.register(actor, request.facilityId, request.label));
    }

    @GetMapping("/clients")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.DEVICE, Role.PATIENT})
    Page<Client> list(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "100") @Min(1) @Max(500) int limit) {
        List<Client> found = clients.page(actor, facilityId, Cursor.id(cursor), limit + 1);
        return Page.of(found, limit, client -> Cursor.of(client.clientId()));
    }

    @PostMapping("/clients/{syncClientId}/revoke")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.DEVICE, Role.PATIENT})
    ResponseEntity<Client> revoke(Actor actor, WriteKey key, @PathVariable UUID syncClientId) {
        return writes.change(actor, key, null, Client.class, () -> clients.revoke(actor, syncClientId));
    }

    /** @param args as {@code docs/sync.md} has them for this name */
    record Sent(
            @Min(1) long mid,

            @NotNull @Size(max = 40) @Pattern(regexp = "[a-z][A-Za-z]*")
            String name,

            @NotNull @JsonDeserialize(using = AnyArgs.class) Map<String, Object> args,
            @Nullable Instant occurredAt) {}

    /** @param epoch that of the last pull; null before the first */
    record PushRequest(
            @Nullable @Size(max = 100) String epoch,
            @NotNull UUID clientId,
            @Min(1) @Max(1_000) int schemaVersion,
            @NotNull @Size(min = 1, max = 100) List<@NotNull @Valid Sent> mutations) {}

    @PostMapping("/push")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.DEVICE, Role.PATIENT})
    Push.Pushed push(Actor actor, @Valid @RequestBody PushRequest request) {
        List<Push.Mutation> mutations = request.mutations.stream()
                .map(sent -> new Push.Mutation(
                        sent.mid, sent.name, json.valueToTree(sent.args), Texts.areSafe(sent.args), sent.occurredAt))
                .toList();
        return push.push(actor, request.epoch, request.clientId, request.schemaVersion, mutations);
    }

    /** @param offlineSeconds how long the client had no contact just before, while it was open; null: it had */
    record PullRequest(
            @NotNull UUID clientId,
            @Nullable @Size(min = 1, max = 4_000) String cursor,
            @Nullable @Min(1) @Max(2_678_400) Integer offlineSeconds) {}

    @PostMapping("/pull")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.DEVICE, Role.PATIENT})
    Pull.Pulled pull(Actor actor, @Valid @RequestBody PullRequest request) {
        return pull.pull(actor, request.clientId, request.cursor, request.offlineSeconds);
    }

    record LeaseRequest(
            @NotNull UUID clientId,
            @NotNull @Pattern(regexp = "[A-Z]{1,3}") String prefix,
            @Min(1) @Max(200) int count) {}

    @PostMapping("/leases")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.DEVICE})
    ResponseEntity<Lease> lease(Actor actor, WriteKey key, @Valid @RequestBody LeaseRequest request) {
        return writes.create(
                actor,
                key,
                request,
                Lease.class,
                () -> leases.lease(
                        actor,
                        facilityOf(clients.own(actor, request.clientId)),
                        request.clientId,
                        request.prefix,
                        request.count));
    }

    record LeaseItems(List<Lease> items) {}

    @GetMapping("/clients/{syncClientId}/leases")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.DEVICE})
    LeaseItems leases(Actor actor, @PathVariable UUID syncClientId) {
        UUID facility = facilityOf(clients.own(actor, syncClientId));
        return new LeaseItems(leases.of(actor, facility, syncClientId));
    }

    private static UUID facilityOf(Client client) {
        UUID facility = client.facilityId();
        if (facility == null) {
            throw new RefusedException(CommonProblem.NOT_ALLOWED);
        }
        return facility;
    }
}
