package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.careturn.identity.Clients;
import org.careturn.identity.Scope;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** US-INT-01, US-INT-02, US-INT-03: the blocks of docs/api-guide.md do what they say, one after the other. */
class ApiGuideTest extends SchedulingFixture {
    @Value("${local.server.port}")
    int port;

    @Autowired
    Clients clients;

    @TempDir
    Path folder;

    @Test
    void theBlocksOfTheGuideWork() throws Exception {
        Clients.Registered client = clients.register(
                        actor(hospital.account(Role.ADMIN, facility)),
                        Hospital.name("Laboratory"),
                        EnumSet.of(Scope.QUEUE_READ, Scope.QUEUE_WRITE),
                        Set.of(facility.id()))
                .orElseThrow();
        run(Map.of(
                "SERVER", "http://localhost:" + port,
                "CLIENT_ID", client.clientId(),
                "CLIENT_SECRET", client.clientSecret(),
                "FACILITY", facility.id().toString(),
                "SERVICE", service.id().toString(),
                "QUEUE", service.queueId().toString(),
                "FROM", MONDAY.toString(),
                "TO", at("23:59").toString()));

        JsonNode booked = read("booked.json");
        assertThat(booked.path("status").asString()).isEqualTo("BOOKED");
        assertThat(booked.path("doctorId").asString()).isEqualTo(doctor.id().toString());
        assertThat(hospital.count("appointment", "service_id = ?", service.id()))
                .isEqualTo(1);
        assertThat(read("refused.json").path("code").asString()).isEqualTo("slot-taken");
        String entry = read("visit.json").path("entries").path(0).path("id").asString();
        assertThat(Files.readString(folder.resolve("events.txt"))).contains("event: hello", "event: changes", entry);
        assertThat(read("ticket.json").toString())
                .contains(read("visit.json").path("visit").path("ticketNumber").asString());
        assertThat(Files.readString(folder.resolve("unsigned.txt"))).isEqualTo("403\n");
    }

    private void run(Map<String, String> environment) throws IOException, InterruptedException {
        String script = Pattern.compile("^```sh\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("../docs/api-guide.md")))
                .results()
                .map(block -> block.group(1))
                .collect(Collectors.joining());
        ProcessBuilder shell = new ProcessBuilder("bash", "-euo", "pipefail", "-c", script)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output").toFile());
        shell.environment().putAll(environment);
        Process run = shell.start();
        assertThat(run.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(run.exitValue())
                .as(Files.readString(folder.resolve("output")))
                .isZero();
    }

    private JsonNode read(String file) throws IOException {
        return JsonMapper.shared().readTree(Files.readString(folder.resolve(file)));
    }
}
