package org.careturn.facilities;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets up services, each with its queue. Nothing in use is deleted: a service is made inactive, a queue closed. */
@Component
@Transactional
public class ServiceSetup {
    private final JdbcTemplate jdbc;
    private final FacilityRows rows;
    private final SettingChanges changes;

    ServiceSetup(JdbcTemplate jdbc, FacilityRows rows, SettingChanges changes) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.changes = changes;
    }

    /**
     * A service to be added with its queue.
     *
     * @param durationMinutes how long one service takes, until it has been measured
     * @param prefix of the queue's ticket numbers: one to three letters A to Z, unique in the facility
     */
    public record NewService(
            @NotNull UUID departmentId,
            @NotBlank @Size(max = 200) String name,
            @Min(1) @Max(480) int durationMinutes,
            @NotNull @Pattern(regexp = "[A-Z]{1,3}") String prefix) {}

    /** What is null stays as it is. Making a service inactive closes its queue. */
    public record ServiceChange(
            @Nullable UUID departmentId,
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Min(1) @Max(480) Integer durationMinutes,
            @Nullable Boolean active) {}

    /** As {@link QueueSettings} describes each; what is null stays as it is. */
    public record QueueChange(
            @Nullable @Pattern(regexp = "[A-Z]{1,3}") String prefix,
            @Nullable OrderPolicy policy,
            @Nullable @Min(1) @Max(20) Integer promotionFactor,
            @Nullable @Min(0) @Max(120) Integer graceMinutes,
            @Nullable @Min(0) @Max(240) Integer bookingCreditMinutes,
            @Nullable @Min(0) @Max(50) Integer missedCallReturnAfter,
            @Nullable @Min(0) @Max(10) Integer missedCallsAllowed,
            @Nullable @Min(1) @Max(1_000_000) Integer maxWaiting,
            @Nullable @Min(0) @Max(240) Integer noticeLeadMinutes,
            @Nullable Boolean open) {

        /** Opens or closes the queue, and changes nothing else. */
        public static QueueChange open(boolean open) {
            return new QueueChange(null, null, null, null, null, null, null, null, null, open);
        }
    }

    /** Adds a service together with its queue, which is open at once. */
    public Outcome<Service> addService(Actor actor, UUID facilityId, UUID id, UUID queueId, NewService request) {
        if (!rows.isAdmin(actor, facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (!rows.isDepartmentOf(facilityId, request.departmentId)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_DEPARTMENT);
        }
        SettingChanges.unique(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update("""
                        insert into service (id, facility_id, department_id, name, duration_minutes)
                        values (?, ?, ?, ?, ?)""", id, facilityId, request.departmentId, request.name, request.durationMinutes));
        SettingChanges.unique(
                FacilityProblem.PREFIX_TAKEN,
                () -> jdbc.update(
                        "insert into queue (id, facility_id, service_id, prefix) values (?, ?, ?, ?)",
                        queueId,
                        facilityId,
                        id,
                        request.prefix));
        jdbc.update("insert into queue_turn (queue_id) values (?)", queueId);
        changes.added(actor, "queue", facilityId, queueId, rows.queue(queueId).orElseThrow());
        return changes.added(actor, "service", facilityId, id, rows.service(id).orElseThrow());
    }

    public Outcome<Service> changeService(Actor actor, UUID id, long expectedVersion, ServiceChange change) {
        Optional<Service> found = rows.service(id).filter(s -> actor.is(Role.ADMIN, s.facilityId()));
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Service before = found.get();
        if (change.departmentId != null && !rows.isDepartmentOf(before.facilityId(), change.departmentId)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_DEPARTMENT);
        }
        SettingChanges.updateOne(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        """
                        update service set version = version + 1, department_id = coalesce(?, department_id),
                          name = coalesce(?, name), duration_minutes = coalesce(?, duration_minutes),
                          active = coalesce(?, active)
                        where id = ? and version = ?""",
                        change.departmentId,
                        change.name,
                        change.durationMinutes,
                        change.active,
                        id,
                        expectedVersion));
        Service after = rows.service(id).orElseThrow();
        if (!after.active()) {
            close(actor, rows.queue(after.queueId()).orElseThrow());
        }
        return changes.changed(actor, "service", after.facilityId(), id, before, after);
    }

    private void close(Actor actor, QueueSettings queue) {
        if (jdbc.update("update queue set version = version + 1, open = false where id = ? and open", queue.id()) > 0) {
            changes.changed(
                    actor,
                    "queue",
                    queue.facilityId(),
                    queue.id(),
                    queue,
                    rows.queue(queue.id()).orElseThrow());
        }
    }

    public Outcome<QueueSettings> changeQueue(Actor actor, UUID id, long expectedVersion, QueueChange change) {
        Optional<QueueSettings> found = rows.queue(id).filter(q -> actor.is(Role.ADMIN, q.facilityId()));
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        QueueSettings before = found.get();
        if (Boolean.TRUE.equals(change.open) && !isActive(before.serviceId())) {
            return Outcome.refused(FacilityProblem.SERVICE_INACTIVE);
        }
        SettingChanges.updateOne(
                FacilityProblem.PREFIX_TAKEN,
                () -> jdbc.update(
                        """
                        update queue set version = version + 1, prefix = coalesce(?, prefix),
                          policy = coalesce(?, policy), promotion_factor = coalesce(?, promotion_factor),
                          grace_minutes = coalesce(?, grace_minutes),
                          booking_credit_minutes = coalesce(?, booking_credit_minutes),
                          missed_call_return_after = coalesce(?, missed_call_return_after),
                          missed_calls_allowed = coalesce(?, missed_calls_allowed),
                          max_waiting = coalesce(?, max_waiting),
                          notice_lead_minutes = coalesce(?, notice_lead_minutes), open = coalesce(?, open)
                        where id = ? and version = ?""",
                        change.prefix,
                        change.policy == null ? null : change.policy.name(),
                        change.promotionFactor,
                        change.graceMinutes,
                        change.bookingCreditMinutes,
                        change.missedCallReturnAfter,
                        change.missedCallsAllowed,
                        change.maxWaiting,
                        change.noticeLeadMinutes,
                        change.open,
                        id,
                        expectedVersion));
        return changes.changed(
                actor, "queue", before.facilityId(), id, before, rows.queue(id).orElseThrow());
    }

    /** Holds the service's row, so that it can't be made inactive while its queue is opened. */
    private boolean isActive(UUID serviceId) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject("select active from service where id = ? for share", Boolean.class, serviceId));
    }
}
