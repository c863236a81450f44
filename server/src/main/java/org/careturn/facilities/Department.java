package org.careturn.facilities;

import java.util.UUID;

public record Department(UUID id, UUID facilityId, String name, long version) {}
