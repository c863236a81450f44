package org.careturn.demo.past;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.careturn.demo.past.PastDay.Stay;
import org.careturn.demo.past.PastHospital.Line;
import org.careturn.demo.past.PastHospital.Path;
import org.careturn.demo.past.PastHospital.Worker;
import org.junit.jupiter.api.Test;

/** FR-DEMO-04: made-up days are days that could have been, and the same for the same seed. */
class PastYearTest {
    private static final LocalDate MONDAY = LocalDate.of(2026, 3, 2);
    private static final PastHospital HOSPITAL = new PastHospital(
            id(1),
            ZoneId.of("Europe/Dublin"),
            List.of(
                    new Line(id(2), id(3), "A", 9, true, List.of(worker(10), worker(11))),
                    new Line(id(4), id(5), "P", 3, false, List.of(worker(12)))),
            List.of(
                    new Path(List.of(0), 3, .6, List.of(0, 50, 450, 300, 200)),
                    new Path(List.of(0, 1), 1, 0, List.of(0, 0, 0, 0, 1_000))),
            LongStream.range(100, 200).mapToObj(PastYearTest::id).toList());

    @Test
    void theSameSeedMakesTheSameDay() {
        assertThat(told(new PastYear(HOSPITAL, 7).day(MONDAY, 120)))
                .isEqualTo(told(new PastYear(HOSPITAL, 7).day(MONDAY, 120)));
        assertThat(told(new PastYear(HOSPITAL, 8).day(MONDAY, 120)))
                .isNotEqualTo(told(new PastYear(HOSPITAL, 7).day(MONDAY, 120)));
    }

    @Test
    void nobodyIsServedBeforeHeCameOrBesideAnotherAtTheSameDesk() {
        PastDay day = new PastYear(HOSPITAL, 7).day(MONDAY, 150);
        assertThat(day.visits()).hasSize(150);
        List<Stay> stays = day.visits().stream()
                .flatMap(visit -> visit.stays().stream())
                .filter(stay -> stay.called() != null)
                .toList();
        assertThat(stays)
                .hasSizeGreaterThan(150)
                .allMatch(stay -> !stay.came().isAfter(Objects.requireNonNull(stay.called())));
        stays.stream()
                .collect(Collectors.groupingBy(
                        stay -> Objects.requireNonNull(stay.desk()).id()))
                .forEach((desk, atIt) -> {
                    List<Stay> inOrder = new ArrayList<>(atIt);
                    inOrder.sort(Comparator.comparing(stay -> Objects.requireNonNull(stay.called())));
                    for (int i = 1; i < inOrder.size(); i++) {
                        assertThat(inOrder.get(i).called())
                                .isAfterOrEqualTo(inOrder.get(i - 1).ended());
                    }
                    Instant opened =
                            Objects.requireNonNull(inOrder.getFirst().desk()).opened();
                    assertThat(opened).isBeforeOrEqualTo(inOrder.getFirst().called());
                });
        assertThat(day.visits())
                .allMatch(visit -> visit.stays().isEmpty()
                        || visit.ended().equals(visit.stays().getLast().ended()));
    }

    @Test
    void moreComeThanTwoDoctorsManageAndFewWaitForHours() {
        PastDay day = new PastYear(HOSPITAL, 7).day(MONDAY, 1_500);
        List<Long> waits = day.visits().stream()
                .flatMap(visit -> visit.stays().stream())
                .filter(stay -> stay.started() != null)
                .map(stay -> Duration.between(stay.came(), stay.started()).toMinutes())
                .sorted()
                .toList();
        assertThat(waits.get(waits.size() * 9 / 10)).isBetween(3L, 180L);
    }

    @Test
    void someDoNotComeAndThoseAgainAndAgain() {
        PastYear year = new PastYear(HOSPITAL, 7);
        List<PastDay.Appointment> all = MONDAY.datesUntil(MONDAY.plusDays(60))
                .flatMap(day -> year.day(day, 80).appointments().stream())
                .toList();
        double missed = all.stream().filter(one -> one.visitId() == null).count() / (double) all.size();
        assertThat(missed).isBetween(.12, .35);
        List<Double> shares = new ArrayList<>();
        all.stream()
                .collect(Collectors.groupingBy(PastDay.Appointment::patientId))
                .forEach((patient, theirs) -> {
                    if (theirs.size() >= 10) {
                        shares.add(theirs.stream()
                                        .filter(one -> one.visitId() == null)
                                        .count()
                                / (double) theirs.size());
                    }
                });
        assertThat(shares.stream().filter(share -> share > .4).count()).isGreaterThan(shares.size() / 20);
        assertThat(shares.stream().filter(share -> share < .15).count()).isGreaterThan(shares.size() / 3);
    }

    @Test
    void aMondayIsBusierThanASunday() {
        List<Integer> shares =
                PastYear.shares(MONDAY.datesUntil(MONDAY.plusDays(14)).toList(), 1_000);
        assertThat(shares.stream().mapToInt(Integer::intValue).sum()).isEqualTo(1_000);
        assertThat(shares.getFirst()).isGreaterThan(2 * shares.get(6));
    }

    private static List<String> told(PastDay day) {
        return day.visits().stream()
                .map(visit -> visit.id() + " " + visit.patientId() + " " + visit.arrived() + " " + visit.ended() + " "
                        + visit.stays())
                .toList();
    }

    private static Worker worker(long number) {
        return new Worker(id(number), id(number + 50), "DOCTOR");
    }

    private static UUID id(long number) {
        return new UUID(0x7000, Long.MIN_VALUE | number);
    }
}
