package org.careturn.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.careturn.bench.Clinic.Desk;
import org.careturn.platform.database.DatabaseAccess;

/**
 * PostgreSQL's own load generator as the reference: what the server sends for one patient, statement by statement, in
 * three transactions. A process for each connection, since each works at desks of its own.
 */
final class Pgbench {
    private static final Pattern PROCESSED = Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private final DatabaseAccess access;
    private final List<List<Path>> scripts = new ArrayList<>();

    record Result(long transactions, double seconds) {}

    Pgbench(Clinic clinic, List<Desk> desks, int connections) throws IOException {
        access = clinic.postgres().app();
        String script = script();
        Path folder = Files.createTempDirectory("careturn-pgbench");
        folder.toFile().deleteOnExit();
        for (int i = 0; i < connections; i++) {
            List<Path> mine = new ArrayList<>();
            for (Desk desk : CallBenchmark.of(desks, i, connections)) {
                Path file = Files.writeString(folder.resolve(desk.id() + ".sql"), filledIn(script, desk));
                file.toFile().deleteOnExit();
                mine.add(file);
            }
            scripts.add(mine);
        }
    }

    /** All connections at once, for so long; a connection with several desks takes one at random each time. */
    Result run(int seconds) throws IOException, InterruptedException {
        URI address = URI.create(access.jdbcUrl().substring("jdbc:".length()));
        List<Process> processes = new ArrayList<>();
        List<Path> outputs = new ArrayList<>();
        for (List<Path> mine : scripts) {
            List<String> command = new ArrayList<>(List.of("pgbench", "-n", "-M", "prepared", "-c", "1"));
            command.addAll(List.of("-T", Integer.toString(seconds), "-U", access.user()));
            command.addAll(List.of("-h", address.getHost(), "-p", Integer.toString(address.getPort())));
            for (Path script : mine) {
                command.addAll(List.of("-f", script.toString()));
            }
            command.add(address.getPath().substring(1));
            Path output = Files.createTempFile("pgbench", ".out");
            ProcessBuilder builder =
                    new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
            builder.environment().putAll(Map.of("PGPASSWORD", access.password(), "LC_ALL", "C"));
            processes.add(builder.start());
            outputs.add(output);
        }
        long transactions = 0;
        double rate = 0;
        for (int i = 0; i < processes.size(); i++) {
            int status = processes.get(i).waitFor();
            String said = Files.readString(outputs.get(i));
            Files.delete(outputs.get(i));
            Matcher processed = PROCESSED.matcher(said);
            Matcher rated = RATE.matcher(said);
            if (status != 0 || !processed.find() || !rated.find()) {
                throw new IOException("pgbench failed: " + said);
            }
            transactions += Long.parseLong(processed.group(1));
            rate += Double.parseDouble(rated.group(1));
        }
        return new Result(transactions, transactions / rate);
    }

    private static String filledIn(String script, Desk desk) {
        return script.replace("{account}", desk.doctor().accountId().toString())
                .replace("{facility}", desk.doctor().facilityId().toString())
                .replace("{queue}", desk.doctor().queueId().toString())
                .replace("{room}", desk.doctor().roomId().toString())
                .replace("{desk}", desk.id().toString())
                .replace("{body}", "x".repeat(1200));
    }

    private static String script() throws IOException {
        try (InputStream resource =
                Objects.requireNonNull(Pgbench.class.getResourceAsStream("/org/careturn/bench/patient.sql"))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
