package org.careturn.sync;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.ChangeFeed.Row;
import org.careturn.platform.database.Columns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * The order of a patient's changes, across facilities: dense and visible in order, as a facility's is. Kept only for
 * patients whose app synchronises.
 */
@Component
class PatientFeed implements ChangeFeed.Before {
    private static final String CONCERNED = """
            select f.patient_id, c.kind, c.id
            from (%s) as c(kind, id)
            left join entry e on c.kind = 'entry' and e.id = c.id
            left join call k on c.kind = 'call' and k.id = c.id
            left join visit v on v.id = coalesce(e.visit_id, k.visit_id, case when c.kind = 'visit' then c.id end)
            left join appointment a on c.kind = 'appointment' and a.id = c.id
            join patient_feed f
              on f.patient_id = coalesce(v.patient_id, a.patient_id, case when c.kind = 'patient' then c.id end)
            order by f.patient_id
            for no key update of f""";
    private static final String CONCERNED_OF_MANY =
            CONCERNED.formatted("select unnest(?::text[]), unnest(?::text[]::uuid[])");

    /**
     * So many rows as parameters of their own: an array's plan is made anew each time, as its length is not known, and that
     * takes longer than the answer.
     */
    private static final int FEW = 8;

    private static final String CONCERNED_OF_FEW =
            CONCERNED.formatted("values " + "(?::text, ?::uuid), ".repeat(FEW - 1) + "(?::text, ?::uuid)");
    private static final String APPEND = """
            with v as (
              update patient_feed set version = version + 1 where patient_id = ? returning patient_id, version
            )
            insert into patient_change (patient_id, version, kind, row_id)
            select v.patient_id, v.version, c.kind, c.id from v, unnest(?::text[], ?::text[]::uuid[]) as c(kind, id)""";

    private final JdbcTemplate jdbc;

    PatientFeed(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Begins to keep these patients' orders. */
    void keep(Collection<UUID> patients) {
        jdbc.update("""
                insert into patient_feed (patient_id) select p.id from patient p where p.id = any (?::text[]::uuid[])
                order by p.id on conflict do nothing""", (Object) Columns.texts(patients));
    }

    @Override
    public void changed(Collection<Row> rows) {
        Map<UUID, List<Row>> byPatient = new TreeMap<>();
        RowCallbackHandler collect = row -> byPatient
                .computeIfAbsent(Columns.id(row, "patient_id"), p -> new ArrayList<>())
                .add(new Row(row.getString("kind"), Columns.id(row, "id")));
        if (rows.size() <= FEW) {
            Object[] parameters = new Object[2 * FEW];
            int next = 0;
            for (Row row : rows) {
                parameters[next++] = row.kind();
                parameters[next++] = row.id();
            }
            jdbc.query(CONCERNED_OF_FEW, collect, parameters);
        } else {
            jdbc.query(CONCERNED_OF_MANY, collect, kinds(rows), ids(rows));
        }
        byPatient.forEach((patient, changed) -> jdbc.update(APPEND, patient, kinds(changed), ids(changed)));
    }

    private static String[] kinds(Collection<Row> rows) {
        return rows.stream().map(Row::kind).toArray(String[]::new);
    }

    private static String[] ids(Collection<Row> rows) {
        return rows.stream().map(row -> row.id().toString()).toArray(String[]::new);
    }
}
