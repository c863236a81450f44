package org.careturn.facilities;

import java.util.UUID;

public record Room(UUID id, UUID facilityId, UUID departmentId, String name, boolean active, long version) {}
