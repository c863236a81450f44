package org.careturn.sync;

import java.util.Map;
import java.util.UUID;

/** A row as a client of its scope may see it; {@code docs/sync.md} names the members of each kind. */
public record Row(String kind, UUID id, Map<String, Object> row) {
    @Override
    public String toString() {
        return "Row[" + kind + ' ' + id + ']';
    }
}
