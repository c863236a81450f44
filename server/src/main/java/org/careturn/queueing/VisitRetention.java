package org.careturn.queueing;

import java.sql.Date;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.Ids;
import org.careturn.platform.database.Columns;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes visits that ended longer ago than their facility keeps them from their patients: times, services and numbers stay
 * for the figures, and lead to a record without a name. The audit log stays as it was written.
 */
@Service
public class VisitRetention {
    private static final int BATCH = 200;
    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);
    private static final UUID FIRST = new UUID(0, 0);
    private static final Logger LOG = LoggerFactory.getLogger(VisitRetention.class);

    private static final String FACILITIES = """
            select f.id, ?::timestamptz - make_interval(days => f.visit_retention_days) as before,
              r.pseudonym_id, r.until_day
            from facility f left join visit_retention r on r.facility_id = f.id order by f.id""";
    private static final String ENDED = """
            select id, service_day from visit
            where facility_id = ? and (service_day, id) > (?, ?) and service_day <= ? and ended_at < ? and patient_id <> ?
            order by service_day, id limit ?""";
    private static final String FIRST_LEFT = """
            update visit_retention r set at = ?, until_day = coalesce(
              (select min(v.service_day) from visit v
               where v.facility_id = r.facility_id and v.service_day between r.until_day and ? and v.patient_id <> r.pseudonym_id),
              greatest(r.until_day, ?))
            where r.facility_id = ?""";
    private static final String REASONS = """
            update entry_event h set reason = null from entry e
            where e.visit_id = any(?::text[]::uuid[]) and h.entry_id = e.id and h.reason is not null""";
    private static final String VISIT = """
            update visit set patient_id = ?, token = ?, priority_groups = '{}', version = version + 1
            where id = ? and patient_id <> ? and ended_at is not null""";

    private final JdbcTemplate jdbc;
    private final List<KeptAboutVisits> modules;
    private final TransactionTemplate transaction;
    private final Clock clock;

    VisitRetention(
            JdbcTemplate jdbc, List<KeptAboutVisits> modules, PlatformTransactionManager transactions, Clock clock) {
        this.jdbc = jdbc;
        this.modules = List.copyOf(modules);
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    private record Due(UUID facilityId, Instant before, UUID pseudonym, LocalDate from) {
        LocalDate last() {
            return before.atZone(ZoneOffset.UTC).toLocalDate().plusDays(1);
        }
    }

    private record Ended(UUID id, LocalDate day) {}

    /** Goes through all facilities, at most 200 visits in a transaction; returns how many were taken from their patients. */
    public int unlinkAll() {
        Instant now = clock.instant();
        List<Due> facilities = jdbc.query(
                FACILITIES,
                (row, n) -> {
                    UUID pseudonym = row.getObject("pseudonym_id", UUID.class);
                    Date until = row.getDate("until_day");
                    return new Due(
                            row.getObject("id", UUID.class),
                            Columns.instant(row, "before"),
                            pseudonym == null ? FIRST : pseudonym,
                            until == null ? BEGINNING : until.toLocalDate());
                },
                Columns.utc(now));
        int all = 0;
        for (Due due : facilities) {
            all += unlink(due, now);
        }
        if (all > 0) {
            LOG.info("took {} visits from their patients, as their facilities keep them no longer", all);
        }
        return all;
    }

    private int unlink(Due found, Instant now) {
        if (found.pseudonym.equals(FIRST) && ended(found, found.from, FIRST).isEmpty()) {
            return 0;
        }
        Due due = found.pseudonym.equals(FIRST) ? withPseudonym(found, now) : found;
        int all = 0;
        LocalDate day = due.from;
        UUID after = FIRST;
        List<Ended> batch;
        do {
            batch = ended(due, day, after);
            List<UUID> ids = batch.stream().map(Ended::id).toList();
            if (!ids.isEmpty()) {
                Integer taken = transaction.execute(tx -> unlink(due, ids, now));
                all += taken == null ? 0 : taken;
                day = batch.getLast().day;
                after = batch.getLast().id;
            }
        } while (batch.size() == BATCH);
        jdbc.update(FIRST_LEFT, Columns.utc(now), Date.valueOf(due.last()), Date.valueOf(due.last()), due.facilityId);
        return all;
    }

    private List<Ended> ended(Due due, LocalDate day, UUID after) {
        return jdbc.query(
                ENDED,
                (row, n) -> new Ended(
                        row.getObject("id", UUID.class),
                        row.getDate("service_day").toLocalDate()),
                due.facilityId,
                Date.valueOf(day),
                after,
                Date.valueOf(due.last()),
                Columns.utc(due.before),
                due.pseudonym,
                BATCH);
    }

    private Due withPseudonym(Due due, Instant now) {
        UUID pseudonym = Ids.next();
        transaction.executeWithoutResult(tx -> {
            jdbc.update(
                    "insert into patient (id, name, search_name, created_at) values (?, 'Without a name', '', ?)",
                    pseudonym,
                    Columns.utc(now));
            jdbc.update(
                    "insert into visit_retention (facility_id, pseudonym_id, until_day, at) values (?, ?, ?, ?)",
                    due.facilityId,
                    pseudonym,
                    Date.valueOf(due.from),
                    Columns.utc(now));
        });
        return new Due(due.facilityId, due.before, pseudonym, due.from);
    }

    private int unlink(Due due, List<UUID> ids, Instant now) {
        Set<UUID> needed = new HashSet<>();
        modules.forEach(module -> needed.addAll(module.needed(ids)));
        List<UUID> free = ids.stream().filter(id -> !needed.contains(id)).toList();
        modules.forEach(module -> module.unlink(free, due.pseudonym));
        jdbc.update(REASONS, (Object) free.stream().map(UUID::toString).toArray(String[]::new));
        List<Object[]> rows = new ArrayList<>();
        free.forEach(id -> rows.add(new Object[] {due.pseudonym, Ids.token(), id, due.pseudonym}));
        int taken = 0;
        for (int changed : jdbc.batchUpdate(VISIT, rows)) {
            taken += changed == 0 ? 0 : 1;
        }
        jdbc.update(
                "update visit_retention set visits = visits + ?, at = ? where facility_id = ?",
                taken,
                Columns.utc(now),
                due.facilityId);
        return taken;
    }
}
