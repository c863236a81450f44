package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.patients.KeptAboutPatients;
import org.careturn.patients.Patient;
import org.careturn.patients.PatientMerges;
import org.careturn.patients.PatientMerges.Merged;
import org.careturn.patients.PatientMerges.Wish;
import org.careturn.patients.PatientSearch;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.VisitWithPath;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** FR-PATIENT-06, US-REC-03: two records of one person become one, and part again. */
class MergeTest extends SchedulingFixture {

    @Autowired
    PatientMerges merges;

    @Autowired
    PatientSearch search;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    Calls calls;

    @Autowired
    DeskSessions desks;

    @Autowired
    List<KeptAboutPatients> modules;

    @Test
    void everyReferenceToAPatientIsKnownToTheMerge() {
        List<String> references = jdbc.query("""
                select distinct c.conrelid::regclass || '.' || a.attname from pg_constraint c
                join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
                where c.contype = 'f' and c.confrelid = 'patient'::regclass
                order by 1""", (row, n) -> row.getString(1));
        List<String> known = modules.stream()
                .flatMap(module -> module.tables().stream())
                .map(table -> table.name() + "." + table.column())
                .sorted()
                .toList();
        assertThat(known)
                .as("a KeptAboutPatients must name each foreign key to patient")
                .containsAll(references)
                .as("what is named beyond them has no foreign key for a reason")
                .hasSize(references.size() + 1)
                .contains("notification.patient_id");
    }

    @Test
    void allThatBelongsToTheDuplicateMovesAndComesBack() {
        Facility elsewhere = hospital.facility();
        Patient kept = hospital.patient(facility, "Marta Quispe");
        Patient duplicate = hospital.patient(facility, "Martha Quispee");
        patients.knownIn(duplicate.id(), elsewhere.id());
        Account account = hospital.account(Role.PATIENT);
        patients.giveAccount(Actor.SYSTEM, duplicate.id(), account.id()).orElseThrow();
        UUID visit = arrive(duplicate.id()).visit().id();
        UUID appointment = book(reception, duplicate.id(), doctor, at("10:00"))
                .orElseThrow()
                .id();
        UUID waiting = join(duplicate.id());
        String before = state();

        Merged merged = merge(kept, duplicate).orElseThrow();

        assertThat(ownerOf("visit", visit)).isEqualTo(kept.id());
        assertThat(ownerOf("appointment", appointment)).isEqualTo(kept.id());
        assertThat(ownerOf("waiting_list_entry", waiting)).isEqualTo(kept.id());
        assertThat(jdbc.queryForObject("select id from patient where account_id = ?", UUID.class, account.id()))
                .isEqualTo(kept.id());
        assertThat(patients.isKnownIn(kept.id(), elsewhere.id())).isTrue();
        assertThat(patients.isKnownIn(duplicate.id(), elsewhere.id())).isFalse();
        assertThat(patients.read(reception, duplicate.id()).id()).isEqualTo(kept.id());
        assertThat(found("quispee")).doesNotContain(duplicate.id());
        assertThat(hospital.auditOf(duplicate.id())).endsWith("PATIENT_MERGED");
        long version = hospital.version(facility.id());
        Set<String> changes = new HashSet<>(hospital.changesAt(facility.id(), version));
        assertThat(changes)
                .contains(
                        "patient " + kept.id(),
                        "patient " + duplicate.id(),
                        "visit " + visit,
                        "appointment " + appointment,
                        "waiting_list_entry " + waiting);

        assertThat(merges.undo(reception, merged.id())).isInstanceOf(Outcome.Done.class);
        assertThat(state()).isEqualTo(before);
        assertThat(found("quispee")).contains(duplicate.id());
        assertNoop(merges.undo(reception, merged.id()));
        assertThat(patients.read(reception, duplicate.id()).id()).isEqualTo(duplicate.id());
    }

    @Test
    void anAliasOfAnAliasMeansTheLastRecord() {
        Patient first = patient();
        Patient second = patient();
        Patient third = patient();
        Merged one = merge(second, first).orElseThrow();
        Merged two = merge(third, patients.read(reception, second.id())).orElseThrow();
        assertThat(patients.read(reception, first.id()).id()).isEqualTo(third.id());
        assertThat(arrive(first.id()).visit().patientId()).isEqualTo(third.id());
        assertRefused(merges.undo(reception, one.id()), "merged-again");
        merges.undo(reception, two.id()).orElseThrow();
        assertThat(patients.read(reception, first.id()).id()).isEqualTo(second.id());
        merges.undo(reception, one.id()).orElseThrow();
        assertThat(patients.read(reception, first.id()).id()).isEqualTo(first.id());
    }

    @Test
    void theChosenVisitContinues() {
        Patient kept = patient();
        Patient duplicate = patient();
        VisitWithPath own = arrive(kept.id());
        VisitWithPath other = arrive(duplicate.id());
        refuses("visit-to-be-chosen", kept, duplicate);
        refuses(
                "visit-to-be-chosen",
                kept,
                duplicate,
                own.visit().id(),
                other.visit().id());
        Merged merged = merge(kept, duplicate, other.visit().id()).orElseThrow();
        assertThat(stateOf(own)).isEqualTo(EntryState.CANCELLED);
        assertThat(stateOf(other)).isEqualTo(EntryState.WAITING);
        assertThat(ownerOf("visit", other.visit().id())).isEqualTo(kept.id());
        merges.undo(reception, merged.id()).orElseThrow();
        assertThat(stateOf(own)).isEqualTo(EntryState.WAITING);
        assertThat(ownerOf("visit", other.visit().id())).isEqualTo(duplicate.id());
    }

    @Test
    void aCalledVisitIsNotGivenUp() {
        Patient kept = patient();
        Patient duplicate = patient();
        VisitWithPath own = arrive(kept.id());
        VisitWithPath other = arrive(duplicate.id());
        Actor doctorHere = actor(doctor);
        UUID desk = desks.open(doctorHere, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow()
                .id();
        calls.callThis(doctorHere, own.entries().getFirst().id(), desk, null).orElseThrow();
        refuses("visit-under-call", kept, duplicate, other.visit().id());
        merge(kept, duplicate, own.visit().id()).orElseThrow();
        assertThat(stateOf(other)).isEqualTo(EntryState.CANCELLED);
    }

    @Test
    void whatBothHaveOnceTooOftenIsRefused() {
        Patient kept = patient();
        Patient duplicate = patient();
        book(reception, kept.id(), doctor, at("10:00")).orElseThrow();
        Appointment second =
                book(reception, duplicate.id(), doctor, at("10:15")).orElseThrow();
        refuses("both-booked", kept, duplicate);
        bookings.cancel(reception, second.id(), null).orElseThrow();
        join(kept.id());
        UUID place = join(duplicate.id());
        refuses("both-wait", kept, duplicate);
        waitingLists.leave(reception, place).orElseThrow();
        merge(kept, duplicate).orElseThrow();
    }

    @Test
    void twoAccountsAreNotMerged() {
        Patient kept = patient();
        Patient duplicate = patient();
        for (Patient patient : List.of(kept, duplicate)) {
            patients.giveAccount(
                            Actor.SYSTEM,
                            patient.id(),
                            hospital.account(Role.PATIENT).id())
                    .orElseThrow();
        }
        assertRefused(merge(read(kept), read(duplicate)), "both-have-accounts");
    }

    @Test
    void versionsAndSightAreAskedFor() {
        Patient kept = patient();
        Patient duplicate = patient();
        Patient foreign = hospital.patient(hospital.facility());
        Wish stale = new Wish(kept.id(), duplicate.id(), 1, 2, List.of());
        assertRefused(merges.merge(reception, stale), "precondition-failed");
        assertRefused(merge(kept, foreign), "not-found");
        assertRefused(merge(foreign, kept), "not-found");
        assertRefused(merge(kept, kept), "same-record");
        Merged merged = merge(kept, duplicate).orElseThrow();
        assertNoop(merge(kept, duplicate));
        Actor stranger = actor(hospital.account(Role.RECEPTIONIST, hospital.facility()));
        assertRefused(merges.undo(stranger, merged.id()), "not-found");
        assertRefused(merges.undo(reception, Ids.next()), "not-found");
    }

    @Test
    void whatHappenedSinceStaysWhereItIs() {
        Patient kept = patient();
        Patient duplicate = patient();
        Merged merged = merge(kept, duplicate).orElseThrow();
        UUID later = arrive(duplicate.id()).visit().id();
        merges.undo(reception, merged.id()).orElseThrow();
        assertThat(ownerOf("visit", later)).isEqualTo(kept.id());
        assertThat(jdbc.queryForObject("select count(*) from visit where patient_id = ?", Long.class, duplicate.id()))
                .isZero();
    }

    @Test
    void anArrivalDuringAMergeIsOfTheRecordThatStays() throws Exception {
        for (int i = 0; i < 10; i++) {
            Patient kept = patient();
            Patient duplicate = patient();
            List<Throwable> failures = new ArrayList<>();
            Thread arrival = Thread.ofVirtual().start(() -> {
                try {
                    arrive(duplicate.id());
                } catch (RuntimeException e) {
                    failures.add(e);
                }
            });
            merge(kept, duplicate).orElseThrow();
            arrival.join();
            assertThat(failures).isEmpty();
            assertThat(jdbc.queryForObject("select count(*) from visit where patient_id = ?", Long.class, kept.id()))
                    .isOne();
        }
    }

    @Test
    void aCheckInDuringAMergeWaitsForIt() throws Exception {
        Patient kept = patient();
        Patient duplicate = patient();
        Account own = hospital.account(Role.PATIENT);
        patients.giveAccount(Actor.SYSTEM, duplicate.id(), own.id()).orElseThrow();
        Actor self = new Actor(own.id(), Ids.next(), List.of(new Actor.Grant(Role.PATIENT, null)), duplicate.id());
        UUID appointment = book(reception, duplicate.id(), doctor, at("10:00"))
                .orElseThrow()
                .id();
        clock.drive(at("09:50"));
        List<Object> outcomes = Collections.synchronizedList(new ArrayList<>());
        Thread checkIn = Thread.ofPlatform().unstarted(() -> {
            try {
                outcomes.add(checkIns.checkIn(self, appointment, facility.id(), List.of()));
            } catch (RuntimeException e) {
                outcomes.add(e);
            }
        });
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            jdbc.queryForList("select id from patient where id in (?, ?) for update", kept.id(), duplicate.id());
            checkIn.start();
            await().until(() -> Boolean.TRUE.equals(jdbc.queryForObject(
                    "select exists (select from pg_locks where not granted and pid <> pg_backend_pid())",
                    Boolean.class)));
            merge(kept, duplicate).orElseThrow();
        });
        checkIn.join();
        assertThat(outcomes).hasSize(1).first().isInstanceOf(Outcome.Done.class);
        assertThat(jdbc.queryForObject("select count(*) from visit where patient_id = ?", Long.class, kept.id()))
                .isOne();
    }

    private Outcome<Merged> merge(Patient kept, Patient duplicate, UUID... continuing) {
        return merges.merge(
                reception, new Wish(kept.id(), duplicate.id(), version(kept), version(duplicate), List.of(continuing)));
    }

    private void refuses(String code, Patient kept, Patient duplicate, UUID... continuing) {
        String before = state();
        assertThatThrownBy(() -> merge(kept, duplicate, continuing))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal().type().code()).isEqualTo(code));
        assertThat(state()).isEqualTo(before);
    }

    private Patient read(Patient patient) {
        return patients.read(reception, patient.id());
    }

    private long version(Patient patient) {
        return patients.read(Actor.SYSTEM, patient.id()).version();
    }

    private VisitWithPath arrive(UUID patient) {
        return visits.arrive(
                        reception,
                        Visits.Arriving.at(
                                Ids.next(),
                                facility.id(),
                                patient,
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    private UUID join(UUID patient) {
        return waitingLists
                .join(
                        reception,
                        new WaitingLists.Joining(Ids.next(), service.id(), null, patient, DAY, DAY.plusDays(5)))
                .orElseThrow()
                .id();
    }

    private EntryState stateOf(VisitWithPath visit) {
        return visits.get(reception, visit.visit().id()).entries().getFirst().state();
    }

    private UUID ownerOf(String table, UUID id) {
        return Objects.requireNonNull(
                jdbc.queryForObject("select patient_id from " + table + " where id = ?", UUID.class, id));
    }

    private List<UUID> found(String text) {
        return search.search(reception, facility.id(), text, 20).items().stream()
                .map(PatientSearch.Hit::id)
                .toList();
    }

    /** Who has what, apart from versions. */
    private String state() {
        return String.join("\n", jdbc.query("""
                select 'patient ' || id || ' ' || coalesce(account_id::text, '') || coalesce(merged_into::text, '')
                  from patient
                union all select 'known ' || patient_id || ' ' || facility_id from patient_facility
                union all select 'word ' || patient_id || ' ' || facility_id || ' ' || word from patient_word
                union all select 'visit ' || id || ' ' || patient_id from visit
                union all select 'entry ' || id || ' ' || state from entry
                union all select 'appointment ' || id || ' ' || patient_id || ' ' || status from appointment
                union all select 'waiting ' || id || ' ' || patient_id || ' ' || status from waiting_list_entry
                order by 1""", (row, n) -> row.getString(1)));
    }
}
