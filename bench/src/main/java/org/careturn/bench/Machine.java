package org.careturn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** What the machine's processors did, and for whom; from /proc, so on Linux only. */
final class Machine {
    private static final double TICKS_PER_SECOND = 100;

    private Machine() {}

    static boolean isLinux() {
        return Files.isReadable(Path.of("/proc/stat"));
    }

    static String description() throws IOException {
        String model = "";
        String memory = "";
        if (isLinux()) {
            try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
                model = lines.filter(line -> line.startsWith("model name"))
                        .findFirst()
                        .map(line ->
                                ", " + line.substring(line.indexOf(':') + 1).strip())
                        .orElse("");
            }
            long kilobytes = Long.parseLong(
                    Files.readAllLines(Path.of("/proc/meminfo")).getFirst().replaceAll("\\D", ""));
            memory = String.format(Locale.ROOT, ", %.0f GB", kilobytes / 1024.0 / 1024.0);
        }
        return Runtime.getRuntime().availableProcessors() + " processors" + model + memory + ", "
                + System.getProperty("os.name") + ", Java " + Runtime.version();
    }

    static double residentMegabytes(long pid) throws IOException {
        if (!isLinux()) {
            return Double.NaN;
        }
        return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
                .findFirst()
                .orElse(Double.NaN);
    }

    /** Processor time so far, in seconds, by whoever used it. */
    record Usage(double wall, double busy, Map<String, Double> by) {
        /** In percent of all processors since an earlier moment; what is left over was used by others. */
        Map<String, Double> shareSince(Usage before) {
            double all = (wall - before.wall) * Runtime.getRuntime().availableProcessors() / 100;
            Map<String, Double> shares = new LinkedHashMap<>();
            double rest = busy - before.busy;
            for (Map.Entry<String, Double> used : by.entrySet()) {
                double seconds = used.getValue() - before.by.getOrDefault(used.getKey(), 0.0);
                rest -= seconds;
                shares.put(used.getKey(), seconds / all);
            }
            shares.put("others", Math.max(0, rest / all));
            return shares;
        }
    }

    static Usage usage(Map<String, ProcessHandle> groups) throws IOException {
        Map<String, Double> by = new LinkedHashMap<>();
        for (Map.Entry<String, ProcessHandle> group : groups.entrySet()) {
            by.put(group.getKey(), cpuSeconds(group.getValue()));
        }
        return new Usage(System.nanoTime() / 1e9, busySeconds(), by);
    }

    /** Of the process and all that it started; of this one only its own. */
    private static double cpuSeconds(ProcessHandle process) {
        Stream<ProcessHandle> tree = process.equals(ProcessHandle.current())
                ? Stream.of(process)
                : Stream.concat(Stream.of(process), process.descendants());
        return tree.mapToDouble(one ->
                        one.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1000.0)
                .sum();
    }

    private static double busySeconds() throws IOException {
        if (!isLinux()) {
            return 0;
        }
        String[] numbers = Files.readAllLines(Path.of("/proc/stat")).getFirst().split(" +");
        long all = Arrays.stream(numbers)
                .skip(1)
                .limit(8)
                .mapToLong(Long::parseLong)
                .sum();
        long idle = Long.parseLong(numbers[4]) + Long.parseLong(numbers[5]);
        return (all - idle) / TICKS_PER_SECOND;
    }

    static String text(Map<String, Double> shares) {
        StringBuilder text = new StringBuilder();
        shares.forEach((who, percent) -> text.append(text.isEmpty() ? "" : ", ")
                .append(who)
                .append(' ')
                .append(Math.round(percent))
                .append(" %"));
        return text.toString();
    }
}
