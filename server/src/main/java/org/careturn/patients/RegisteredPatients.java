package org.careturn.patients;

import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.PatientRegistered;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives each person who registers a record, in the same transaction; it is known in no facility yet. */
@Component
class RegisteredPatients {
    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    RegisteredPatients(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    @EventListener
    void registered(PatientRegistered person) {
        UUID id = Ids.next();
        jdbc.sql("""
                        insert into patient (id, name, search_name, contact_phone, language, account_id, created_at)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .param(id)
                .param(Normalizer.normalize(person.name(), Normalizer.Form.NFC))
                .param(NameWords.sorted(person.name()))
                .param(person.phone())
                .param(person.language())
                .param(person.accountId())
                .param(Timestamp.from(clock.instant()))
                .update();
        audit.record(
                new Actor(person.accountId(), new UUID(0, 0), List.of(), id),
                "PATIENT_REGISTERED",
                new Subject("patient", id, null, id),
                Map.of(),
                Map.of("name", Map.of("to", person.name()), "contactPhone", Map.of("to", person.phone())));
    }
}
