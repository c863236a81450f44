package org.careturn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** From the start of the process to its first answer, the embedded database included. */
final class StartBenchmark implements Benchmark {
    private static final int STARTS = 5;

    @Override
    public Report run(Installation installation) throws Exception {
        Report report = new Report("Start: to the first answer, with the embedded database");
        report.note(Machine.description());
        Path folder = installation.work();
        try {
            Progress.say("start: the first, which makes the database");
            try (ServerProcess server = start(installation, folder)) {
                report.figure("first start, with an empty data folder", "s", server.startSeconds());
            }
            Times times = new Times();
            double resident = 0;
            for (int i = 1; i <= STARTS; i++) {
                Progress.say("start: " + i + " of " + STARTS);
                try (ServerProcess server = start(installation, folder)) {
                    times.add((long) (server.startSeconds() * 1e9));
                    resident = server.residentMegabytes();
                }
            }
            report.atMost(6, "start on an initialised database, median of " + STARTS, "s", times.percentile(50) / 1000);
            report.figure("the slowest of these", "s", times.percentile(100) / 1000);
            report.figure("resident memory of the server after its start", "MB", resident);
        } finally {
            delete(folder);
        }
        report.note("The memory under load is in the table of calls.");
        return report;
    }

    /** As after {@code ./careturn up}, with the demo hospital where there is one. */
    private static ServerProcess start(Installation installation, Path folder)
            throws IOException, InterruptedException {
        return ServerProcess.start(installation, folder, Map.of(), List.of());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
