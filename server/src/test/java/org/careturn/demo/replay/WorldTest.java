package org.careturn.demo.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.careturn.demo.replay.RecordedDay.Person;
import org.careturn.demo.replay.RecordedDay.Shift;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorldTest {
    private static final ReferenceOrder STRICT = new ReferenceOrder(
            OrderPolicy.STRICT_WITH_PROMOTION,
            4,
            Map.of(Urgency.URGENT, 30, Urgency.LESS_URGENT, 60, Urgency.NON_URGENT, 120));

    private final PaperHospital hospital = new PaperHospital(STRICT, new OrderCheck(STRICT));

    @Test
    void theDeskThatWasFreeLongestCallsAndClosesAfterItsLastPatient() {
        World world = world(
                List.of(person("1", 100, null, 50), person("2", 110, null, 10), person("3", 115, null, 40)),
                new Shift("A", 90, 130),
                new Shift("B", 80, 130));

        assertThat(hospital.log)
                .containsExactly(
                        "80 open B",
                        "90 open A",
                        "100 arrive 1",
                        "100 B calls 1",
                        "110 arrive 2",
                        "110 A calls 2",
                        "115 arrive 3",
                        "120 A served 2",
                        "120 A calls 3",
                        "150 B served 1",
                        "150 close B",
                        "160 A served 3",
                        "160 close A");
        assertThat(world.served()).isEqualTo(3);
        assertThat(world.waiting()).isZero();
    }

    @Test
    void whoIsNotCalledBeforePatienceEndsLeaves() {
        World world = world(
                List.of(
                        person("1", 0, null, 60),
                        person("in time", 10, 61, 5),
                        person("at the very second", 11, 60, 5),
                        person("at once", 20, 20, 5)),
                new Shift("A", 0, 200));

        assertThat(hospital.log)
                .containsExactly(
                        "0 arrive 1",
                        "0 open A",
                        "0 A calls 1",
                        "10 arrive in time",
                        "11 arrive at the very second",
                        "20 arrive at once",
                        "20 leave at once",
                        "60 A served 1",
                        "60 leave at the very second",
                        "60 A calls in time",
                        "65 A served in time",
                        "200 close A");
        assertThat(world.left()).isEqualTo(2);
        assertThat(world.served()).isEqualTo(2);
    }

    @Test
    void peopleWhoComeAfterTheLastShiftStayWaiting() {
        World world = world(List.of(person("1", 50, null, 60), person("2", 100, null, 60)), new Shift("A", 10, 100));

        assertThat(hospital.log)
                .containsExactly(
                        "10 open A", "50 arrive 1", "50 A calls 1", "100 arrive 2", "110 A served 1", "110 close A");
        assertThat(world.waiting()).isEqualTo(1);
        assertThat(world.nextAtS()).isNull();
    }

    @Test
    void aFreeDeskWhoseShiftEndsCallsNobody() {
        world(List.of(person("1", 100, null, 60)), new Shift("A", 10, 100), new Shift("B", 100, 300));

        assertThat(hospital.log)
                .containsExactly(
                        "10 open A",
                        "100 arrive 1",
                        "100 close A",
                        "100 open B",
                        "100 B calls 1",
                        "160 B served 1",
                        "300 close B");
    }

    @Test
    void refusalsStopNothingElse() {
        hospital.refuses.addAll(List.of("arrive 1", "B calls 2", "leave 3", "A served 2", "open C"));
        World world = world(
                List.of(person("1", 5, null, 60), person("2", 20, null, 60), person("3", 21, 30, 60)),
                new Shift("A", 2, 40),
                new Shift("B", 1, 22),
                new Shift("C", 3, 40));

        assertThat(hospital.log)
                .containsExactly(
                        "1 open B",
                        "2 open A",
                        "3 open C: no",
                        "5 arrive 1: no",
                        "20 arrive 2",
                        "20 B calls 2: no",
                        "20 A calls 2",
                        "21 arrive 3",
                        "21 B calls 3",
                        "80 A served 2: no",
                        "80 close A",
                        "81 B served 3",
                        "81 close B");
        assertThat(world.refused()).isEqualTo(1);
        assertThat(world.served()).isEqualTo(1);
        assertThat(world.called()).isEqualTo(2);
    }

    private World world(List<Person> people, Shift... shifts) {
        World world = new World(hospital, people, List.of(shifts));
        while (world.nextAtS() != null) {
            world.step();
        }
        return world;
    }

    private static Person person(String ticket, int arrivesAtS, @Nullable Integer leavesAtS, int serviceS) {
        return new Person(ticket, Urgency.NON_URGENT, arrivesAtS, leavesAtS, serviceS);
    }
}
