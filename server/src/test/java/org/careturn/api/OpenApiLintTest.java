package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FR-API-01: docs/api/openapi.json has no fault that the strict rules of docs/api/lint/redocly.yaml know. */
class OpenApiLintTest {
    private static final Path FOLDER = Path.of("..", "docs", "api", "lint");

    @Test
    void findsNothing(@TempDir Path logs) throws Exception {
        install(logs);
        Run lint = run(logs, "npm", "run", "-s", "lint");
        assertThat(lint.output).as("npm run lint in docs/api/lint").contains("Your API description is valid");
        assertThat(lint.output).doesNotContainPattern("(?m)^ +[0-9]+:[0-9]+ +(warning|error) ");
        assertThat(lint.code).as(lint.output).isZero();
    }

    /** Once for each state of the lock file. */
    private static void install(Path logs) throws Exception {
        Path stamp = FOLDER.resolve("node_modules").resolve(".careturn-lock");
        String lock = Files.readString(FOLDER.resolve("package-lock.json"));
        if (Files.exists(stamp) && Files.readString(stamp).equals(lock)) {
            return;
        }
        Run install = run(logs, "npm", "ci");
        assertThat(install.code)
                .as("npm ci in docs/api/lint:\n" + install.output)
                .isZero();
        Files.writeString(stamp, lock);
    }

    private record Run(int code, String output) {}

    private static Run run(Path logs, String... command) throws Exception {
        Path log = Files.createTempFile(logs, "npm", ".log");
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(FOLDER.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("REDOCLY_TELEMETRY", "off");
        builder.environment().put("REDOCLY_SUPPRESS_UPDATE_NOTICE", "true");
        builder.environment().put("NO_COLOR", "1");
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new AssertionError("npm can't be run: install Node 20.19 or newer, which brings it", e);
        }
        process.getOutputStream().close();
        try {
            assertThat(process.waitFor(180, TimeUnit.SECONDS))
                    .as(String.join(" ", command) + " takes too long")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(log, StandardCharsets.UTF_8));
    }
}
