package org.careturn.patients;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes the plain words of names that came without them: those from before there was a search, and imported ones. */
@Configuration(proxyBeanMethods = false)
class SearchNames {
    private static final int BATCH = 200;

    private record Named(UUID id, String name) {}

    @Bean
    RecurringTask<Void> writeSearchNames(JdbcTemplate jdbc, TransactionTemplate transaction) {
        return Tasks.recurring("write-search-names", FixedDelay.of(Duration.ofMinutes(1)))
                .execute((instance, context) -> writeAll(jdbc, transaction));
    }

    static void writeAll(JdbcTemplate jdbc, TransactionTemplate transaction) {
        Integer written;
        do {
            written = transaction.execute(tx -> write(jdbc));
        } while (written != null && written == BATCH);
    }

    private static int write(JdbcTemplate jdbc) {
        List<Named> missing = jdbc.query(
                "select id, name from patient where search_name is null order by id limit ? for no key update skip locked",
                (row, n) -> new Named(row.getObject("id", UUID.class), row.getString("name")),
                BATCH);
        jdbc.batchUpdate(
                "update patient set search_name = ? where id = ?",
                missing.stream()
                        .map(named -> new Object[] {NameWords.sorted(named.name), named.id})
                        .toList());
        return missing.size();
    }
}
