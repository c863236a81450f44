package org.careturn.facilities;

import java.util.UUID;

/** What patients come for (FHIR HealthcareService); each has one queue. */
public record Service(
        UUID id,
        UUID facilityId,
        UUID departmentId,
        UUID queueId,
        String name,
        int durationMinutes,
        boolean active,
        long version) {}
