package org.careturn.demo.replay;

import java.io.Console;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import org.careturn.platform.input.InvalidInputException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./careturn replay}. Ends with 0 where the day went through without an error and in the right order, with 1
 * where it didn't, and with 2 where the arguments or the file can't be used.
 */
public final class ReplayCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int INVALID = 2;

    private ReplayCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(Options.USAGE);
            return DONE;
        }
        try {
            Options options = Options.parse(arguments);
            RecordedDay day = LogReader.read(options.file(), options.day());
            Report report = new Replay(options, day, out, isTerminal()).run();
            out.println();
            out.print(report.text());
            write(options, report);
            return report.passed() ? DONE : FAILED;
        } catch (InvalidInputException invalid) {
            err.println("replay: " + invalid.getMessage());
            return INVALID;
        } catch (ReplayFailedException failed) {
            err.println("replay: " + failed.getMessage());
            return FAILED;
        } catch (IOException unwritable) {
            err.println("replay: the report can't be written (" + unwritable + ").");
            return FAILED;
        }
    }

    private static void write(Options options, Report report) throws IOException {
        if (options.json() != null) {
            JsonMapper json = JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build();
            Files.writeString(options.json(), json.writeValueAsString(report) + '\n');
        }
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again where there is no terminal
    private static boolean isTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
