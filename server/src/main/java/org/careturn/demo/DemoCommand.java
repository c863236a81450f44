package org.careturn.demo;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.database.RunningDatabase;
import org.careturn.platform.settings.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./careturn demo --visits N}: gives the demo hospital of a running server a past of made-up people, for statistics and
 * forecasts to have something to go by. Ends with 0, or with 2 where that isn't possible.
 */
public final class DemoCommand {
    private static final String USAGE = """
            Usage: ./careturn demo --visits N [--days D] [--seed S]

              Makes up N past visits of the demo hospital, spread over the D days before (365), as far as it has none on them.
              The same seed S makes the same days. Never in production.
            """;
    private static final int MOST_VISITS = 5_000_000;
    private static final int MOST_DAYS = 800;
    private static final int COMMITTED_EVERY = 5_000;

    private DemoCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        Map<String, Long> options = read(arguments);
        boolean help = arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"));
        if (help || options == null) {
            (help ? out : err).print(USAGE);
            return help ? 0 : 2;
        }
        if (!RunningDatabase.setting(environment, "CARETURN_MODE", "demo").equalsIgnoreCase("demo")) {
            err.println("demo: this server is in production: nothing is made up there.");
            return 2;
        }
        try (Connection connection = RunningDatabase.find(environment).connect()) {
            DemoHospital plan = DemoHospital.ALL.getFirst();
            UUID facility = facility(connection, plan.name());
            if (facility == null) {
                err.println("demo: there is no demo hospital here; ./careturn up makes it in an empty database.");
                return 2;
            }
            connection.setAutoCommit(false);
            int made = make(connection, plan, facility, options, out);
            connection.commit();
            if (made == 0) {
                out.println("Each of these days has visits already: nothing was made.");
            } else {
                out.printf("%,d visits of the past were made at %s.%n", made, plan.name());
            }
            return 0;
        } catch (InvalidSettingsException invalid) {
            err.println("demo: " + invalid.getMessage());
        } catch (SQLException unavailable) {
            err.println("demo: the database can't be used (" + unavailable.getMessage() + ").");
        }
        return 2;
    }

    private static int make(
            Connection connection, DemoHospital plan, UUID facility, Map<String, Long> options, PrintStream out)
            throws SQLException {
        LocalDate today = LocalDate.now(Clock.system(ZoneId.of(plan.timeZone())));
        int[] committed = {0};
        return new DemoPast(connection, plan, facility, options.getOrDefault("--seed", DemoLoader.SEED))
                .make(
                        today,
                        Math.toIntExact(options.getOrDefault("--days", 365L)),
                        Math.toIntExact(options.getOrDefault("--visits", 0L)),
                        made -> {
                            if (made - committed[0] >= COMMITTED_EVERY) {
                                connection.commit();
                                committed[0] = made;
                                out.printf("%,d visits%n", made);
                            }
                        });
    }

    /** Null where they aren't understood. */
    private static @Nullable Map<String, Long> read(List<String> arguments) {
        Map<String, Long> options = new HashMap<>();
        Iterator<String> left = arguments.iterator();
        while (left.hasNext()) {
            String name = left.next();
            if (!List.of("--visits", "--days", "--seed").contains(name) || !left.hasNext()) {
                return null;
            }
            String value = left.next();
            if (!value.matches("[0-9]{1,9}")) {
                return null;
            }
            options.put(name, Long.valueOf(value));
        }
        boolean fits = within(options.getOrDefault("--visits", 0L), MOST_VISITS)
                && within(options.getOrDefault("--days", 365L), MOST_DAYS);
        return fits ? options : null;
    }

    private static boolean within(long value, int most) {
        return value >= 1 && value <= most;
    }

    private static @Nullable UUID facility(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select id from facility where name = ?")) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getObject(1, UUID.class) : null;
            }
        }
    }
}
