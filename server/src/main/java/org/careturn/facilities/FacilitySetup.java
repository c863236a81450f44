package org.careturn.facilities;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Opens facilities and sets what holds in the whole of one. */
@Component
@Transactional
public class FacilitySetup {
    private static final LocalTime SERVICE_DAY_START = LocalTime.of(4, 0);
    private static final Set<String> TIME_ZONES = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    /** Calm, and apart from each other also for the colour-blind. */
    static final List<UrgencyLevel> URGENCY_LEVELS = List.of(
            new UrgencyLevel(Urgency.IMMEDIATE, "Immediate", "#a50f2d", 0),
            new UrgencyLevel(Urgency.EMERGENT, "Emergent", "#ec8a5e", 10),
            new UrgencyLevel(Urgency.URGENT, "Urgent", "#f7dc8b", 30),
            new UrgencyLevel(Urgency.LESS_URGENT, "Less urgent", "#8cc0de", 60),
            new UrgencyLevel(Urgency.NON_URGENT, "Non-urgent", "#2a5fa5", 120));

    private static final List<PriorityGroup> PRIORITY_GROUPS = List.of(
            new PriorityGroup("AGE", "Young children and older people", 15),
            new PriorityGroup("PREGNANCY", "Pregnancy", 15),
            new PriorityGroup("DISABILITY", "Disability", 15));

    private final JdbcTemplate jdbc;
    private final FacilityRows rows;
    private final FacilityVersion version;
    private final SettingChanges changes;
    private final Clock clock;

    FacilitySetup(JdbcTemplate jdbc, FacilityRows rows, FacilityVersion version, SettingChanges changes, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.version = version;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * A facility to be opened.
     *
     * @param country ISO 3166, two letters
     * @param timeZone IANA name
     * @param serviceDayStart local time; 04:00 if not given
     */
    public record NewFacility(
            @NotBlank @Size(max = 200) String name,
            @NotBlank @Size(max = 2) String country,
            @NotBlank @Size(max = 64) String timeZone,
            @Nullable LocalTime serviceDayStart) {}

    /** What is null stays as it is. */
    public record FacilityChange(
            @Nullable @Size(min = 1, max = 200) String name,
            @Nullable @Size(max = 2) String country,
            @Nullable @Size(max = 64) String timeZone,
            @Nullable LocalTime serviceDayStart) {}

    /** All five urgencies, with the version of the facility that they belong to. */
    public record UrgencyLevels(List<UrgencyLevel> items, long version) {}

    /** All groups, with the version of the facility that they belong to. */
    public record PriorityGroups(List<PriorityGroup> items, long version) {}

    /** Opens a facility with the usual urgencies and priority groups; only who administers all facilities may. */
    public Outcome<Facility> open(Actor actor, UUID id, NewFacility request) {
        if (!actor.is(Role.ADMIN, id)) {
            return Outcome.refused(CommonProblem.NOT_ALLOWED, "Only an administrator of all facilities opens another.");
        }
        if (!TIME_ZONES.contains(request.timeZone)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_TIME_ZONE);
        }
        if (!COUNTRIES.contains(request.country)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_COUNTRY);
        }
        LocalTime start = request.serviceDayStart == null ? SERVICE_DAY_START : request.serviceDayStart;
        if (!OpeningHours.isWholeMinute(start)) {
            return Outcome.refused(FacilityProblem.NO_WHOLE_MINUTE);
        }
        SettingChanges.unique(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        """
                        insert into facility (id, name, country, time_zone, service_day_start, created_at)
                        values (?, ?, ?, ?, ?, ?)""",
                        id,
                        request.name,
                        request.country,
                        request.timeZone,
                        start,
                        Timestamp.from(clock.instant())));
        jdbc.update("insert into facility_feed (facility_id) values (?)", id);
        URGENCY_LEVELS.forEach(level ->
                jdbc.update("""
                insert into urgency_level (facility_id, urgency, label, colour, target_minutes)
                values (?, ?, ?, ?, ?)""", id, level.urgency().name(), level.label(), level.colour(), level.targetMinutes()));
        PRIORITY_GROUPS.forEach(group -> insert(id, group));
        return changes.added(actor, "facility", id, id, rows.facility(id).orElseThrow());
    }

    public Outcome<Facility> change(Actor actor, UUID id, long expectedVersion, FacilityChange change) {
        Optional<Facility> found = rows.facility(id);
        if (found.isEmpty() || !actor.is(Role.ADMIN, id)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        if (change.timeZone != null && !TIME_ZONES.contains(change.timeZone)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_TIME_ZONE);
        }
        if (change.country != null && !COUNTRIES.contains(change.country)) {
            return Outcome.refused(FacilityProblem.UNKNOWN_COUNTRY);
        }
        if (change.serviceDayStart != null && !OpeningHours.isWholeMinute(change.serviceDayStart)) {
            return Outcome.refused(FacilityProblem.NO_WHOLE_MINUTE);
        }
        SettingChanges.updateOne(
                FacilityProblem.NAME_TAKEN,
                () -> jdbc.update(
                        """
                        update facility set version = version + 1, name = coalesce(?, name),
                          country = coalesce(?, country), time_zone = coalesce(?, time_zone),
                          service_day_start = coalesce(?, service_day_start)
                        where id = ? and version = ?""",
                        change.name,
                        change.country,
                        change.timeZone,
                        change.serviceDayStart,
                        id,
                        expectedVersion));
        return changes.changed(
                actor, "facility", id, id, found.get(), rows.facility(id).orElseThrow());
    }

    @Transactional(readOnly = true)
    public UrgencyLevels urgencyLevels(UUID facilityId) {
        long current = version.of(facilityId);
        return new UrgencyLevels(rows.urgencyLevels(facilityId), current);
    }

    @Transactional(readOnly = true)
    public PriorityGroups priorityGroups(UUID facilityId) {
        long current = version.of(facilityId);
        return new PriorityGroups(rows.priorityGroups(facilityId), current);
    }

    /** Renames, recolours and retargets the urgencies; their number and rank stay. */
    public Outcome<UrgencyLevels> setUrgencyLevels(
            Actor actor, UUID facilityId, long expectedVersion, List<UrgencyLevel> levels) {
        Set<Urgency> named = EnumSet.noneOf(Urgency.class);
        levels.forEach(level -> named.add(level.urgency()));
        if (named.size() != Urgency.values().length || levels.size() != named.size()) {
            return Outcome.refused(FacilityProblem.URGENCIES_INCOMPLETE);
        }
        return version.change(actor, facilityId, expectedVersion, () -> {
            List<UrgencyLevel> before = rows.urgencyLevels(facilityId);
            levels.forEach(level -> jdbc.update(
                    """
                    update urgency_level set label = ?, colour = ?, target_minutes = ?
                    where facility_id = ? and urgency = ?""",
                    level.label(),
                    level.colour(),
                    level.targetMinutes(),
                    facilityId,
                    level.urgency().name()));
            UrgencyLevels after = new UrgencyLevels(rows.urgencyLevels(facilityId), expectedVersion + 1);
            return changes.changed(actor, "urgency_level", facilityId, facilityId, before, after);
        });
    }

    /** Replaces the priority groups; visits keep the credit that they have been given. */
    public Outcome<PriorityGroups> setPriorityGroups(
            Actor actor, UUID facilityId, long expectedVersion, List<PriorityGroup> groups) {
        Set<String> named = new HashSet<>();
        for (PriorityGroup group : groups) {
            if (!named.add(group.code())) {
                return Outcome.refused(FacilityProblem.GROUP_TWICE);
            }
        }
        return version.change(actor, facilityId, expectedVersion, () -> {
            List<PriorityGroup> before = rows.priorityGroups(facilityId);
            jdbc.update("delete from priority_group where facility_id = ?", facilityId);
            groups.forEach(group -> insert(facilityId, group));
            PriorityGroups after = new PriorityGroups(rows.priorityGroups(facilityId), expectedVersion + 1);
            return changes.changed(actor, "priority_group", facilityId, facilityId, before, after);
        });
    }

    private void insert(UUID facilityId, PriorityGroup group) {
        jdbc.update(
                "insert into priority_group (facility_id, code, label, head_start_minutes) values (?, ?, ?, ?)",
                facilityId,
                group.code(),
                group.label(),
                group.headStartMinutes());
    }
}
