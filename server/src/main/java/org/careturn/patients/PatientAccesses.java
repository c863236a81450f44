package org.careturn.patients;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.PatientReadings;
import org.careturn.audit.PatientReadings.Reading;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Shows who has opened a record: to staff who may open it, to the patient, and to who acts for the patient. */
@Component
public class PatientAccesses {
    private final PatientAccess access;
    private final PatientAliases aliases;
    private final PatientReadings readings;
    private final Accounts accounts;
    private final Facilities facilities;

    PatientAccesses(
            PatientAccess access,
            PatientAliases aliases,
            PatientReadings readings,
            Accounts accounts,
            Facilities facilities) {
        this.access = access;
        this.aliases = aliases;
        this.readings = readings;
        this.accounts = accounts;
        this.facilities = facilities;
    }

    /**
     * One reading of the record by a member of staff.
     *
     * @param person their name; null where a program read it
     * @param roles which they held then and there
     * @param part what of the record they opened
     */
    public record Access(
            UUID id,
            Instant at,
            @Nullable String person,
            List<String> roles,
            @Nullable String facilityName,
            String part) {}

    /** The latest first. */
    @Transactional
    public Page<Access> page(Actor actor, UUID asked, @Nullable String cursor, int limit) {
        UUID patientId = aliases.current(asked);
        UUID before = Cursor.id(cursor);
        access.open(actor, patientId, PatientAccess.Part.ACCESSES);
        Map<UUID, String> names = new HashMap<>();
        Page<Reading> page =
                Page.of(readings.of(aliases.all(patientId), before, limit + 1), limit, last -> Cursor.of(last.id()));
        List<Access> accesses = page.items().stream()
                .map(reading -> new Access(
                        reading.id(),
                        reading.at(),
                        names.computeIfAbsent(reading.accountId(), this::name),
                        reading.roles(),
                        facilityName(reading.facilityId()),
                        reading.part()))
                .toList();
        return new Page<>(accesses, page.nextCursor());
    }

    private @Nullable String name(UUID accountId) {
        return accounts.find(accountId).map(Account::displayName).orElse(null);
    }

    private @Nullable String facilityName(@Nullable UUID facilityId) {
        return facilityId == null
                ? null
                : facilities.findFacility(facilityId).map(Facility::name).orElse(null);
    }
}
