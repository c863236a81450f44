package org.careturn.platform.database;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.careturn.platform.database.BackupStore.Base;
import org.careturn.platform.database.Restore.Restored;
import org.careturn.platform.settings.InvalidSettingsException;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** {@code ./careturn backup} and {@code ./careturn restore}: for the embedded database. */
public final class BackupCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final String USAGE = """
            Usage: ./careturn backup              copy all files of the running embedded database now
                   ./careturn backup --list       what there is
                   ./careturn backup --check      restore the newest into a folder of its own, look at it, remove it
                   ./careturn restore [--until 2026-03-02T09:30:00Z]
                                                  put the newest state, or that of a moment, in place of the database;
                                                  stop the server first. What stood there is kept beside it.

              CARETURN_BACKUP_DIR and BACKUP_KEY say where the backups are and how they are encrypted. With these set,
              the server itself backs up all the time: see docs/operations.md.
            """;

    private final PrintStream out;
    private final BackupStore store;
    private final Path home;

    private BackupCommand(PrintStream out, BackupStore store, Path home) {
        this.out = out;
        this.store = store;
        this.home = home;
    }

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
    }

    static int run(List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return arguments.isEmpty() ? MISUSED : DONE;
        }
        try {
            Properties file = RunningDatabase.file();
            if (!RunningDatabase.setting(environment, file, "DATABASE_URL", "").isBlank()) {
                throw new InvalidSettingsException(
                        "DATABASE_URL is set: this installation's database is on a server of its own, which is backed up"
                                + " and restored by its own means (docs/operations.md).");
            }
            String folder = RunningDatabase.setting(environment, file, "CARETURN_BACKUP_DIR", "");
            if (folder.isBlank()) {
                throw new InvalidSettingsException("CARETURN_BACKUP_DIR is not set.");
            }
            BackupStore store = BackupStore.open(folder, RunningDatabase.setting(environment, file, "BACKUP_KEY", ""));
            return new BackupCommand(out, store, RunningDatabase.home(environment, file)).run(arguments);
        } catch (Misuse misuse) {
            err.print(USAGE);
            return MISUSED;
        } catch (InvalidSettingsException | IOException failure) {
            err.println(arguments.getFirst() + ": " + failure.getMessage());
            return FAILED;
        }
    }

    private static final class Misuse extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private int run(List<String> arguments) throws IOException {
        String command = arguments.getFirst();
        List<String> options = arguments.subList(1, arguments.size());
        switch (command) {
            case "backup" -> {
                switch (options.isEmpty() ? "" : options.size() == 1 ? options.getFirst() : "?") {
                    case "" -> take();
                    case "--list" -> list();
                    case "--check" -> check();
                    default -> throw new Misuse();
                }
            }
            case "restore" -> restore(until(options));
            default -> throw new Misuse();
        }
        return DONE;
    }

    private static @Nullable Instant until(List<String> options) {
        if (options.isEmpty()) {
            return null;
        }
        if (options.size() != 2 || !options.getFirst().equals("--until")) {
            throw new Misuse();
        }
        try {
            return Instant.parse(options.getLast());
        } catch (DateTimeException wrong) {
            throw new Misuse();
        }
    }

    private void take() throws IOException {
        out.println("Copying the database's files");
        Base base = BaseBackup.take(RunningDatabase.superuser(home), PostgresFolder.locate(home), store);
        out.printf("%s (%,d kB)%n", base.file(), Files.size(base.file()) / 1000);
    }

    private void list() throws IOException {
        List<Base> bases = store.bases();
        for (Base base : bases) {
            out.printf("%s  %,d kB%n", base.begun(), Files.size(base.file()) / 1000);
        }
        out.println(bases.isEmpty() ? "There is no backup." : "Each moment since the first of these can be restored.");
    }

    private void check() throws IOException {
        Path aside = Files.createTempDirectory("careturn-check");
        try {
            out.println("Restored and read: " + told(Restore.onTrial(store, aside, out::println)));
        } finally {
            FileSystemUtils.deleteRecursively(aside);
        }
    }

    private void restore(@Nullable Instant until) throws IOException {
        Restored restored = Restore.inPlace(store, home, until, out::println);
        out.println("Restored: " + told(restored));
        if (restored.before() != null) {
            out.println("What stood there before is in " + restored.before() + "; remove it when you are content.");
        }
        out.println("Start the server again. Desks and phones notice by themselves and read anew.");
    }

    private static String told(Restored restored) {
        return "the backup of " + restored.base().begun() + " and the log since; the newest change is of "
                + (restored.lastChange() == null ? "never" : restored.lastChange());
    }
}
