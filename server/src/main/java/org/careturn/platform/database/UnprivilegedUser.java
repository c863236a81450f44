package org.careturn.platform.database;

import com.sun.security.auth.module.UnixSystem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** PostgreSQL refuses to run as root: where this process does, its programs run as nobody. */
final class UnprivilegedUser {
    private static final int NOBODY = 65534;

    private static final boolean ROOT = new UnixSystem().getUid() == 0;

    private UnprivilegedUser() {}

    static List<String> command(List<String> program) throws IOException {
        return prefixed(program, false);
    }

    /**
     * The server ends with the thread that starts it, even when this process is killed, and has a session of its own, so
     * that an interrupt typed at the terminal reaches this process alone, which then stops the server last.
     */
    static List<String> serverCommand(List<String> program) throws IOException {
        return prefixed(program, true);
    }

    private static List<String> prefixed(List<String> program, boolean server) throws IOException {
        List<String> command = new ArrayList<>();
        String setsid = find("setsid");
        if (server && setsid != null) {
            command.add(setsid);
        }
        String setpriv = find("setpriv");
        if (setpriv != null) {
            command.addAll(List.of(setpriv, "--no-new-privs"));
            if (server) {
                command.add("--pdeathsig=INT");
            }
            if (ROOT) {
                command.addAll(List.of("--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
            }
        } else if (ROOT) {
            throw new IOException(
                    "PostgreSQL can't run as root, and setpriv (package util-linux) is not there to start it"
                            + " as another user: install it, run as another user, or set DATABASE_URL.");
        }
        command.addAll(program);
        return command;
    }

    static void give(Path path) throws IOException {
        if (ROOT) {
            Files.setAttribute(path, "unix:uid", NOBODY);
            Files.setAttribute(path, "unix:gid", NOBODY);
        }
    }

    /** Whether the user that runs the server can reach what is in the folder, which need not exist yet. */
    static boolean reaches(Path folder) throws IOException {
        if (!ROOT) {
            return true;
        }
        for (Path path = folder.toAbsolutePath().normalize(); path != null; path = path.getParent()) {
            if (Files.exists(path)
                    && !Files.getPosixFilePermissions(path).contains(PosixFilePermission.OTHERS_EXECUTE)) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable String find(String tool) {
        String path = System.getenv("PATH");
        return Pattern.compile(":")
                .splitAsStream(path == null ? "/usr/bin:/bin" : path)
                .map(folder -> Path.of(folder, tool))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }
}
