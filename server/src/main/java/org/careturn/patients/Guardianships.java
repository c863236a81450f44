package org.careturn.patients;

import jakarta.validation.constraints.NotNull;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.identity.Actors;
import org.careturn.patients.Guardianship.Person;
import org.careturn.patients.Guardianship.Relationship;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Who acts for whom. Staff who know both set it up and end it; the guardian may end it, too. What a guardian may do is
 * what {@link Actor#isPatient} lets through: the identity reads who is a dependant of whom at this moment.
 */
@Component
@Transactional
public class Guardianships {
    private static final int LONGEST_YEARS = 100;
    private static final String SELECT = """
            select g.id, g.guardian_id, guardian.name as guardian_name, g.dependant_id, dependant.name as dependant_name,
              g.relationship, g.starts_at, g.ends_at, g.end_reason,
              g.starts_at <= :now and (g.ends_at is null or g.ends_at > :now) as active
            from guardianship g
            join patient guardian on guardian.id = g.guardian_id
            join patient dependant on dependant.id = g.dependant_id
            """;

    private final JdbcClient jdbc;
    private final PatientAccess access;
    private final PatientAliases aliases;
    private final Facilities facilities;
    private final PatientSettings settings;
    private final Actors actors;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    Guardianships(
            JdbcClient jdbc,
            PatientAccess access,
            PatientAliases aliases,
            Facilities facilities,
            PatientSettings settings,
            Actors actors,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.aliases = aliases;
        this.facilities = facilities;
        this.settings = settings;
        this.actors = actors;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Somebody shall act for a patient from now on.
     *
     * @param lastDay null: a child's guardianship ends when it comes of age, also by a birth date that is told or
     *     corrected later; that of an adult doesn't end by itself
     */
    public record NewGuardianship(
            @NotNull UUID guardianId,
            @NotNull Relationship relationship,
            @Nullable LocalDate lastDay) {}

    public Outcome<Guardianship> start(Actor actor, UUID asked, NewGuardianship request) {
        UUID dependantId = aliases.held(asked);
        Facility facility = facilities.facility(access.requireStaff(actor, dependantId));
        UUID guardianId = aliases.held(request.guardianId);
        if (guardianId.equals(dependantId)) {
            return Outcome.refused(PatientProblem.NOT_OWN_GUARDIAN);
        }
        if (access.through(actor, guardianId).isEmpty()) {
            return Outcome.refused(PatientProblem.UNKNOWN_GUARDIAN);
        }
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, facility.timeZone());
        LocalDate end = request.lastDay == null
                ? comingOfAge(birthDate(dependantId), today)
                : request.lastDay.isAfter(today.plusYears(LONGEST_YEARS)) ? today : request.lastDay.plusDays(1);
        if (end != null && !end.isAfter(today)) {
            return Outcome.refused(PatientProblem.INVALID_END);
        }
        UUID id = Ids.next();
        int made = jdbc.sql("""
                        insert into guardianship (id, guardian_id, dependant_id, relationship, starts_at, ends_at, created_by,
                          own_end)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .param(id)
                .param(guardianId)
                .param(dependantId)
                .param(request.relationship.name())
                .param(Timestamp.from(now))
                .param(beginning(end, facility.timeZone()))
                .param(actor.accountId())
                .param(request.lastDay != null)
                .update();
        if (made == 0) {
            return Outcome.refused(PatientProblem.GUARDIAN_ALREADY);
        }
        Guardianship guardianship = find(id).orElseThrow();
        changed(
                actor,
                "GUARDIANSHIP_STARTED",
                guardianship,
                facility.id(),
                Map.of("relationship", request.relationship));
        return Outcome.done(guardianship);
    }

    /** By staff who know the dependant, or by the guardian; from then on the guardian has no more access. */
    public Outcome<Guardianship> end(Actor actor, UUID id, @Nullable String reason) {
        Guardianship before = find(id).orElseThrow(Guardianships::nothing);
        Optional<UUID> through =
                access.through(actor, aliases.current(before.dependant().id()));
        boolean guardian = actor.has(Role.PATIENT)
                && Objects.equals(
                        actor.patientId(), aliases.current(before.guardian().id()));
        if (through.isEmpty() && !guardian) {
            throw nothing();
        }
        int ended = jdbc.sql("""
                        update guardianship set ends_at = greatest(:now, starts_at), ended_by = :by, end_reason = :reason
                        where id = :id and (ends_at is null or ends_at > :now)""")
                .param("id", id)
                .param("now", Timestamp.from(clock.instant()))
                .param("by", actor.accountId())
                .param("reason", reason)
                .update();
        Guardianship after = find(id).orElseThrow(Guardianships::nothing);
        if (ended == 0) {
            return Outcome.noop(after);
        }
        changed(actor, "GUARDIANSHIP_ENDED", after, through.orElse(null), Map.of());
        return Outcome.done(after);
    }

    /** Those in which the patient is one of the two; staff see those that have ended, too. */
    public List<Guardianship> of(Actor actor, UUID asked) {
        UUID patientId = aliases.current(asked);
        boolean staff =
                access.open(actor, patientId, PatientAccess.Part.GUARDIANSHIPS).isPresent();
        return jdbc
                .sql(SELECT + """
                        where (g.guardian_id in (select id from patient where :patient in (id, merged_into))
                          or g.dependant_id in (select id from patient where :patient in (id, merged_into)))
                        order by g.starts_at, g.id""")
                .param("now", Timestamp.from(clock.instant()))
                .param("patient", patientId)
                .query(Guardianships::guardianship)
                .list()
                .stream()
                .filter(guardianship -> staff || guardianship.active())
                .toList();
    }

    private record Open(UUID id, LocalDate firstDay) {}

    /** Those of a child that nobody has said when to end follow its birth date, which has changed. */
    void birthDateChanged(Actor actor, UUID dependantId, @Nullable LocalDate birthDate, Optional<UUID> through) {
        Optional<UUID> place =
                through.or(() -> access.knownFacilities(dependantId).stream().findFirst());
        ZoneId zone = place.map(facilities::facility).map(Facility::timeZone).orElse(ZoneOffset.UTC);
        List<Open> open = jdbc.sql("""
                        select id, starts_at from guardianship
                        where dependant_id = :dependant and ended_by is null and (ends_at is null or ends_at > :now)
                          and (not own_end or (own_end is null and ends_at is null))
                        order by id for no key update""")
                .param("dependant", dependantId)
                .param("now", Timestamp.from(clock.instant()))
                .query((row, n) -> new Open(
                        row.getObject("id", UUID.class),
                        LocalDate.ofInstant(row.getTimestamp("starts_at").toInstant(), zone)))
                .list();
        for (Open one : open) {
            int moved = jdbc.sql("""
                            update guardianship set ends_at = :end::timestamptz, own_end = false
                            where id = :id and ends_at is distinct from :end::timestamptz""")
                    .param("id", one.id)
                    .param("end", beginning(comingOfAge(birthDate, one.firstDay), zone))
                    .update();
            if (moved == 1) {
                changed(actor, "GUARDIANSHIP_END_MOVED", find(one.id).orElseThrow(), place.orElse(null), Map.of());
            }
        }
    }

    private static @Nullable Timestamp beginning(@Nullable LocalDate day, ZoneId zone) {
        return day == null ? null : Timestamp.from(day.atStartOfDay(zone).toInstant());
    }

    private @Nullable LocalDate comingOfAge(@Nullable LocalDate birthDate, LocalDate today) {
        LocalDate day = birthDate == null ? null : birthDate.plusYears(settings.ageOfMajority());
        return day == null || !day.isAfter(today) ? null : day;
    }

    private @Nullable LocalDate birthDate(UUID patientId) {
        return jdbc.sql("select birth_date from patient where id = ?")
                .param(patientId)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, LocalDate.class)))
                .single()
                .orElse(null);
    }

    private Optional<Guardianship> find(UUID id) {
        return jdbc.sql(SELECT + "where g.id = :id")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .query(Guardianships::guardianship)
                .optional();
    }

    private void changed(
            Actor actor, String action, Guardianship guardianship, @Nullable UUID facilityId, Map<String, ?> detail) {
        UUID guardian = guardianship.guardian().id();
        UUID dependant = guardianship.dependant().id();
        for (UUID patient : List.of(guardian, dependant)) {
            access.knownFacilities(patient).forEach(known -> feed.changed(known, "patient", patient));
        }
        audit.record(actor, action, new Subject("guardianship", guardianship.id(), facilityId, dependant), detail);
        jdbc.sql("select account_id from patient where id = ? and account_id is not null")
                .param(guardian)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list()
                .forEach(actors::forget);
    }

    private static RefusedException nothing() {
        return new RefusedException(CommonProblem.NOT_FOUND);
    }

    private static Guardianship guardianship(ResultSet row, int n) throws SQLException {
        Timestamp end = row.getTimestamp("ends_at");
        return new Guardianship(
                row.getObject("id", UUID.class),
                new Person(row.getObject("guardian_id", UUID.class), row.getString("guardian_name")),
                new Person(row.getObject("dependant_id", UUID.class), row.getString("dependant_name")),
                Relationship.valueOf(row.getString("relationship")),
                row.getTimestamp("starts_at").toInstant(),
                end == null ? null : end.toInstant(),
                row.getBoolean("active"),
                row.getString("end_reason"));
    }
}
