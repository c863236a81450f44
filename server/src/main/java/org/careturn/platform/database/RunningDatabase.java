package org.careturn.platform.database;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.careturn.platform.settings.InvalidSettingsException;
import org.jspecify.annotations.Nullable;

/** The database of a server that runs already, for commands beside it. */
public final class RunningDatabase {
    private static final int PORT_LINE = 3;

    private RunningDatabase() {}

    /**
     * The database that the server works in, as the role that it uses.
     *
     * @param environment the process's; what it leaves open is read from {@code .env}
     * @throws InvalidSettingsException where there is none, in one sentence
     */
    public static DatabaseAccess find(Map<String, String> environment) {
        Properties file = file();
        String url = setting(environment, file, "DATABASE_URL", "");
        if (!url.isBlank()) {
            DatabaseAccess access = DatabaseAccess.parse("DATABASE_URL", url);
            access.check("DATABASE_URL");
            return access;
        }
        Path home = home(environment, file);
        return embedded(home, EmbeddedPostgres.DATABASE, EmbeddedPostgres.APP, EmbeddedPostgresSecrets::app);
    }

    /** A setting as the server has it: from the environment, or what {@code .env} says. */
    public static String setting(Map<String, String> environment, String name, String otherwise) {
        return setting(environment, file(), name, otherwise);
    }

    /** The embedded one, as the role that may do everything. */
    static DatabaseAccess superuser(Path home) {
        return embedded(home, "postgres", "postgres", EmbeddedPostgresSecrets::superuser);
    }

    static Path home(Map<String, String> environment, Properties file) {
        return Path.of(setting(environment, file, "CARETURN_DATA_DIR", "data")).resolve("postgres");
    }

    /** What {@code .env} says. */
    static Properties file() {
        Properties file = new Properties();
        Path written = Path.of(".env");
        if (Files.isReadable(written)) {
            try (Reader reader = Files.newBufferedReader(written)) {
                file.load(reader);
            } catch (IOException unreadable) {
                throw new InvalidSettingsException("The file .env can't be read.", unreadable);
            }
        }
        return file;
    }

    static String setting(Map<String, String> environment, Properties file, String name, String otherwise) {
        @Nullable String given = environment.get(name);
        return given == null ? file.getProperty(name, otherwise) : given;
    }

    private static DatabaseAccess embedded(
            Path wanted, String database, String role, Function<EmbeddedPostgresSecrets, String> password) {
        try {
            Path home = PostgresFolder.locate(wanted);
            Path pid = home.resolve("cluster").resolve("postmaster.pid");
            List<String> lines = Files.exists(pid) ? Files.readAllLines(pid) : List.of();
            if (lines.size() > PORT_LINE) {
                EmbeddedPostgresSecrets secrets = EmbeddedPostgresSecrets.in(home.resolve("secrets.properties"), true);
                return new DatabaseAccess(
                        "jdbc:postgresql://127.0.0.1:" + lines.get(PORT_LINE).strip() + "/" + database,
                        role,
                        password.apply(secrets));
            }
        } catch (IOException unreadable) {
            throw new InvalidSettingsException("The embedded database in " + wanted + " can't be read.", unreadable);
        }
        throw new InvalidSettingsException(
                "No embedded database runs in " + wanted + ": start the server, or name the database by DATABASE_URL.");
    }
}
