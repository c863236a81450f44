package org.careturn.audit;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;

/**
 * Which rows; what is null doesn't matter.
 *
 * @param accountId who acted
 * @param action in capitals
 * @param patientId any id of a patient; rows of records that were merged with it are meant, too
 * @param from the first instant, included
 * @param to the last instant, excluded
 */
public record AuditFilter(
        @Nullable UUID facilityId,
        @Nullable UUID accountId,
        @Nullable UUID subjectId,
        @Nullable UUID patientId,
        @Nullable String action,
        @Nullable Instant from,
        @Nullable Instant to) {
    public static final String ACTION = "[A-Z_]{1,60}";

    public AuditFilter {
        if (action != null && !action.matches(ACTION)) {
            throw new IllegalArgumentException("no action: " + action);
        }
    }

    /** A condition of SQL with its named parameters. */
    record Condition(String sql, Map<String, Object> parameters) {}

    /**
     * These rows, as far as the actor may see them. It names only what is asked for, and the action as it is, so that
     * PostgreSQL may take the index which fits, that of rare acts too.
     *
     * @param patientIds all ids of the patient asked for, empty for none
     * @throws RefusedException NOT_FOUND for a facility that the actor doesn't administer
     */
    Condition of(Actor actor, List<UUID> patientIds) {
        if (facilityId != null && !actor.is(Role.ADMIN, facilityId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        List<String> parts = new ArrayList<>(List.of("true"));
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (facilityId == null && !actor.grants().contains(new Grant(Role.ADMIN, null))) {
            add(parts, parameters, "facility_id = any(:facilities::uuid[])", "facilities", facilities(actor));
        }
        add(parts, parameters, "facility_id = :facility", "facility", facilityId);
        add(parts, parameters, "account_id = :account", "account", accountId);
        add(parts, parameters, "subject_id = :subject", "subject", subjectId);
        if (!patientIds.isEmpty()) {
            addPatient(parts, parameters, patientIds);
        }
        if (action != null) {
            parts.add("action = '" + action + "'");
        }
        add(parts, parameters, "at >= :from", "from", from == null ? null : Timestamp.from(from));
        add(parts, parameters, "at < :to", "to", to == null ? null : Timestamp.from(to));
        return new Condition(String.join(" and ", parts), parameters);
    }

    private static void add(
            List<String> parts, Map<String, Object> parameters, String part, String name, @Nullable Object value) {
        if (value != null) {
            parts.add(part);
            parameters.put(name, value);
        }
    }

    private static void addPatient(List<String> parts, Map<String, Object> parameters, List<UUID> ids) {
        if (ids.size() == 1) {
            add(parts, parameters, "patient_id = :patient", "patient", ids.getFirst());
        } else {
            add(parts, parameters, "patient_id = any(:patients::uuid[])", "patients", Columns.texts(ids));
        }
    }

    private static String[] facilities(Actor actor) {
        return actor.grants().stream()
                .filter(grant -> grant.role() == Role.ADMIN)
                .map(Grant::facilityId)
                .filter(Objects::nonNull)
                .map(String::valueOf)
                .toArray(String[]::new);
    }

    /** What was asked for, for the log itself. */
    Map<String, Object> asked() {
        Map<String, Object> asked = new LinkedHashMap<>();
        put(asked, "accountId", accountId);
        put(asked, "subjectId", subjectId);
        put(asked, "action", action);
        put(asked, "from", from);
        put(asked, "to", to);
        return asked;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        if (value != null) {
            map.put(name, value);
        }
    }
}
