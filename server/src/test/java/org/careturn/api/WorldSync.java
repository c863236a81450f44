package org.careturn.api;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.sync.Client;
import org.careturn.sync.Push;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Of a {@link World}: clients that work offline. */
final class WorldSync {
    private final Worlds by;
    private final World world;

    WorldSync(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put("syncClientId", () -> syncClient().clientId());
        records.put("conflictId", this::conflict);
    }

    void registerAllClients() {
        for (int i = 0; i < 60; i++) {
            by.syncClients.register(world.actor(), world.facility.id(), null);
        }
    }

    void revokeSyncClient() {
        by.syncClients.revoke(world.actor(), world.id("syncClientId")).orElseThrow();
    }

    private Client syncClient() {
        UUID where = world.role == Role.PATIENT ? null : world.facility.id();
        return by.syncClients.register(world.actor(), where, null).orElseThrow();
    }

    /** Somebody wanted another name, having seen one that the patient hasn't. */
    private UUID conflict() {
        Actor staff = world.queueing.deskActor();
        Client client =
                by.syncClients.register(staff, world.facility.id(), null).orElseThrow();
        JsonMapper json = JsonMapper.shared();
        ObjectNode args =
                json.createObjectNode().put("patientId", world.patient.id().toString());
        args.putObject("fields").putObject("name").put("base", "Somebody").put("new", "Somebody else");
        by.push.push(staff, null, client.clientId(), 2, List.of(new Push.Mutation(1, "profile", args, true, null)));
        return by.conflicts
                .page(Actor.SYSTEM, world.facility.id(), null, 1)
                .items()
                .getFirst()
                .id();
    }
}
