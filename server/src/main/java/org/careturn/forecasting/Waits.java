package org.careturn.forecasting;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.forecasting.jdbc.WaitStore;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How long who comes now would wait, for patients who choose where to go. */
@Service
public class Waits {
    private final WaitStore store;
    private final Facilities facilities;
    private final Clock clock;

    Waits(WaitStore store, Facilities facilities, Clock clock) {
        this.store = store;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** Of a facility's active services, by name. */
    @ApiName("FacilityWaits")
    public record Now(UUID facilityId, Instant asOf, List<Wait> items) {}

    /**
     * Of one service.
     *
     * @param waiting people in its queue who aren't on hold
     * @param minutes null where nobody is seeing patients, or nothing is forecast yet
     */
    public record Wait(
            UUID serviceId,
            UUID queueId,
            boolean open,
            int waiting,
            @Nullable Minutes minutes) {}

    /** A range, from now to the start of the service. */
    @ApiName("WaitMinutes")
    public record Minutes(int least, int most) {}

    /**
     * How a queue stands.
     *
     * @param desks at work for it
     * @param durationMinutes of its service, as configured
     * @param lastP10 when the one who waits last will begin, where that is forecast
     */
    public record Line(
            UUID serviceId,
            UUID queueId,
            boolean open,
            int waiting,
            int desks,
            int durationMinutes,
            @Nullable Instant lastP10,
            @Nullable Instant lastP90) {}

    /** For whoever may see the facility; patients see them all. */
    @Transactional(readOnly = true)
    public Now of(Actor actor, UUID facilityId) {
        if (!actor.has(Role.PATIENT)) {
            facilities.visible(actor, facilityId);
        } else if (facilities.findFacility(facilityId).isEmpty()) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        Instant now = clock.instant();
        List<Wait> waits = store.lines(facilityId).stream()
                .map(line ->
                        new Wait(line.serviceId(), line.queueId(), line.open(), line.waiting(), minutes(line, now)))
                .toList();
        return new Now(facilityId, now, waits);
    }

    /** Behind the last who waits: at the earliest with them, as there may be several desks, else after their service. */
    static @Nullable Minutes minutes(Line line, Instant now) {
        if (line.desks() == 0) {
            return null;
        }
        if (line.waiting() == 0) {
            return new Minutes(0, line.durationMinutes() / line.desks());
        }
        if (line.lastP10() == null || line.lastP90() == null) {
            return null;
        }
        return new Minutes(until(line.lastP10(), now), until(line.lastP90(), now) + line.durationMinutes());
    }

    private static int until(Instant at, Instant now) {
        return (int) Math.max(0, Duration.between(now, at).toMinutes());
    }
}
