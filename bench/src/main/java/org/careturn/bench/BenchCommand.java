package org.careturn.bench;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** {@code ./careturn bench}: runs the benchmarks named, or all, and prints a table for each. */
public final class BenchCommand {
    private static final Map<String, Benchmark> BENCHMARKS = benchmarks();

    private BenchCommand() {}

    public static void main(String[] arguments) throws Exception {
        List<String> names = arguments.length == 0 ? List.copyOf(BENCHMARKS.keySet()) : List.of(arguments);
        if (!BENCHMARKS.keySet().containsAll(names)) {
            System.out.print("""
                    Usage: ./careturn bench [call] [depth] [streams] [login] [slots] [audit] [search] [forecast] [notify] [sync] [start]

                      call     call-next, start and serve over HTTP, against the same SQL by pgbench; memory under this load
                      depth    call-next with 10, 1,000 and 100,000 waiting, and after 100,000 have passed through
                      streams  how soon a change reaches 1,000 event streams; 100 changes a second to 3,000
                      login    reading a board while 32 connections guess passwords
                      slots    free slots of 40 doctors over 60 days with 200,000 appointments
                      audit    how soon 1,000 rows of the audit log a second are sealed, and what that costs their writers
                      search   finding one of 1,000,000 people by name, phone and birth date
                      forecast the start of 200 who wait for 10 doctors, 200 simulated paths; a simulated year of 1,000
                               visits a day; how soon a change is in the live forecast, and what calls notice of it
                      notify   messages by a provider that takes 50 ms, calls among them, and what staging one costs
                      sync     push of 100, first and idle pull, 3,000 clients back at once after an outage beside desks at work
                      analytics each view of analytics over a year of 500,000 visits, beside the year before
                      start    from the start of the process to its first answer

                    Without a name, all of them. Results are kept in bench/target/bench. Nothing else should run meanwhile.
                    """);
            System.exit(names.contains("--help") || names.contains("-h") ? 0 : 2);
        }
        Installation installation = Installation.found();
        boolean met = true;
        for (String name : names) {
            Report report = Objects.requireNonNull(BENCHMARKS.get(name)).run(installation);
            System.out.println();
            System.out.println(report.text());
            Path file = installation.results().resolve(name + ".json");
            report.write(file);
            System.out.println("Kept in " + installation.root().relativize(file));
            met &= report.met();
        }
        System.exit(met ? 0 : 1);
    }

    private static Map<String, Benchmark> benchmarks() {
        Map<String, Benchmark> all = new LinkedHashMap<>();
        all.put("call", new CallBenchmark());
        all.put("depth", new DepthBenchmark());
        all.put("streams", new StreamsBenchmark());
        all.put("login", new LoginBenchmark());
        all.put("slots", new SlotsBenchmark());
        all.put("audit", new AuditBenchmark());
        all.put("search", new SearchBenchmark());
        all.put("forecast", new ForecastBenchmark());
        all.put("notify", new NotifyBenchmark());
        all.put("sync", new SyncBenchmark());
        all.put("analytics", new AnalyticsBenchmark());
        all.put("start", new StartBenchmark());
        return all;
    }
}
