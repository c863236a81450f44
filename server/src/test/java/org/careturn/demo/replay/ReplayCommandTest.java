package org.careturn.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final String FILE = "src/test/resources/org/careturn/demo/replay/made-up-days.csv";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void invalidInputIsOneSentenceAndTwo() {
        invalid("replay: Name the file to replay.");
        invalid("replay: Name the day to replay, as in --day 1999-01-03.", FILE);
        invalid("replay: The option --day needs a value.", FILE, "--day");
        invalid("replay: A day is written as 1999-01-03, not as 3.1.1999.", FILE, "--day", "3.1.1999");
        invalid("replay: Name one file: there are a and b.", "a", "b", "--day=1999-01-03");
        invalid("replay: There is no option --dy.", FILE, "--dy", "1999-01-03");
        invalid("replay: The speed is a number such as 60, not fast.", FILE, "--day=1999-01-03", "--speed=fast");
        invalid("replay: The speed lies between 0.01 and 1000000.", FILE, "--day=1999-01-03", "--speed=0");
        invalid(
                "replay: The policy is one of [STRICT_WITH_PROMOTION, ACCUMULATING_PRIORITY, FIFO], not luck.",
                FILE,
                "--day=1999-01-03",
                "--policy=luck");
        invalid(
                "replay: The server's address begins with http:// or https://, unlike localhost:8080.",
                FILE,
                "--day=1999-01-03",
                "--url=localhost:8080");
        invalid("replay: There is no time zone Mars/Base.", FILE, "--day=1999-01-03", "--zone=Mars/Base");
        invalid(
                "replay: A country is named by its two letters of ISO 3166, such as IL.",
                FILE,
                "--day=1999-01-03",
                "--country=Israel");
        invalid(
                "replay: No file can be written at " + folder.resolve("none/out.json") + ".",
                FILE,
                "--day=1999-01-03",
                "--json",
                folder.resolve("none/out.json").toString());
        invalid("replay: There is no file absent.csv.", "absent.csv", "--day", "1999-01-03");
        invalid(
                "replay: The file " + FILE
                        + " holds no tickets of 1999-01-03; its days lie from 2031-05-05 to 2031-05-08.",
                FILE,
                "--day",
                "1999-01-03");
    }

    @Test
    void aServerThatIsNotThereIsOneSentenceAndOne() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        int code = run(FILE, "--day", "2031-05-06", "--url", "http://127.0.0.1:" + port);
        assertThat(code).isEqualTo(1);
        assertThat(text(err).strip()).isEqualTo("replay: There is no server at http://127.0.0.1:" + port + ".");
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(text(out))
                .contains("Usage: ./careturn replay FILE --day D")
                .contains("STRICT_WITH_PROMOTION, ACCUMULATING_PRIORITY, FIFO");
    }

    private void invalid(String sentence, String... arguments) {
        err.reset();
        assertThat(run(arguments)).as(sentence).isEqualTo(2);
        assertThat(text(err)).isEqualTo(sentence + System.lineSeparator());
        assertThat(text(out)).isEmpty();
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        return ReplayCommand.run(
                all,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
