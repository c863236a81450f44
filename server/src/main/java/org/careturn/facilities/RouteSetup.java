package org.careturn.facilities;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.facilities.Route.Step;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.ProblemType;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets up routes. A visit copies its route's steps, so that a change concerns later visits only. */
@Component
@Transactional
public class RouteSetup {
    private final JdbcTemplate jdbc;
    private final FacilityRows rows;
    private final SettingChanges changes;

    RouteSetup(JdbcTemplate jdbc, FacilityRows rows, SettingChanges changes) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.changes = changes;
    }

    public record NewRoute(
            @NotBlank @Size(max = 200) String name,
            @NotNull @Size(min = 1, max = 50) List<@NotNull @Valid Step> steps) {}

    /** What is null stays as it is. */
    public record RouteChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable Boolean active,
            @Nullable @Size(min = 1, max = 50) List<@NotNull @Valid Step> steps) {}

    public Outcome<Route> addRoute(Actor actor, UUID facilityId, UUID id, NewRoute request) {
        if (!rows.isAdmin(actor, facilityId)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Optional<ProblemType> wrong = wrongWith(facilityId, request.steps);
        if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
        }
        SettingChanges.unique(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        "insert into route (id, facility_id, name) values (?, ?, ?)", id, facilityId, request.name));
        insert(facilityId, id, request.steps);
        return changes.added(actor, "route", facilityId, id, rows.route(id).orElseThrow());
    }

    public Outcome<Route> changeRoute(Actor actor, UUID id, long expectedVersion, RouteChange change) {
        Optional<Route> found = rows.route(id).filter(r -> actor.is(Role.ADMIN, r.facilityId()));
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        UUID facilityId = found.get().facilityId();
        Optional<ProblemType> wrong = change.steps == null ? Optional.empty() : wrongWith(facilityId, change.steps);
        if (wrong.isPresent()) {
            return Outcome.refused(wrong.get());
        }
        SettingChanges.updateOne(
                FacilityProblem.NAME_TAKEN, () -> jdbc.update("""
                        update route set version = version + 1, name = coalesce(?, name), active = coalesce(?, active)
                        where id = ? and version = ?""", change.name, change.active, id, expectedVersion));
        if (change.steps != null) {
            jdbc.update("delete from route_step where route_id = ?", id);
            insert(facilityId, id, change.steps);
        }
        return changes.changed(
                actor, "route", facilityId, id, found.get(), rows.route(id).orElseThrow());
    }

    private Optional<ProblemType> wrongWith(UUID facilityId, List<Step> steps) {
        Set<UUID> known =
                rows.queues(facilityId).stream().map(QueueSettings::id).collect(Collectors.toSet());
        for (Step step : steps) {
            if (!known.containsAll(step.queueIds())) {
                return Optional.of(FacilityProblem.UNKNOWN_QUEUE);
            }
            if (new HashSet<>(step.queueIds()).size() < step.queueIds().size()) {
                return Optional.of(FacilityProblem.QUEUE_TWICE_IN_STEP);
            }
        }
        return Optional.empty();
    }

    private void insert(UUID facilityId, UUID id, List<Step> steps) {
        for (int i = 0; i < steps.size(); i++) {
            for (UUID queue : steps.get(i).queueIds()) {
                jdbc.update(
                        "insert into route_step (route_id, facility_id, ordinal, queue_id) values (?, ?, ?, ?)",
                        id,
                        facilityId,
                        i + 1,
                        queue);
            }
        }
    }
}
