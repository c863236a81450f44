package org.careturn.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.careturn.demo.replay.RecordedDay.Person;
import org.careturn.demo.replay.RecordedDay.Shift;
import org.careturn.facilities.Urgency;
import org.careturn.platform.input.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogReaderTest {
    private static final String HEADER =
            "ticket,day,priority_class,service,arrival_s,outcome,left_queue_s,service_start_s,service_end_s,server\n";
    private static final LocalDate DAY = LocalDate.of(2031, 5, 6);

    @TempDir
    Path folder;

    @Test
    void readsOneDayByArrival() throws Exception {
        RecordedDay day = read(HEADER
                + "1,2031-05-05,0,AA,10,SERVED,10,10,20,P\n"
                + "3,2031-05-06,2,AA,40,ABANDONED,90,,,\n"
                + "2,2031-05-06,1,\"A,\"\"A\"\"\",30,SERVED,35,34,44,P\n"
                + "4,2031-05-06,0,AA,40,SERVED,50,49,79,Q\r\n"
                + "\n");

        assertThat(day.people())
                .containsExactly(
                        new Person("2", Urgency.LESS_URGENT, 30, null, 10),
                        new Person("3", Urgency.URGENT, 40, 90, 10),
                        new Person("4", Urgency.NON_URGENT, 40, null, 30));
        assertThat(day.tickets()).extracting(RecordedTicket::recordedWaitS).containsExactly(5, null, 10);
    }

    @Test
    void readsGzipWithColumnsInAnyOrder() throws Exception {
        Path packed = folder.resolve("log.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(("\ufeffserver,day,service,ticket,arrival_s,outcome,service_end_s,left_queue_s,service_start_s,"
                            + "priority_class\nP,2031-05-06,AA,9,10,SERVED,30,12,11,2\n")
                    .getBytes(StandardCharsets.UTF_8));
        }
        assertThat(LogReader.read(packed, DAY).people()).containsExactly(new Person("9", Urgency.URGENT, 10, null, 19));
    }

    @Test
    void dutyLastsFromTheFirstServiceToTheLastAndServicesOfNoTimeTellNothing() throws Exception {
        RecordedDay day = read(HEADER
                + "1,2031-05-06,0,AA,10,SERVED,100,100,110,P\n"
                + "2,2031-05-06,0,AA,10,SERVED,300,300,390,P\n"
                + "3,2031-05-06,0,AA,10,SERVED,200,200,230,P\n"
                + "4,2031-05-06,0,AA,10,SERVED,50,50,60,Q\n"
                + "no time,2031-05-06,0,AA,10,SERVED,0,0,0,P\n"
                + "less,2031-05-06,0,AA,10,SERVED,900,900,800,Q\n"
                + "nobody,2031-05-06,0,AA,10,SERVED,5,5,1000,\n"
                + "absent,2031-05-06,0,AA,10,SERVED,5,,,R\n");

        assertThat(day.shifts()).containsExactly(new Shift("Q", 50, 60), new Shift("P", 100, 390));
        assertThat(day.typicalServiceS()).isEqualTo(30);
        assertThat(day.people()).extracting(Person::serviceS).containsExactly(10, 90, 30, 10, 30, 30, 995, 30);
        assertThat(day.withoutDuration()).isEqualTo(3);
    }

    @Test
    void saysInOneSentenceWhatIsWrong() throws IOException {
        refuses("", "is empty");
        refuses("\n\n", "is empty");
        refuses(HEADER, "holds no tickets.");
        refuses("ticket,day\n", "lacks the columns priority_class, service, arrival_s");
        refuses(HEADER.replace("server", "agent"), "lacks the column server.");
        refuses(HEADER.replace("server", "server,mood"), "nobody knows what to do with the column mood.");
        refuses(HEADER.replace("server", "server,server"), "names a column twice");
        refuses(
                HEADER + "1,2031-05-05,0,AA,10,SERVED,10,10,20,P\n2,2031-05-07,0,AA,10,SERVED,10,10,20,P\n",
                "holds no tickets of 2031-05-06; its days lie from 2031-05-05 to 2031-05-07.");
        refuses(HEADER + "1,2031-05-06,0,AA,10,ABANDONED,20,,,\n", "nobody was on duty");
        refusesRow("1,2031-05-06,0,AA,10,SERVED,10,10\n", "Line 2", "has 8 columns instead of 10");
        refusesRow("1,2031-05-06,3,AA,10,SERVED,10,10,20,P\n", "Line 2", "priority_class other than 0, 1, 2");
        refusesRow("1,2031-05-06,0,AA,,SERVED,10,10,20,P\n", "has no whole number as arrival_s");
        refusesRow("1,2031-05-06,0,AA,1.5,SERVED,10,10,20,P\n", "has no whole number as arrival_s");
        refusesRow("1,2031-05-06,0,AA,-5,SERVED,10,10,20,P\n", "has a arrival_s that can't be");
        refusesRow("1,2031-05-06,0,AA,5,GONE,10,10,20,P\n", "has an outcome other than SERVED, ABANDONED");
        refusesRow("1,2031-05-06,0,AA,5,ABANDONED,,,,\n", "doesn't say when who ABANDONED left");
        refusesRow(",2031-05-06,0,AA,5,SERVED,10,10,20,P\n", "has no usable ticket number");
        refuses(HEADER + "1,2031-05-06,0,AA,5,SERVED,10,10,20,P\n".repeat(2), "Line 3", "repeats ticket 1");
    }

    @Test
    void saysWhatIsWrongWithTheFileItself() throws IOException {
        assertThatThrownBy(() -> LogReader.read(folder.resolve("absent.csv"), DAY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("There is no file");
        assertThatThrownBy(() -> LogReader.read(folder, DAY)).isInstanceOf(InvalidInputException.class);
        Path packed = folder.resolve("whole.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(
                    (HEADER + "1,2031-05-06,0,AA,5,SERVED,10,10,20,P\n".repeat(500)).getBytes(StandardCharsets.UTF_8));
        }
        Path cut = folder.resolve("cut.gz");
        byte[] bytes = Files.readAllBytes(packed);
        Files.write(cut, Arrays.copyOf(bytes, 40));
        assertThatThrownBy(() -> LogReader.read(cut, DAY))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("is damaged");
    }

    private void refusesRow(String row, String... parts) throws IOException {
        refuses(HEADER + row, parts);
    }

    private void refuses(String text, String... parts) throws IOException {
        Path file = Files.writeString(folder.resolve("log.csv"), text);
        assertThatThrownBy(() -> LogReader.read(file, DAY))
                .isInstanceOf(InvalidInputException.class)
                .message()
                .contains(List.of(parts))
                .endsWith(".")
                .hasLineCount(1);
    }

    private RecordedDay read(String text) throws Exception {
        return LogReader.read(Files.writeString(folder.resolve("log.csv"), text), DAY);
    }
}
