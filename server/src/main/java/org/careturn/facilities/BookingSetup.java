package org.careturn.facilities;

import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets how a service is booked. */
@Component
@Transactional
public class BookingSetup {
    private final JdbcTemplate jdbc;
    private final FacilityRows rows;
    private final SettingChanges changes;

    BookingSetup(JdbcTemplate jdbc, FacilityRows rows, SettingChanges changes) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.changes = changes;
    }

    /** With the version of the service that it belongs to. */
    public record Rule(BookingRule rule, long version) {}

    @Transactional(readOnly = true)
    public Rule rule(UUID serviceId) {
        Service service = rows.service(serviceId).orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
        return new Rule(rows.bookingRule(serviceId).orElseThrow(), service.version());
    }

    /** Appointments that are booked already keep their times. */
    public Outcome<Rule> setRule(Actor actor, UUID serviceId, long expectedVersion, BookingRule rule) {
        Optional<Service> found = rows.service(serviceId).filter(s -> actor.is(Role.ADMIN, s.facilityId()));
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        BookingRule before = rows.bookingRule(serviceId).orElseThrow();
        int changed = jdbc.update(
                """
                update service set version = version + 1, booking = ?, lead_minutes = ?, horizon_days = ?,
                  slot_minutes = ?, check_in_before_minutes = ?, check_in_after_minutes = ?, remote_joining = ?,
                  overbooking_seats = ?
                where id = ? and version = ?""",
                rule.booking().name(),
                rule.leadMinutes(),
                rule.horizonDays(),
                rule.slotMinutes(),
                rule.checkInBeforeMinutes(),
                rule.checkInAfterMinutes(),
                rule.remoteJoining(),
                rule.overbookingSeats(),
                serviceId,
                expectedVersion);
        if (changed == 0) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        Rule after = new Rule(rule, expectedVersion + 1);
        return changes.changed(actor, "service", found.get().facilityId(), serviceId, before, after);
    }
}
