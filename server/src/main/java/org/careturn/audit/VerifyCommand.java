package org.careturn.audit;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.careturn.platform.database.DatabaseAccess;
import org.careturn.platform.database.RunningDatabase;
import org.careturn.platform.settings.InvalidSettingsException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * {@code ./careturn verify}. Ends with 0 where the audit log and its chain fit together, with 1 where they don't, and with 2
 * where that can't be told.
 */
public final class VerifyCommand {
    private static final int WHOLE = 0;
    private static final int BROKEN = 1;
    private static final int UNKNOWN = 2;
    private static final Duration PROGRESS = Duration.ofSeconds(5);
    private static final String USAGE = """
            Usage: ./careturn verify [--head NUMBER:HASH]

              Compares every row of the audit log with its seal, and every seal with the one before it, on the database of
              the running server. Names the first broken link and the rows not yet sealed.

              --head   a head that was printed or logged earlier: fails where the chain no longer has it
            """;

    private VerifyCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return WHOLE;
        }
        Head head = null;
        if (!arguments.isEmpty()) {
            head = arguments.size() == 2 && arguments.getFirst().equals("--head")
                    ? Head.parse(arguments.getLast()).orElse(null)
                    : null;
            if (head == null) {
                err.print(USAGE);
                return UNKNOWN;
            }
        }
        try (Connection connection = access(environment).connect()) {
            JdbcTemplate jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
            return tell(new Verifier(jdbc).verify(0, head, Long.MAX_VALUE, progress(jdbc, out)), out);
        } catch (InvalidSettingsException invalid) {
            err.println("verify: " + invalid.getMessage());
        } catch (SQLException | DataAccessException unavailable) {
            err.println("verify: the database can't be read (" + unavailable.getMessage() + ").");
        }
        return UNKNOWN;
    }

    private static DatabaseAccess access(Map<String, String> environment) {
        return RunningDatabase.find(environment);
    }

    private static int tell(Verification found, PrintStream out) {
        Verification.Fault fault = found.fault();
        if (fault != null) {
            out.println("BROKEN: " + fault.kind() + ". " + fault.explanation());
            return BROKEN;
        }
        out.printf("Whole: %,d rows under %,d seals.%n", found.rows(), found.reached());
        Long unsealed = found.unsealed();
        if (unsealed != null && unsealed > 0) {
            out.printf("Not yet sealed: %,d rows, the oldest of %s.%n", unsealed, found.oldestUnsealed());
        }
        if (found.head() != null) {
            out.println("Head, to be kept elsewhere: " + found.head());
        }
        return WHOLE;
    }

    private static java.util.function.LongConsumer progress(JdbcTemplate jdbc, PrintStream out) {
        Clock clock = Clock.systemUTC();
        AtomicReference<Instant> next = new AtomicReference<>(clock.instant().plus(PROGRESS));
        @Nullable Long last = jdbc.queryForObject("select coalesce(max(number), 0) from audit_seal", Long.class);
        return reached -> {
            Instant now = clock.instant();
            if (now.isAfter(next.get())) {
                out.printf("seal %,d of %,d%n", reached, last);
                next.set(now.plus(PROGRESS));
            }
        };
    }
}
