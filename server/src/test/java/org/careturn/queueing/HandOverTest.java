package org.careturn.queueing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Staff;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** US-ADM-02, FR-ID-18: what somebody who no longer works here has open goes back to the reception. */
class HandOverTest extends QueueFixture {
    @Autowired
    Staff people;

    @Autowired
    ForgottenDesks forgottenDesks;

    private Entry bound(UUID doctor) {
        return arrive(List.of(List.of(doctorQueue)), Urgency.NON_URGENT, List.of(), null, doctor)
                .entries()
                .getFirst();
    }

    @Test
    void deactivationClosesTheDeskAndFreesWhoWaits() {
        Desk desk = desk(Role.DOCTOR, 2, doctorQueue);
        UUID doctor = desk.actor().accountId();
        Entry served = bound(doctor);
        later(1);
        Entry called = bound(doctor);
        later(1);
        Entry waiting = bound(doctor);
        Entry held = bound(doctor);
        Entry others = bound(desk(Role.DOCTOR, doctorQueue).actor().accountId());
        entries.hold(reception, held.id(), null).orElseThrow();
        Call first = calls.callThis(desk.actor(), served.id(), desk.id(), null)
                .orElseThrow()
                .call();
        calls.start(desk.actor(), served.id(), first.id()).orElseThrow();
        calls.callThis(desk.actor(), called.id(), desk.id(), null).orElseThrow();

        people.setActive(Actor.SYSTEM, doctor, false).orElseThrow();

        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(served).state()).isEqualTo(EntryState.ON_HOLD);
        assertThat(now(called).state()).isEqualTo(EntryState.WAITING);
        assertThat(now(called).place()).isEqualTo(called.place());
        assertThat(now(waiting).state()).isEqualTo(EntryState.WAITING);
        assertThat(now(held).state()).isEqualTo(EntryState.ON_HOLD);
        assertThat(List.of(now(served), now(called), now(waiting), now(held)))
                .allMatch(entry -> entry.boundDoctorId() == null);
        assertThat(now(others).boundDoctorId()).isNotNull();
        assertThat(jdbc.queryForObject(
                        "select count(*) from call where desk_session_id = ? and ended_at is null",
                        Integer.class,
                        desk.id()))
                .isZero();
        Desk colleague = desk(Role.DOCTOR, doctorQueue);
        assertThat(calls.callNext(colleague.actor(), colleague.id(), doctorQueue)
                        .orElseThrow()
                        .entry()
                        .id())
                .isEqualTo(called.id());
    }

    @Test
    void aRoleThatIsTakenAwayClosesTheDeskThere() {
        Desk desk = desk(Role.DOCTOR, doctorQueue);
        UUID doctor = desk.actor().accountId();
        Entry waiting = bound(doctor);

        setRoles(doctor, Role.RECEPTIONIST);

        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(waiting).boundDoctorId()).isNull();
        assertThat(accounts.holds(doctor, Role.RECEPTIONIST, facility)).isTrue();
        assertThat(accounts.holds(doctor, Role.DOCTOR, facility)).isFalse();
    }

    @Test
    void aRoleThatTheDeskDoesntNeedLeavesItOpen() {
        Desk desk = desk(Role.DOCTOR, doctorQueue);
        UUID doctor = desk.actor().accountId();
        setRoles(doctor, Role.DOCTOR, Role.RECEPTIONIST);
        Entry served = bound(doctor);
        later(1);
        Entry waiting = bound(doctor);
        Call call = calls.callThis(desk.actor(), served.id(), desk.id(), null)
                .orElseThrow()
                .call();
        calls.start(desk.actor(), served.id(), call.id()).orElseThrow();

        setRoles(doctor, Role.DOCTOR);

        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.ACTIVE);
        assertThat(now(served).state()).isEqualTo(EntryState.SERVING);
        assertThat(now(waiting).boundDoctorId()).isEqualTo(doctor);
    }

    @Test
    void aDeskWhoseRoleIsTakenClosesWhereAnotherStays() {
        Desk desk = desk(Role.NURSE, doctorQueue);
        UUID nurse = desk.actor().accountId();
        setRoles(nurse, Role.NURSE, Role.DOCTOR);
        Entry waiting = bound(nurse);

        setRoles(nurse, Role.DOCTOR);

        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(waiting).boundDoctorId()).as("still a doctor").isEqualTo(nurse);
    }

    @Test
    void nothingStaysOpenWhereTheLastRoleIsTaken() {
        Desk desk = desk(Role.DOCTOR, doctorQueue);
        UUID doctor = desk.actor().accountId();
        Entry waiting = bound(doctor);
        jdbc.update("update account_role set role = 'ADMIN' where account_id = ?", doctor);
        staff(Role.ADMIN); // or the right couldn't be taken

        setRoles(doctor);

        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(waiting).boundDoctorId()).isNull();
    }

    private void setRoles(UUID person, Role... roles) {
        long version = people.find(Actor.SYSTEM, person).orElseThrow().version();
        Set<Grant> grants =
                Stream.of(roles).map(role -> new Grant(role, facility)).collect(Collectors.toSet());
        people.setRoles(Actor.SYSTEM, person, version, grants).orElseThrow();
    }

    @Test
    void nothingOfItHappensWhereTheDeactivationIsRefused() {
        Desk desk = desk(Role.DOCTOR, doctorQueue);
        Entry waiting = bound(desk.actor().accountId());
        people.setActive(desk.actor(), desk.actor().accountId(), false);
        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.ACTIVE);
        assertThat(now(waiting).boundDoctorId()).isEqualTo(desk.actor().accountId());
    }

    @Test
    void theReceptionClosesADeskThatWasLeftOpen() {
        Desk desk = desk(Role.DOCTOR, doctorQueue);
        Entry called = arrive(Urgency.NON_URGENT);
        calls.callThis(desk.actor(), called.id(), desk.id(), null).orElseThrow();
        assertThatThrownBy(() -> desks.close(desk(Role.NURSE, doctorQueue).actor(), desk.id()))
                .isInstanceOf(RefusedException.class);
        assertThat(desks.close(reception, desk.id()).orElseThrow().state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(called).state()).isEqualTo(EntryState.WAITING);
        assertThat(callNext(desk(Role.DOCTOR, doctorQueue)).entry().id()).isEqualTo(called.id());
    }

    @Test
    void oneThatCannotBeClosedOrEndedKeepsNoneOfTheOthersOpen() {
        Desk first = desk(Role.DOCTOR, doctorQueue);
        Desk second = desk(Role.DOCTOR, laboratory);
        Entry one = arrive(Urgency.NON_URGENT);
        Entry other = arrive(Urgency.NON_URGENT);
        later(26 * 60);
        refuseChangesOf("desk_session", first.id());
        refuseChangesOf("entry", one.id());
        try {
            forgottenDesks.closeAll();
            assertThat(forgotten.endAll()).isPositive();
        } finally {
            owner("drop trigger refuse on desk_session");
            owner("drop trigger refuse on entry");
        }
        assertThat(desks.get(reception, second.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(one).state()).isEqualTo(EntryState.WAITING);
        assertThat(now(other).state()).isEqualTo(EntryState.LEFT);
        forgottenDesks.closeAll();
        forgotten.endAll();
        assertThat(desks.get(reception, first.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(now(one).state()).isEqualTo(EntryState.LEFT);
    }

    private static void refuseChangesOf(String table, UUID id) {
        owner("""
                create or replace function refuse() returns trigger language plpgsql as
                $$ begin raise exception 'refused by a test'; end $$""");
        owner("create trigger refuse before update on %s for each row when (new.id = '%s') execute function refuse()"
                .formatted(table, id));
    }

    @Test
    void aForgottenDeskIsClosedOnTheNextDayOnly() {
        Desk desk = desk(Role.DOCTOR, doctorQueue);
        Desk atWork = desk(Role.DOCTOR, laboratory);
        forgottenDesks.closeAll();
        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.ACTIVE);
        later(26 * 60);
        desks.startBreak(atWork.actor(), atWork.id(), null, null).orElseThrow();
        forgottenDesks.closeAll();
        assertThat(desks.get(reception, desk.id()).state()).isEqualTo(DeskSession.State.CLOSED);
        assertThat(desks.get(reception, atWork.id()).state()).isEqualTo(DeskSession.State.ON_BREAK);
    }
}
