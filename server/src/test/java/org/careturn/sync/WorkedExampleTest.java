package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.careturn.identity.Account;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-SYNC-20, US-INT-03: the example in docs/sync.md does what it says. */
class WorkedExampleTest extends SyncServer {
    @Value("${local.server.port}")
    int port;

    @TempDir
    Path folder;

    @Test
    void theExampleInTheDocumentWorks() throws Exception {
        String document = Files.readString(Path.of("../docs/sync.md"));
        int begin = document.indexOf("```sh\n") + 6;
        String script = document.substring(begin, document.indexOf("\n```", begin));
        Account account = hospital.account(Role.RECEPTIONIST, facility);
        String token = hospital.http()
                .login(String.valueOf(account.userName()), Hospital.PASSWORD)
                .body()
                .path("accessToken")
                .asString();
        UUID entry = Ids.next();
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment()
                .putAll(Map.of(
                        "SERVER", "http://localhost:" + port,
                        "TOKEN", token,
                        "FACILITY", facility.id().toString(),
                        "QUEUE", service.queueId().toString(),
                        "PATIENT", hospital.patient(facility).id().toString(),
                        "VISIT", Ids.next().toString(),
                        "ENTRY", entry.toString()));
        Process run = shell.start();
        assertThat(run.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
        JsonNode changed = read("changed.json");
        assertThat(changed.path("lastMid").asLong()).isEqualTo(1);
        assertThat(changed.toString()).contains(entry.toString());
        assertThat(read("pushed.json").path("results").path(0).path("status").asString())
                .isEqualTo("APPLIED");
        assertThat(hospital.count("entry", "id = ?", entry)).isEqualTo(1);
    }

    private JsonNode read(String file) throws Exception {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
    }
}
