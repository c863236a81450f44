package org.careturn.imports;

import java.util.UUID;
import org.careturn.platform.Actor;

/** Files that have been checked, where no node works by itself. */
public class CheckedImports {
    private final Imports imports;
    private final ImportRunner runner;

    CheckedImports(Imports imports, ImportRunner runner) {
        this.imports = imports;
        this.runner = runner;
    }

    /** A file of patients without faults. */
    public UUID patients(UUID facilityId) {
        return checked(facilityId, "name\nSita Rai\n");
    }

    /** One that can't be started. */
    public UUID faulty(UUID facilityId) {
        return checked(facilityId, "name,birthDate\nSita Rai,yesterday\n");
    }

    private UUID checked(UUID facilityId, String content) {
        UUID id = imports.check(Actor.SYSTEM, facilityId, ImportKind.PATIENTS, content)
                .orElseThrow()
                .id();
        boolean more = true;
        while (more) {
            more = runner.next();
        }
        return id;
    }
}
