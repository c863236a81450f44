package org.careturn.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What {@code ./careturn build} has made: the server as {@code ./careturn up} runs it. */
record Installation(Path root) {

    static Installation found() throws URISyntaxException {
        Path classes = Path.of(BenchCommand.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path root = classes.resolve("../../..").normalize();
        if (!Files.exists(root.resolve(".careturn/app/careturn-exec.jar"))) {
            throw new IllegalStateException("There is no built server: start this by ./careturn bench.");
        }
        return new Installation(root);
    }

    /** The command of {@code ./careturn up}, with its flags. */
    List<String> serverCommand() {
        String given = System.getenv("CARETURN_JAVA_OPTS");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        Path cache = root.resolve(".careturn/app.aot");
        if (Files.exists(cache)) {
            command.add("-XX:AOTCache=" + cache);
        }
        command.addAll(List.of("-XX:+UseCompactObjectHeaders", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of((given == null || given.isBlank() ? "-Xmx320m" : given).split(" ")));
        command.addAll(
                List.of("-jar", root.resolve(".careturn/app/careturn-exec.jar").toString()));
        return command;
    }

    Path results() throws IOException {
        return Files.createDirectories(root.resolve("bench/target/bench"));
    }

    /** A new folder for one run's data. */
    Path work() throws IOException {
        return Files.createDirectories(
                results().resolve("run-" + ProcessHandle.current().pid() + "-" + System.nanoTime()));
    }
}
