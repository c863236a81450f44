package org.careturn.forecasting.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import org.careturn.forecasting.domain.Quantiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** FR-FCST-13, NFR-FCST-01 to 06. */
class EvaluateTest {
    private static final Path DATA = Path.of("../../shared/data");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    /** What is said until noon of a day doesn't change with what comes after it. */
    @Test
    void theFutureShuffledLeavesThePastAsItWas() throws Exception {
        List<Ticket> tickets = Ticket.readAll(List.of(madeUp("1999-01-", 4)));
        long now = LocalDate.parse("1999-01-03").toEpochDay() * 86_400 + 12 * 3600;
        List<Ticket> shuffled = shuffled(tickets, now);
        assertThat(shuffled).isNotEqualTo(tickets);
        assertThat(said(shuffled, now)).isNotEmpty().isEqualTo(said(tickets, now));
    }

    @Test
    void judgesLaterFilesAsTheyFollow() throws Exception {
        Path json = folder.resolve("figures.json");
        int code = run(
                "--service-centre", madeUp("1999-01-", 3).toString(),
                "--service-centre", madeUp("1999-03-", 2).toString(),
                "--json", json.toString());
        assertThat(text(err)).isEmpty();
        assertThat(code).isIn(0, 1);
        assertThat(text(out))
                .contains("after 1999-01-03")
                .contains("head of line")
                .contains("least squares")
                .contains("offline gradient boosting");
        assertThat(Files.readString(json)).contains("\"figures\"").doesNotContain("NaN");
        assertThat(text(out)).contains("told every 2 min while they waited");
        for (String plot : List.of("service-centre-calibration", "service-centre-error-by-horizon")) {
            assertThat(Files.readString(folder.resolve(plot + ".svg")))
                    .startsWith("<svg ")
                    .contains("</svg>")
                    .doesNotContain("NaN");
        }
    }

    @Test
    void reachesItsGoalsOnTheRecordedLogs() {
        assumeTrue(Files.isDirectory(DATA), "the recorded logs aren't here: " + DATA);
        int code = run(
                "--service-centre",
                DATA.resolve("service-centre-1999-jan-feb.csv.gz").toString(),
                "--train-until",
                "1999-01-31",
                "--clinic",
                DATA.resolve("clinic-consultations-sessions-1-to-266.csv.gz").toString(),
                "--no-show",
                DATA.resolve("appointments-no-show-before-2016-05-25.csv.gz").toString(),
                "--json",
                folder.resolve("figures.json").toString());
        assertThat(text(out)).doesNotContain("MISSED");
        assertThat(code).isZero();
    }

    @Test
    void invalidInputIsOneSentenceAndTwo() throws Exception {
        invalid("evaluate: Name what to judge; ./careturn evaluate --help says how.");
        invalid("evaluate: There is no option --dy.", "--dy");
        invalid("evaluate: The option --clinic needs a value.", "--clinic");
        invalid("evaluate: A day is written as 1999-01-31, not as 31/1.", "--train-until", "31/1");
        invalid("evaluate: There is no file absent.csv.", "--no-show", "absent.csv");
        Path wrong = Files.writeString(folder.resolve("wrong.csv"), "a,b\n1,2\n");
        invalid(
                "evaluate: The file " + wrong
                        + " isn't in the format that is expected: it lacks [session, weekday, start, duration_s].",
                "--clinic",
                wrong.toString());
        Path negative = Files.writeString(
                folder.resolve("negative.csv"), "session,weekday,start,duration_s\n1,Monday,8:00:00,-5\n");
        invalid("evaluate: Line 2 of " + negative + " has a negative duration_s.", "--clinic", negative.toString());
    }

    @Test
    void calibrationIsThePartOfTheCasesUnderEachPercentile() {
        Scores scores = new Scores();
        for (double actual : new double[] {5, 10, 15, 25}) {
            scores.add(Quantiles.of(10, 20, 30), actual);
        }
        scores.add(Quantiles.of(1, 2, 3), 3.5);
        assertThat(scores.calibration("name", "title").values()).containsExactly(.4, .6, .8);
        assertThat(scores.coverRange()).isEqualTo(.6);
    }

    @Test
    void areaUnderTheCurveCountsTiesHalf() {
        List<double[]> judged = new ArrayList<>();
        judged.add(new double[] {.1, 0});
        judged.add(new double[] {.5, 0});
        judged.add(new double[] {.5, 1});
        judged.add(new double[] {.9, 1});
        assertThat(NoShowJudge.auc(judged)).isEqualTo(.875);
    }

    private static List<String> said(List<Ticket> tickets, long before) {
        List<Case> told = new ArrayList<>();
        ServiceCentre.live(tickets, told);
        return told.stream()
                .filter(c -> c.at() < before)
                .map(c -> c.at() + " " + c.category() + " " + c.forecast() + " " + c.features())
                .toList();
    }

    /** Whatever is not known before {@code now} comes from somebody else. */
    private static List<Ticket> shuffled(List<Ticket> tickets, long now) {
        List<Ticket> later =
                new ArrayList<>(tickets.stream().filter(t -> t.arrival() >= now).toList());
        Collections.shuffle(later, new Random(5));
        List<Ticket> all = new ArrayList<>();
        int next = 0;
        for (Ticket t : tickets) {
            if (t.arrival() >= now) {
                Ticket other = later.get(next++);
                long shift = (next * 37L) % 900;
                all.add(new Ticket(
                        t.row(),
                        t.day(),
                        other.priority(),
                        other.service(),
                        other.arrival() + shift,
                        other.served(),
                        other.left() + 2 * shift,
                        other.end() + 3 * shift,
                        other.server()));
            } else {
                long left = t.left() >= now ? t.left() + 500 : t.left();
                long end = t.end() >= now ? Math.max(left, t.end()) + 700 : t.end();
                all.add(new Ticket(
                        t.row(), t.day(), t.priority(), t.service(), t.arrival(), t.served(), left, end, t.server()));
            }
        }
        return all;
    }

    private Path madeUp(String month, int days) throws Exception {
        SplittableRandom random = new SplittableRandom(days);
        StringBuilder csv = new StringBuilder(
                "ticket,day,priority_class,service,arrival_s,outcome,left_queue_s,service_start_s,service_end_s,server\n");
        int ticket = 0;
        for (int day = 1; day <= days; day++) {
            int[] freeAt = new int[3];
            int arrival = 8 * 3600;
            for (int i = 0; i < 300; i++) {
                arrival += 1 + random.nextInt(120);
                int server = random.nextInt(3);
                int start = Math.max(arrival, freeAt[server]);
                boolean gone = start > arrival && random.nextInt(10) == 0;
                int left = gone ? arrival + 1 + random.nextInt(start - arrival) : start;
                int end = left + 1 + random.nextInt(330);
                freeAt[server] = gone ? freeAt[server] : end;
                csv.append(++ticket + "," + month + "0" + day + "," + random.nextInt(3) + ",A," + arrival + ","
                        + (gone
                                ? "ABANDONED," + left + ",,,\n"
                                : "SERVED," + left + "," + left + "," + end + ",S" + server + "\n"));
            }
        }
        return Files.writeString(folder.resolve(month + days + ".csv"), csv);
    }

    private void invalid(String sentence, String... arguments) {
        err.reset();
        assertThat(run(arguments)).as(sentence).isEqualTo(2);
        assertThat(text(err).strip()).isEqualTo(sentence);
    }

    private int run(String... arguments) {
        return EvaluateCommand.run(
                List.of(arguments),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
