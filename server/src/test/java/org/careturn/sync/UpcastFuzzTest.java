package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.support.Fuzz;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** NFR-SEC-03: a mutation of an older client becomes one of today whatever it holds, and one of today stays as it is. */
class UpcastFuzzTest {

    @Test
    void whateverAnOlderClientQueuedIsTurnedIntoTodaysForm() {
        Fuzz.run(List.of("queueId", "entryId", "steps", "entryIds"), text -> {
            ObjectNode args = JsonMapper.shared().createObjectNode();
            args.put("queueId", text).put(text, text).put("entryId", text.length());
            args.putArray(text + "s").add(text).addNull();
            String before = args.toString();
            ObjectNode present = Upcast.toPresent(1, "takeTicket", args);
            assertThat(args).hasToString(before);
            assertThat(present.path("steps").isMissingNode()).isFalse();
            assertThat(Upcast.toPresent(1, "takeTicket", present)).isEqualTo(present);
            assertThat(Upcast.toPresent(Upcast.PRESENT, "takeTicket", args)).isSameAs(args);
            assertThat(Upcast.toPresent(1, text, args)).isSameAs(args);
        });
    }
}
