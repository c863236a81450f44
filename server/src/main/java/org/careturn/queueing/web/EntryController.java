package org.careturn.queueing.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.Calls;
import org.careturn.queueing.Calls.Called;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryEvent;
import org.careturn.queueing.Undo;
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
@RequestMapping("/api/v1/entries/{entryId}")
class EntryController {
    private final Entries entries;
    private final Calls calls;
    private final Undo undo;
    private final Writes writes;

    EntryController(Entries entries, Calls calls, Undo undo, Writes writes) {
        this.entries = entries;
        this.calls = calls;
        this.undo = undo;
        this.writes = writes;
    }

    /** The call that is meant: an older one is refused. */
    record OfCall(@NotNull UUID callId) {}

    /**
     * The call that is meant, and where the urgency turned out to be another one, what follows has it.
     *
     * @param nextUrgency null where it stays
     */
    record ServeEntry(@NotNull UUID callId, @Nullable @Valid NextUrgency nextUrgency) {}

    /** An urgency for what follows, and why. */
    record NextUrgency(
            @NotNull Urgency urgency,
            @NotBlank @Size(max = 500) String reason) {

        Calls.Assessed assessed() {
            return new Calls.Assessed(urgency, reason);
        }
    }

    /** Why, if there is something to say. */
    record Reason(@Nullable @Size(max = 500) String reason) {}

    record CallThis(
            @NotNull UUID deskSessionId,
            @Nullable @Size(max = 500) String reason) {}

    /** In how many minutes the patient will be here; 0: he is, or isn't late after all. */
    record RunningLate(@Min(0) @Max(240) int minutes) {}

    /** Where to next; {@code returns}: comes back here when all of that is done. */
    record Transfer(
            @NotNull @Size(min = 1, max = 10) List<@NotNull UUID> queueIds,
            boolean returns,
            @Nullable @Size(max = 500) String reason) {}

    /** Behind which entry of the same category; null: before all others of it. */
    record Move(
            @Nullable UUID afterEntryId,
            @NotBlank @Size(max = 500) String reason) {}

    record SetUrgency(
            @NotNull Urgency urgency,
            @NotBlank @Size(max = 500) String reason) {}

    /** The doctor to wait for; null: any. */
    record Bind(@Nullable UUID doctorId) {}

    /** Served on paper. */
    record LateEntry(
            @NotNull Instant startedAt,
            @NotNull Instant endedAt,
            @Nullable UUID roomId) {}

    /** The version of the entry after what is to be undone. */
    record UndoLast(@Min(1) long version) {}

    @GetMapping
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT})
    Entry get(Actor actor, @PathVariable UUID entryId) {
        return entries.get(actor, entryId);
    }

    @GetMapping("/history")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    Page<EntryEvent> history(
            Actor actor,
            @PathVariable UUID entryId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit) {
        return entries.history(actor, entryId, cursor, limit);
    }

    @PostMapping("/call")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Called> call(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody CallThis request) {
        return writes.change(
                actor,
                key,
                request,
                Called.class,
                () -> calls.callThis(actor, entryId, request.deskSessionId, request.reason));
    }

    @PostMapping("/recall")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> recall(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody OfCall request) {
        return write(actor, key, request, () -> calls.recall(actor, entryId, request.callId));
    }

    @PostMapping("/start")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> start(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody OfCall request) {
        return write(actor, key, request, () -> calls.start(actor, entryId, request.callId));
    }

    @PostMapping("/serve")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> serve(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody ServeEntry request) {
        NextUrgency next = request.nextUrgency;
        return write(
                actor,
                key,
                request,
                () -> calls.serve(actor, entryId, request.callId, next == null ? null : next.assessed()));
    }

    @PostMapping("/no-show")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> noShow(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody OfCall request) {
        return write(actor, key, request, () -> calls.noShow(actor, entryId, request.callId));
    }

    @PostMapping("/hold")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> hold(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody Reason request) {
        return write(actor, key, request, () -> entries.hold(actor, entryId, request.reason));
    }

    @PostMapping("/resume")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> resume(Actor actor, WriteKey key, @PathVariable UUID entryId) {
        return write(actor, key, null, () -> entries.resume(actor, entryId));
    }

    @PostMapping("/running-late")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Entry> runningLate(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody RunningLate request) {
        return write(actor, key, request, () -> entries.runningLate(actor, entryId, request.minutes, null));
    }

    @PostMapping("/transfer")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> transfer(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody Transfer request) {
        return write(
                actor,
                key,
                request,
                () -> entries.transfer(actor, entryId, request.queueIds, request.returns, request.reason));
    }

    @PostMapping("/cancel")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Entry> cancel(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody Reason request) {
        return write(actor, key, request, () -> entries.cancel(actor, entryId, request.reason));
    }

    @PostMapping("/leave")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> leave(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody Reason request) {
        return write(actor, key, request, () -> entries.leave(actor, entryId, request.reason));
    }

    @PostMapping("/rejoin")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.PATIENT})
    ResponseEntity<Entry> rejoin(Actor actor, WriteKey key, @PathVariable UUID entryId) {
        return write(actor, key, null, () -> entries.rejoin(actor, entryId));
    }

    @PostMapping("/move")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> move(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody Move request) {
        return write(actor, key, request, () -> entries.move(actor, entryId, request.afterEntryId, request.reason));
    }

    @PostMapping("/urgency")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> urgency(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody SetUrgency request) {
        return write(actor, key, request, () -> entries.setUrgency(actor, entryId, request.urgency, request.reason));
    }

    @PostMapping("/bind")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> bind(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody Bind request) {
        return write(actor, key, request, () -> entries.bind(actor, entryId, request.doctorId));
    }

    @PostMapping("/late-entry")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> lateEntry(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody LateEntry request) {
        return write(
                actor,
                key,
                request,
                () -> entries.lateEntry(actor, entryId, request.startedAt, request.endedAt, request.roomId));
    }

    @PostMapping("/undo")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR})
    ResponseEntity<Entry> undo(
            Actor actor, WriteKey key, @PathVariable UUID entryId, @Valid @RequestBody UndoLast request) {
        return write(actor, key, request, () -> undo.undo(actor, entryId, request.version));
    }

    private ResponseEntity<Entry> write(
            Actor actor, WriteKey key, @Nullable Object request, Supplier<Outcome<Entry>> command) {
        return writes.change(actor, key, request, Entry.class, command);
    }
}
