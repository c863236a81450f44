package org.careturn.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.careturn.facilities.OrderPolicy.ACCUMULATING_PRIORITY;
import static org.careturn.facilities.OrderPolicy.FIFO;
import static org.careturn.facilities.OrderPolicy.STRICT_WITH_PROMOTION;
import static org.careturn.facilities.Urgency.EMERGENT;
import static org.careturn.facilities.Urgency.IMMEDIATE;
import static org.careturn.facilities.Urgency.LESS_URGENT;
import static org.careturn.facilities.Urgency.NON_URGENT;
import static org.careturn.facilities.Urgency.URGENT;

import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.careturn.demo.replay.ReferenceOrder.Waiting;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.junit.jupiter.api.Test;

class OrderCheckTest {
    private static final Map<Urgency, Integer> TARGETS =
            Map.of(IMMEDIATE, 0, EMERGENT, 10, URGENT, 30, LESS_URGENT, 60, NON_URGENT, 120);

    @Test
    void strictOrderIsByCategoryThenByTimeThenByNumber() {
        assertThat(order(
                        STRICT_WITH_PROMOTION,
                        at(10, 0),
                        new Waiting("n", NON_URGENT, at(9, 0), 1),
                        new Waiting("u2", URGENT, at(9, 50), 2),
                        new Waiting("u3", URGENT, at(9, 50), 3),
                        new Waiting("l", LESS_URGENT, at(9, 10), 4),
                        new Waiting("u1", URGENT, at(9, 40), 5),
                        new Waiting("e", EMERGENT, at(9, 59), 6),
                        new Waiting("i", IMMEDIATE, at(10, 0), 7)))
                .containsExactly("i", "e", "u1", "u2", "u3", "l", "n");
    }

    @Test
    void whoHasWaitedBeyondFourTimesTheTargetIsPromoted() {
        Waiting urgent = new Waiting("u", URGENT, at(8, 0), 2);
        Waiting nonUrgent = new Waiting("n", NON_URGENT, at(2, 0), 1);
        Waiting lessUrgent = new Waiting("l", LESS_URGENT, at(5, 0), 3);
        Waiting emergent = new Waiting("e", EMERGENT, at(9, 59), 4);
        assertThat(order(STRICT_WITH_PROMOTION, at(8, 0), urgent, nonUrgent, lessUrgent, emergent))
                .containsExactly("e", "u", "l", "n");
        assertThat(order(STRICT_WITH_PROMOTION, at(10, 0), urgent, nonUrgent, lessUrgent, emergent))
                .as("exactly four times is not beyond")
                .containsExactly("e", "l", "u", "n");
        assertThat(order(STRICT_WITH_PROMOTION, at(10, 0) + 1, urgent, nonUrgent, lessUrgent, emergent))
                .as("all are promoted, and stand by time")
                .containsExactly("e", "n", "l", "u");
    }

    @Test
    void accumulatingOrderIsByWaitOverTarget() {
        assertThat(order(
                        ACCUMULATING_PRIORITY,
                        at(10, 0),
                        new Waiting("n .5", NON_URGENT, at(9, 0), 1),
                        new Waiting("l .67", LESS_URGENT, at(9, 20), 2),
                        new Waiting("u .5, later", URGENT, at(9, 45), 3),
                        new Waiting("u .9", URGENT, at(9, 33), 4),
                        new Waiting("e", EMERGENT, at(10, 0), 5)))
                .containsExactly("e", "u .9", "l .67", "n .5", "u .5, later");
    }

    @Test
    void firstComeFirstServed() {
        assertThat(order(
                        FIFO,
                        at(10, 0),
                        new Waiting("u", URGENT, at(9, 50), 3),
                        new Waiting("n", NON_URGENT, at(9, 40), 1),
                        new Waiting("e", EMERGENT, at(9, 59), 4)))
                .containsExactly("e", "n", "u");
    }

    @Test
    void aCallOutOfOrderIsCaughtAndNamed() {
        OrderCheck check = new OrderCheck(reference(STRICT_WITH_PROMOTION));
        check.arrived(new Waiting("7", NON_URGENT, at(9, 0), 1));
        check.arrived(new Waiting("8", URGENT, at(9, 1), 2));
        check.called("7", 1, at(9, 2));
        check.called("8", 2, at(9, 3));

        assertThat(check.result().passed()).isFalse();
        assertThat(check.result().outOfOrder()).isEqualTo(1);
        assertThat(check.result().examples())
                .containsExactly("at 09:02:00 ticket 7 (NON_URGENT, waiting since 09:00:00) was called before ticket 8"
                        + " (URGENT, waiting since 09:01:00)");
    }

    @Test
    void callsOfNobodyWhoWaitsAndGapsInTheSequenceAreCaught() {
        OrderCheck check = new OrderCheck(reference(FIFO));
        check.arrived(new Waiting("1", NON_URGENT, at(9, 0), 1));
        check.arrived(new Waiting("2", NON_URGENT, at(9, 0), 2));
        check.left("2");
        check.called("1", 1, at(9, 1));
        check.called("1", 2, at(9, 2));
        check.called("2", 4, at(9, 3));

        assertThat(check.result().outOfOrder()).isZero();
        assertThat(check.result().notWaiting()).isEqualTo(2);
        assertThat(check.result().outOfSequence()).isEqualTo(1);
        assertThat(check.result().passed()).isFalse();
    }

    /** The made-up days can tell the policies apart: whoever keeps to one is caught by the others' check. */
    @Test
    void aHospitalWithAnotherPolicyIsCaught() throws Exception {
        for (OrderPolicy kept : OrderPolicy.values()) {
            for (OrderPolicy expected : OrderPolicy.values()) {
                OrderCheck check = new OrderCheck(reference(expected));
                replayOnPaper(reference(kept), check, "2031-05-07");
                assertThat(check.result().calls()).isGreaterThan(40);
                assertThat(check.result().passed())
                        .as("kept %s, expected %s", kept, expected)
                        .isEqualTo(kept == expected);
            }
        }
    }

    @Test
    void aHospitalThatPromotesTooLateIsCaught() throws Exception {
        OrderCheck check = new OrderCheck(reference(STRICT_WITH_PROMOTION));
        replayOnPaper(new ReferenceOrder(STRICT_WITH_PROMOTION, 5, TARGETS), check, "2031-05-07");
        assertThat(check.result().outOfOrder()).isPositive();
    }

    private static void replayOnPaper(ReferenceOrder keeps, OrderCheck check, String date) throws Exception {
        Path file = Path.of("src/test/resources/org/careturn/demo/replay/made-up-days.csv");
        RecordedDay day = LogReader.read(file, LocalDate.parse(date));
        World world = new World(new PaperHospital(keeps, check), day.people(), day.shifts());
        while (world.nextAtS() != null) {
            world.step();
        }
    }

    private static List<String> order(OrderPolicy policy, int nowS, Waiting... waiting) {
        List<Waiting> sorted = new ArrayList<>(List.of(waiting));
        ReferenceOrder reference = reference(policy);
        sorted.sort((a, b) -> a.equals(b) ? 0 : reference.isBefore(a, b, nowS) ? -1 : 1);
        return sorted.stream().map(Waiting::ticket).toList();
    }

    private static ReferenceOrder reference(OrderPolicy policy) {
        return new ReferenceOrder(policy, 4, TARGETS);
    }

    private static int at(int hour, int minute) {
        return (hour * 60 + minute) * 60;
    }
}
