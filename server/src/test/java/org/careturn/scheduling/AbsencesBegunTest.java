package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.EntryState;
import org.careturn.scheduling.Absence.Affected;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-SCHED-10, US-REC-10: who is here already waits for nobody who is away. */
class AbsencesBegunTest extends SchedulingFixture {
    @Autowired
    AbsencesBegun begun;

    @Autowired
    Entries entries;

    @Test
    void whoWaitsForADoctorWhoIsAwayByNowWaitsForAny() {
        Account colleague = doctor(1);
        Entry waiting = checkedIn(doctor, "09:00");
        Entry held = checkedIn(doctor, "09:15");
        entries.hold(reception, held.id(), null).orElseThrow();
        Entry others = checkedIn(colleague, "09:00");
        away(at("08:30"), at("12:00"));
        clock.drive(at("08:45"));

        begun.handOverAll();

        assertThat(now(waiting).boundDoctorId()).isNull();
        assertThat(now(waiting).place()).isEqualTo(waiting.place());
        assertThat(now(held).boundDoctorId()).isNull();
        assertThat(now(held).state()).isEqualTo(EntryState.ON_HOLD);
        assertThat(now(others).boundDoctorId()).isEqualTo(colleague.id());
        assertThat(hospital.auditOf(waiting.id())).endsWith("ENTRY_BIND");
        assertThat(hospital.changesAt(facility.id(), hospital.version(facility.id())))
                .contains("entry " + waiting.id());
    }

    @Test
    void anAbsenceHandsOverOnceItBeginsAndOnlyOnce() {
        Entry waiting = checkedIn(doctor, "09:00");
        away(at("10:00"), at("12:00"));
        clock.drive(at("09:59"));
        begun.handOverAll();
        assertThat(now(waiting).boundDoctorId()).isEqualTo(doctor.id());
        clock.drive(at("10:00"));
        begun.handOverAll();
        assertThat(now(waiting).boundDoctorId()).isNull();
        entries.bind(reception, waiting.id(), doctor.id()).orElseThrow();
        begun.handOverAll();
        assertThat(now(waiting).boundDoctorId())
                .as("whom reception lets wait for this doctor still")
                .isEqualTo(doctor.id());
    }

    @Test
    void anAbsenceThatWasWithdrawnOrIsOverOrElsewhereHandsOverNobody() {
        Account doctorOfTwo = doctor(1, hospital.facility());
        Entry waiting = checkedIn(doctorOfTwo, "09:00");
        UUID elsewhere = doctorOfTwo.roles().stream()
                .map(Actor.Grant::facilityId)
                .filter(one -> one != null && !one.equals(facility.id()))
                .findFirst()
                .orElseThrow();
        away(Actor.SYSTEM, elsewhere, doctorOfTwo, at("08:30"), at("12:00"));
        Absence mistaken = away(reception, facility.id(), doctorOfTwo, at("08:30"), at("12:00"));
        absences.withdraw(reception, mistaken.id()).orElseThrow();
        away(reception, facility.id(), doctorOfTwo, at("08:30"), at("08:50"));
        clock.drive(at("08:50"));
        begun.handOverAll();
        assertThat(now(waiting).boundDoctorId()).isEqualTo(doctorOfTwo.id());
    }

    @Test
    void whoComesWhileTheDoctorIsAwayWaitsForAny() {
        Appointment over = booked(at("09:00"));
        clock.drive(at("09:20"));
        away(at("09:20"), at("12:00"));
        absences.settleAll();
        assertThat(entryOf(over).boundDoctorId()).isNull();
    }

    private Absence away(Instant from, Instant until) {
        return away(reception, facility.id(), doctor, from, until);
    }

    private Absence away(Actor actor, UUID where, Account who, Instant from, Instant until) {
        return absences.add(
                        actor,
                        new Absences.NewAbsence(Ids.next(), where, who.id(), from, until, "Ill", Affected.CANCEL))
                .orElseThrow();
    }

    private Entry checkedIn(Account with, String time) {
        Entry entry = entryOf(book(reception, patient().id(), with, at(time)).orElseThrow());
        assertThat(entry.boundDoctorId()).isEqualTo(with.id());
        return entry;
    }

    private Entry entryOf(Appointment appointment) {
        return checkIns.checkIn(reception, appointment.id(), facility.id(), List.of(), "Is here")
                .orElseThrow()
                .visit()
                .entries()
                .getFirst();
    }

    private Entry now(Entry entry) {
        return entries.get(Actor.SYSTEM, entry.id());
    }
}
