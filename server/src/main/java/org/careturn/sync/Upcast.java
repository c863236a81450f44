package org.careturn.sync;

import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Turns mutations that an older client queued into their present form. Version 1 is the oldest that is understood. */
final class Upcast {
    static final int OLDEST = 1;
    static final int PRESENT = 2;

    private static final Map<String, UnaryOperator<ObjectNode>> FROM_1 = Map.of("takeTicket", Upcast::severalQueues);

    private Upcast() {}

    static boolean knows(int version) {
        return version >= OLDEST && version <= PRESENT;
    }

    static ObjectNode toPresent(int version, String name, ObjectNode args) {
        return version == 1
                ? FROM_1.getOrDefault(name, UnaryOperator.identity()).apply(args)
                : args;
    }

    /** A ticket was for one queue, {@code queueId} and {@code entryId}, before it had steps. */
    private static ObjectNode severalQueues(ObjectNode args) {
        ObjectNode present = args.deepCopy();
        if (present.has("queueId") && !present.has("steps")) {
            present.putArray("steps").addArray().add(present.remove("queueId"));
        }
        if (present.has("entryId") && !present.has("entryIds")) {
            present.putArray("entryIds").add(present.remove("entryId"));
        }
        return present;
    }
}
