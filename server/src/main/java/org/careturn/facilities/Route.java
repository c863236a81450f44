package org.careturn.facilities;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;

/** The way of a visit, step after step. */
public record Route(UUID id, UUID facilityId, String name, boolean active, List<Step> steps, long version) {
    /** Queues that are waited for in parallel; the next step follows when all of them are done. */
    public record Step(@NotNull @Size(min = 1, max = 10) List<@NotNull UUID> queueIds) {}
}
