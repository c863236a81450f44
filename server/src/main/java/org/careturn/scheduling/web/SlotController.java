package org.careturn.scheduling.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.careturn.scheduling.Slot;
import org.careturn.scheduling.Slots;
import org.careturn.scheduling.Slots.SlotKey;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/slots")
class SlotController {
    private static final Duration USUAL = Duration.ofDays(14);
    private static final Duration LONGEST = Duration.ofDays(62);
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9000-01-01T00:00:00Z");

    private final Slots slots;
    private final Clock clock;

    SlotController(Slots slots, Clock clock) {
        this.slots = slots;
        this.clock = clock;
    }

    /** The free slots of a service, a doctor or both that begin between, by time. */
    @GetMapping
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Page<Slot> find(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID serviceId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable Instant from,
            @RequestParam(required = false) @Nullable Instant to,
            @RequestParam(defaultValue = "false") boolean first,
            @RequestParam(defaultValue = "false") boolean all,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "200") @Min(1) @Max(1000) int limit) {
        if (serviceId == null && doctorId == null) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name a serviceId, a doctorId or both.");
        }
        Instant begin = from == null ? clock.instant() : from;
        Instant end = to == null ? plus(begin, first ? LONGEST : USUAL) : to;
        if (begin.isBefore(EARLIEST)
                || end.isAfter(LATEST)
                || end.isBefore(begin)
                || Duration.between(begin, end).compareTo(LONGEST) > 0) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "From and to are at most 62 days apart.");
        }
        Slots.Query query = new Slots.Query(serviceId, doctorId, begin, end, all);
        if (first) {
            return new Page<>(slots.find(actor, query, null, 1), null);
        }
        List<Slot> found = slots.find(actor, query, after(cursor), limit + 1);
        return Page.of(found, limit, last -> Cursor.of(last.start() + "/" + last.doctorId() + "/" + last.facilityId()));
    }

    private static Instant plus(Instant begin, Duration length) {
        try {
            return begin.plus(length);
        } catch (DateTimeException | ArithmeticException tooFar) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "No calendar reaches so far.");
        }
    }

    private static @Nullable SlotKey after(@Nullable String cursor) {
        String text = Cursor.text(cursor);
        if (text == null) {
            return null;
        }
        try {
            String[] parts = text.split("/", -1);
            if (parts.length == 3) {
                return new SlotKey(Instant.parse(parts[0]), UUID.fromString(parts[1]), UUID.fromString(parts[2]));
            }
        } catch (DateTimeException | IllegalArgumentException unreadable) {
            throw Cursor.ofNoPage();
        }
        throw Cursor.ofNoPage();
    }
}
