package org.careturn.patients;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.identity.LoginPhoneChanged;
import org.careturn.platform.Actor;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whoever signs in by another phone is also told by it, where the record had the former one; in the same transaction. */
@Component
class ChangedPhones {
    private final JdbcClient jdbc;
    private final PatientChanges changes;

    ChangedPhones(JdbcClient jdbc, PatientChanges changes) {
        this.jdbc = jdbc;
        this.changes = changes;
    }

    @EventListener
    void changed(LoginPhoneChanged phone) {
        String former = phone.former();
        if (former == null) {
            return;
        }
        jdbc.sql("select id from patient where account_id = ? and contact_phone = ? and merged_into is null")
                .params(phone.accountId(), former)
                .query(UUID.class)
                .optional()
                .ifPresent(patient -> tellAt(patient, phone));
    }

    private void tellAt(UUID patientId, LoginPhoneChanged phone) {
        Patient before = changes.lock(patientId);
        Profile is = before.profile();
        Profile wanted = new Profile(
                is.name(),
                is.birth(),
                phone.present(),
                is.otherPhones(),
                is.sex(),
                is.language(),
                is.address(),
                is.allergies(),
                is.priorityGroups());
        Actor self = new Actor(phone.accountId(), new UUID(0, 0), List.of(), patientId);
        changes.write(self, Optional.empty(), before, ProfileMerge.merge(is, is, wanted))
                .orElseThrow();
    }
}
