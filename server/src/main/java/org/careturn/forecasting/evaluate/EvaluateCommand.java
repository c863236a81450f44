package org.careturn.forecasting.evaluate;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.careturn.platform.input.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code ./careturn evaluate}. Ends with 0 where every goal was met, with 1 where one was missed, and with 2 where the
 * arguments or a file can't be used.
 */
public final class EvaluateCommand {
    private static final int MET = 0;
    private static final int MISSED = 1;
    private static final int INVALID = 2;

    static final String USAGE = """
            Usage: ./careturn evaluate [OPTIONS]

            Judges the forecast on recorded days, in time order: each case is judged before anything is learnt from it.

              --service-centre FILE   tickets of a service centre; give it again for a later file, which follows the first
              --train-until DATE      the last day of it that isn't judged; else the last day of the first of several files,
                                      or the middle day of a single one
              --clinic FILE           consultations of a clinic; give it again for a later file. Judged: the later files,
                                      or the second half of a single one
              --no-show FILE          appointments; give it again for a later file. Judged: the later files, or the last
                                      30 % by day of a single one
              --simulated             a clinic whose state is fully known; its service times are those of --clinic, else
                                      log-normal
              --json FILE             where to write the figures; else evaluation.json in the folder .careturn. Plots
                                      (SVG) are written beside it
              --help                  this text

            Files are CSV, plain or gzip, in the formats of the recorded logs.
            """;

    private final Map<String, List<Path>> files = new LinkedHashMap<>();
    private @Nullable LocalDate trainUntil;
    private boolean simulated;
    private Path json = Path.of(".careturn", "evaluation.json");

    private EvaluateCommand() {}

    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) {
        if (arguments.contains("--help") || arguments.contains("-h")) {
            out.print(USAGE);
            return MET;
        }
        try {
            EvaluateCommand command = new EvaluateCommand();
            command.parse(arguments);
            Report report = command.evaluate();
            out.print(report.text());
            command.write(report);
            out.println();
            out.println("Kept in " + command.json);
            return report.met() ? MET : MISSED;
        } catch (InvalidInputException invalid) {
            err.println("evaluate: " + invalid.getMessage());
            return INVALID;
        } catch (IOException unwritable) {
            err.println("evaluate: the figures can't be written (" + unwritable + ").");
            return INVALID;
        }
    }

    private void parse(List<String> arguments) throws InvalidInputException {
        for (int i = 0; i < arguments.size(); i++) {
            String option = arguments.get(i);
            if (option.equals("--simulated")) {
                simulated = true;
                continue;
            }
            if (!List.of("--service-centre", "--train-until", "--clinic", "--no-show", "--json")
                    .contains(option)) {
                throw new InvalidInputException("There is no option " + option + ".");
            }
            if (++i == arguments.size()) {
                throw new InvalidInputException("The option " + option + " needs a value.");
            }
            String value = arguments.get(i);
            switch (option) {
                case "--train-until" -> trainUntil = day(value);
                case "--json" -> json = Path.of(value);
                default ->
                    files.computeIfAbsent(option, fresh -> new ArrayList<>()).add(Path.of(value));
            }
        }
        if (files.isEmpty() && !simulated) {
            throw new InvalidInputException("Name what to judge; ./careturn evaluate --help says how.");
        }
    }

    private static LocalDate day(String value) throws InvalidInputException {
        try {
            return LocalDate.parse(value);
        } catch (DateTimeException e) {
            throw new InvalidInputException("A day is written as 1999-01-31, not as " + value + ".", e);
        }
    }

    private Report evaluate() throws InvalidInputException {
        Report report = new Report();
        List<Path> centres = files.getOrDefault("--service-centre", List.of());
        if (!centres.isEmpty()) {
            List<Ticket> tickets = Ticket.readAll(centres);
            LocalDate until = trainUntil != null ? trainUntil : Ticket.middle(centres, tickets);
            ServiceCentreJudge.judge(tickets, until, report);
        }
        List<List<Consultation>> sessions = new ArrayList<>();
        List<Path> clinics = files.getOrDefault("--clinic", List.of());
        for (int i = 0; i < clinics.size(); i++) {
            sessions.addAll(Consultation.sessions(clinics.get(i)));
        }
        if (!clinics.isEmpty()) {
            int first = clinics.size() == 1
                    ? sessions.size() / 2
                    : Consultation.sessions(clinics.getFirst()).size();
            ClinicJudge.judge(sessions, first, report);
        }
        List<Path> appointments = files.getOrDefault("--no-show", List.of());
        if (!appointments.isEmpty()) {
            NoShowJudge.judge(appointments, report);
        }
        if (simulated) {
            SimulatedJudge.judge(SimulatedJudge.durations(sessions), report);
        }
        return report;
    }

    private void write(Report report) throws IOException {
        Path folder = json.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("met", report.met());
        all.put("figures", report.rows());
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(json, mapper.writeValueAsString(all) + '\n');
        for (Plot plot : report.plots()) {
            Files.writeString(json.resolveSibling(plot.name() + ".svg"), plot.svg());
        }
    }
}
