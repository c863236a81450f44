package org.careturn.queueing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.Boards;
import org.careturn.queueing.Boards.QueueBoard;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Calls.Called;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/queues/{queueId}")
class QueueController {
    private final Boards boards;
    private final Calls calls;
    private final Writes writes;

    QueueController(Boards boards, Calls calls, Writes writes) {
        this.boards = boards;
        this.calls = calls;
        this.writes = writes;
    }

    @GetMapping("/entries")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    QueueBoard entries(
            Actor actor,
            @PathVariable UUID queueId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(500) int limit) {
        return boards.board(actor, queueId, cursor, limit);
    }

    record CallNext(@NotNull UUID deskSessionId) {}

    @PostMapping("/call-next")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Called> callNext(
            Actor actor, WriteKey key, @PathVariable UUID queueId, @Valid @RequestBody CallNext request) {
        return writes.change(
                actor, key, request, Called.class, () -> calls.callNext(actor, request.deskSessionId, queueId));
    }
}
