package org.careturn.queueing;

import java.util.UUID;

/**
 * A doctor is away from a facility from now on. Published within the transaction that notes it: who waits there for this
 * doctor waits for any, in the same one.
 */
public record DoctorAway(UUID facilityId, UUID doctorId) {}
