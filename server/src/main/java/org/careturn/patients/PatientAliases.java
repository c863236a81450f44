package org.careturn.patients;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.PatientIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The one place that knows which record an id means: its own, or the one that it was merged into. */
@Component
public class PatientAliases implements PatientIds {
    private final JdbcClient jdbc;

    PatientAliases(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The record that this id means; an unknown id means itself. */
    public UUID current(UUID id) {
        return jdbc.sql("select coalesce(merged_into, id) from patient where id = ?")
                .param(id)
                .query(UUID.class)
                .optional()
                .orElse(id);
    }

    @Override
    public List<UUID> all(UUID id) {
        List<UUID> found = jdbc.sql("""
                        select p.id from patient asked join patient p
                          on p.id = coalesce(asked.merged_into, asked.id)
                            or p.merged_into = coalesce(asked.merged_into, asked.id)
                        where asked.id = ? order by p.merged_into is not null, p.id""").param(id).query((row, n) -> row.getObject(1, UUID.class)).list();
        return found.isEmpty() ? List.of(id) : found;
    }

    /**
     * As {@link #current}, for a transaction that is about to write something about the patient: the record can't be merged
     * before its end. It may change the record, but neither its account nor its id: two who had both locked it like this
     * would wait for each other. A merge at the same moment is waited for, and then seen, as the lock reads the row anew.
     */
    public UUID held(UUID id) {
        UUID current = jdbc.sql("select coalesce(merged_into, id) from patient where id = ? for key share")
                .param(id)
                .query(UUID.class)
                .optional()
                .orElse(id);
        return current.equals(id) ? id : held(current);
    }

    /** As {@link #held}, and others who ask for the same wait for this transaction's end; empty where it is nobody's. */
    public Optional<UUID> alone(UUID id) {
        Optional<UUID> current = jdbc.sql(
                        "select coalesce(merged_into, id) from patient where id = ? and erased_at is null for no key update")
                .param(id)
                .query(UUID.class)
                .optional();
        return current.filter(found -> !found.equals(id)).map(this::alone).orElse(current);
    }
}
