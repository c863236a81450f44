package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.careturn.audit.PatientReadings;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.web.Page;
import org.careturn.queueing.PatientVisits.PatientVisit;
import org.careturn.queueing.PatientVisits.Stay;
import org.careturn.queueing.Visits.Arriving;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** US-DOC-03: who has a patient at the desk sees what brought the patient here before. */
class PatientVisitsTest extends QueueFixture {
    @Autowired
    PatientVisits patientVisits;

    @Autowired
    PatientReadings readings;

    private Entry arriveAgain(UUID patientId) {
        return visits.arrive(
                        reception,
                        new Arriving(
                                Ids.next(),
                                facility,
                                patientId,
                                List.of(List.of(doctorQueue)),
                                Urgency.NON_URGENT,
                                List.of(),
                                null,
                                null,
                                Visit.Channel.RECEPTION,
                                null,
                                TakenOffline.NOTHING))
                .orElseThrow()
                .entries()
                .getFirst();
    }

    @Test
    void theLatestComesFirstWithHowEachStayEnded() {
        Entry first = arrive(Urgency.NON_URGENT);
        UUID patient = first.patientId();
        entries.leave(reception, first.id(), null).orElseThrow();
        later(60);
        Entry second = arriveAgain(patient);
        Desk doctor = desk(Role.DOCTOR, doctorQueue);
        Calls.Called called = callNext(doctor);
        calls.start(doctor.actor(), second.id(), called.call().id()).orElseThrow();

        Page<PatientVisit> newest = patientVisits.page(doctor.actor(), patient, facility, null, 1);
        assertThat(newest.items()).singleElement().satisfies(visit -> {
            assertThat(visit.id()).isEqualTo(second.visitId());
            assertThat(visit.endedAt()).isNull();
            assertThat(visit.stays()).containsExactly(new Stay(doctorQueue, EntryState.SERVING, clock.instant(), null));
        });
        Page<PatientVisit> older = patientVisits.page(doctor.actor(), patient, facility, newest.nextCursor(), 1);
        assertThat(older.nextCursor()).isNull();
        assertThat(older.items()).singleElement().satisfies(visit -> {
            assertThat(visit.id()).isEqualTo(first.visitId());
            assertThat(visit.endedAt()).isNotNull();
            assertThat(visit.stays()).extracting(Stay::state).containsExactly(EntryState.LEFT);
        });
        assertThat(readings.of(List.of(patient), null, 10))
                .extracting(PatientReadings.Reading::part)
                .containsExactly("VISITS", "VISITS");
    }

    @Test
    void onlyWhoWorksThereLooksBack() {
        UUID patient = arrive(Urgency.NON_URGENT).patientId();
        Actor stranger = new Actor(Ids.next(), Ids.next(), List.of(new Actor.Grant(Role.NURSE, Ids.next())), null);
        assertThat(refusal(() -> patientVisits.page(stranger, patient, facility, null, 5)))
                .isEqualTo(CommonProblem.NOT_FOUND);
        assertThat(refusal(() -> patientVisits.page(reception, Ids.next(), facility, null, 5)))
                .isEqualTo(CommonProblem.NOT_FOUND);
        Page<PatientVisit> elsewhere = patientVisits.page(Actor.SYSTEM, patient, Ids.next(), null, 5);
        assertThat(elsewhere.items()).as("of another facility").isEmpty();
    }
}
