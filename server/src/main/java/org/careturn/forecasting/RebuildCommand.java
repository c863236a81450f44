package org.careturn.forecasting;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.careturn.platform.database.RunningDatabase;
import org.careturn.platform.settings.InvalidSettingsException;

/**
 * {@code ./careturn forecast-rebuild}: forgets what was learnt of all facilities, so that the running server learns it anew
 * from its history with the next forecasts. What people were told stays. Ends with 0, or with 2 where that isn't possible.
 */
public final class RebuildCommand {
    private static final String USAGE = """
            Usage: ./careturn forecast-rebuild

              Lets the running server learn service times, arrivals, no-shows and its own errors anew from its history.
            """;

    private RebuildCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (!arguments.isEmpty()) {
            boolean help = arguments.equals(List.of("--help")) || arguments.equals(List.of("-h"));
            (help ? out : err).print(USAGE);
            return help ? 0 : 2;
        }
        try (Connection connection = RunningDatabase.find(environment).connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            int facilities = statement.executeUpdate("""
                    update forecast_facility
                    set version = 0, computed_at = null, no_shows_at = null, generation = generation + 1""");
            statement.executeUpdate("delete from service_time");
            statement.executeUpdate("delete from arrival_day");
            statement.executeUpdate("update forecast_case set wait = null, learnt = null where learnt is not null");
            statement.executeUpdate("update no_show_case set learnt = null where learnt is not null");
            connection.commit();
            out.printf("The server learns %,d facilities anew from their history.%n", facilities);
            return 0;
        } catch (InvalidSettingsException invalid) {
            err.println("forecast-rebuild: " + invalid.getMessage());
        } catch (SQLException unavailable) {
            err.println("forecast-rebuild: the database can't be used (" + unavailable.getMessage() + ").");
        }
        return 2;
    }
}
