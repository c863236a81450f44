package org.careturn.analytics;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Entry;
import org.careturn.queueing.Undo;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * A hospital in New York whose days are walked by legal steps: Monday 2 March 2026 with a bit of everything, Tuesday with a
 * little, and something at night, which is still Monday's.
 */
abstract class WalkedDays extends ServerTest {
    @Autowired
    Visits visits;

    @Autowired
    Calls calls;

    @Autowired
    Entries entries;

    @Autowired
    Undo undo;

    @Autowired
    DeskSessions desks;

    @Autowired
    DrivableClock clock;

    @Autowired
    JdbcTemplate jdbc;

    Facility facility;
    Service medicine;
    Service laboratory;
    Actor reception;
    Actor admin;
    Desk doctor;
    Desk nurse;
    Entry forLater;

    record Desk(Actor actor, UUID id, UUID roomId) {}

    @BeforeEach
    void walk() {
        at("2026-03-02T08:00");
        facility = hospital.facility("America/New_York", "US");
        medicine = hospital.service(facility, "A");
        laboratory = hospital.service(facility, "L");
        reception = actor(hospital.account(Role.RECEPTIONIST, facility), Role.RECEPTIONIST);
        admin = actor(hospital.account(Role.ADMIN, facility), Role.ADMIN);
        doctor = desk(Role.DOCTOR, medicine);
        nurse = desk(Role.NURSE, laboratory);
        monday();
        tuesday();
    }

    @AfterEach
    void release() {
        clock.release();
    }

    private void monday() {
        at("2026-03-02T08:05");
        Entry plain = arrive(medicine, Urgency.URGENT);
        at("2026-03-02T08:20");
        Entry undone = arrive(medicine, Urgency.NON_URGENT);
        Entry absent = arrive(medicine, Urgency.LESS_URGENT);
        forLater = arrive(medicine, Urgency.LESS_URGENT);
        serve(doctor, plain, "2026-03-02T08:45", "2026-03-02T09:01");
        serve(doctor, undone, "2026-03-02T09:02", "2026-03-02T09:10");
        at("2026-03-02T09:11");
        undoLast(undone);
        calls.serve(doctor.actor(), undone.id(), callOf(undone)).orElseThrow();
        for (int i = 0; i < 2; i++) {
            Calls.Called missed = calls.callThis(doctor.actor(), absent.id(), doctor.id(), "not here")
                    .orElseThrow();
            calls.noShow(doctor.actor(), absent.id(), missed.call().id()).orElseThrow();
        }
        at("2026-03-02T09:30");
        Entry cancelled = arrive(medicine, Urgency.NON_URGENT);
        Entry left = arrive(medicine, Urgency.NON_URGENT);
        Entry sentOn = arrive(medicine, Urgency.EMERGENT);
        entries.cancel(reception, cancelled.id(), null).orElseThrow();
        at("2026-03-02T09:45");
        entries.leave(reception, left.id(), null).orElseThrow();
        start(doctor, sentOn);
        at("2026-03-02T09:50");
        entries.transfer(doctor.actor(), sentOn.id(), List.of(laboratory.queueId()), false, null)
                .orElseThrow();
        at("2026-03-02T09:51");
        undoLast(sentOn); // the laboratory's entry is taken back, and what is made again is unreliable
        at("2026-03-02T09:52");
        entries.transfer(doctor.actor(), sentOn.id(), List.of(laboratory.queueId()), false, null)
                .orElseThrow();
        serve(nurse, entryAt(sentOn, laboratory), "2026-03-02T10:10", "2026-03-02T10:14");
        at("2026-03-02T11:00");
        desks.startBreak(doctor.actor(), doctor.id(), null, null).orElseThrow();
        at("2026-03-02T11:30");
        desks.endBreak(doctor.actor(), doctor.id()).orElseThrow();
        Entry route = arrive(medicine, Urgency.LESS_URGENT);
        at("2026-03-02T11:40");
        start(doctor, route);
        at("2026-03-02T12:00");
        entries.transfer(doctor.actor(), route.id(), List.of(laboratory.queueId()), false, null)
                .orElseThrow();
        serve(nurse, entryAt(route, laboratory), "2026-03-02T12:30", "2026-03-02T12:33");
        at("2026-03-02T17:00");
        Entry onPaper = arrive(medicine, Urgency.URGENT);
        at("2026-03-02T18:00");
        entries.lateEntry(reception, onPaper.id(), instant("2026-03-02T17:10"), instant("2026-03-02T17:25"), null)
                .orElseThrow();
        at("2026-03-03T01:30"); // still Monday
        serve(doctor, arrive(medicine, Urgency.IMMEDIATE), "2026-03-03T01:34", "2026-03-03T02:00");
        desks.close(nurse.actor(), nurse.id()).orElseThrow();
    }

    private void tuesday() {
        at("2026-03-03T09:00");
        Entry first = arrive(medicine, Urgency.URGENT);
        Entry second = arrive(medicine, Urgency.URGENT);
        serve(doctor, first, "2026-03-03T09:20", "2026-03-03T09:31");
        serve(doctor, second, "2026-03-03T09:40", "2026-03-03T09:55");
        at("2026-03-03T10:00");
        desks.close(doctor.actor(), doctor.id()).orElseThrow();
    }

    final Desk desk(Role role, Service service) {
        Actor actor = actor(hospital.account(role, facility), role);
        Room room = hospital.room(facility);
        return new Desk(
                actor,
                desks.open(actor, room.id(), List.of(service.queueId()), 1)
                        .orElseThrow()
                        .id(),
                room.id());
    }

    final Actor actor(Account account, Role role) {
        return new Actor(account.id(), Ids.next(), List.of(new Actor.Grant(role, facility.id())), null);
    }

    final Entry arrive(Service service, Urgency urgency) {
        return visits.arrive(
                        reception,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                hospital.patient(facility).id(),
                                service.queueId(),
                                urgency,
                                Visit.Channel.RECEPTION))
                .orElseThrow()
                .entries()
                .getFirst();
    }

    private void start(Desk desk, Entry entry) {
        Calls.Called called =
                calls.callThis(desk.actor(), entry.id(), desk.id(), "asked for").orElseThrow();
        calls.start(desk.actor(), entry.id(), called.call().id()).orElseThrow();
    }

    final void serve(Desk desk, Entry entry, String from, String until) {
        at(from);
        start(desk, entry);
        at(until);
        calls.serve(desk.actor(), entry.id(), callOf(entry)).orElseThrow();
    }

    private UUID callOf(Entry entry) {
        return Objects.requireNonNull(entries.get(reception, entry.id()).callId());
    }

    private Entry entryAt(Entry of, Service service) {
        return visits.get(reception, of.visitId()).entries().stream()
                .filter(entry -> entry.queueId().equals(service.queueId())
                        && entry.state().isActive())
                .findFirst()
                .orElseThrow();
    }

    final void undoLast(Entry entry) {
        undo.undo(reception, entry.id(), entries.get(reception, entry.id()).version())
                .orElseThrow();
    }

    /** New York is five hours behind UTC in those days. */
    static Instant instant(String local) {
        return Instant.parse(local + ":00-05:00");
    }

    final void at(String local) {
        clock.drive(instant(local));
    }
}
