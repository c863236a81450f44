package org.careturn.platform;

import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who asks, and what they hold at this moment. Within a request the grants are already narrowed to the roles that the
 * endpoint allows, so that {@link #mayIn} answers for the record and the endpoint at once.
 *
 * @param patientId the own record of somebody who signs in as a patient
 * @param dependants the records of those whose guardian this person is at this moment
 */
public record Actor(
        UUID accountId,
        UUID sessionId,
        List<Grant> grants,
        @Nullable UUID patientId,
        Set<UUID> dependants) {

    public Actor(UUID accountId, UUID sessionId, List<Grant> grants, @Nullable UUID patientId) {
        this(accountId, sessionId, grants, patientId, Set.of());
    }

    /** A role in one facility, or in all of them where {@code facilityId} is null. */
    public record Grant(Role role, @Nullable UUID facilityId) {}

    /** The server itself: jobs, the demo's loader. It may do everything, and is named so in the audit log. */
    public static final Actor SYSTEM =
            new Actor(new UUID(0, 0), new UUID(0, 0), List.of(new Grant(Role.ADMIN, null)), null);

    public boolean mayIn(UUID facilityId) {
        for (Grant grant : grants) {
            if (grant.role != Role.PATIENT && (grant.facilityId == null || grant.facilityId.equals(facilityId))) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is one of the given roles in the facility. */
    public boolean is(Role role, UUID facilityId) {
        for (Grant grant : grants) {
            if (grant.role == role && (grant.facilityId == null || grant.facilityId.equals(facilityId))) {
                return true;
            }
        }
        return false;
    }

    public boolean has(Role role) {
        return grants.stream().anyMatch(grant -> grant.role == role);
    }

    /** Whether this is the patient, or acts for the patient as a guardian does: all access of patients asks this. */
    public boolean isPatient(@Nullable UUID patient) {
        return patient != null
                && has(Role.PATIENT)
                && (Objects.equals(patientId, patient) || dependants.contains(patient));
    }

    /** The patient himself and those for whom he acts now. */
    public Set<UUID> patients() {
        if (!has(Role.PATIENT)) {
            return Set.of();
        }
        Set<UUID> patients = new LinkedHashSet<>(dependants);
        if (patientId != null) {
            patients.add(patientId);
        }
        return patients;
    }

    public Set<Role> roles() {
        EnumSet<Role> roles = EnumSet.noneOf(Role.class);
        grants.forEach(grant -> roles.add(grant.role));
        return roles;
    }

    /** Those in the facility, also as one who has them everywhere. */
    public Set<Role> rolesIn(UUID facilityId) {
        EnumSet<Role> roles = EnumSet.allOf(Role.class);
        roles.removeIf(role -> !is(role, facilityId));
        return roles;
    }

    public Actor narrowedTo(Set<Role> allowed) {
        if (this.equals(SYSTEM)) {
            return this;
        }
        return new Actor(
                accountId,
                sessionId,
                grants.stream().filter(grant -> allowed.contains(grant.role)).toList(),
                patientId,
                dependants);
    }
}
