package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.support.Hospital;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-NOTIF-03 to 05: push by Firebase, and SMS where push reaches nobody. */
class PushProviderTest extends ProviderFixture {
    @Autowired
    Patients patients;

    @Autowired
    Visits visits;

    @Autowired
    DeskSessions desks;

    @Autowired
    Calls calls;

    @Autowired
    Preferences preferences;

    @Test
    void aPushThatTheAppAcknowledgesHasArrivedAndNoSmsGoes() {
        Account account = hospital.account(Role.PATIENT);
        Actor actor = patient(account);
        UUID device = UUID.randomUUID();
        devices.put(actor, device, "device-token-" + device, PushDevices.Platform.ANDROID)
                .orElseThrow();
        UUID id = stageFor(account.id(), NotificationKind.TURN_NOW);
        await(id, "SENT");
        assertThat(FCM.get("/accepted", "")).contains(id.toString()).contains("\"pull\":\"now\"");
        devices.acknowledge(actor, device, id).orElseThrow();
        await(id, "DELIVERED");
    }

    @Test
    void aDeviceThatIsGoneIsForgotten() {
        Account account = hospital.account(Role.PATIENT);
        UUID device = UUID.randomUUID();
        String token = "device-token-" + device;
        FCM.treat(token, "GONE");
        devices.put(patient(account), device, token, PushDevices.Platform.IOS).orElseThrow();
        UUID id = stageFor(account.id(), NotificationKind.TURN_NOW);
        await(id, "FAILED");
        assertThat(error(id)).isEqualTo("UNREGISTERED");
        assertThat(devices.tokens(account.id())).isEmpty();
    }

    @Test
    void aCallGoesBySmsAtOnceWherePushIsUnavailable() {
        Facility facility = hospital.facility();
        String phone = phone("11");
        UUID device = UUID.randomUUID();
        FCM.treat("device-token-" + device, "REFUSE_503");
        Patient patient = withApp(facility, phone, device);
        UUID turn = called(facility, hospital.service(facility, "A"), patient);
        await(turn, "DELIVERED");
        assertThat(accepted(phone)).isEqualTo(1);
        assertThat(refusals(turn)).containsExactly("503");
        assertThat(jdbc.queryForObject(
                        "select extract(epoch from max(started_at) - min(started_at)) from notification_attempt where notification_id = ?",
                        Double.class,
                        turn))
                .isLessThan(10);
    }

    @Test
    void whoHasTheAppIsWrittenToThoughTheFacilityMaySendNoMoreSms() {
        Facility facility = hospital.facility();
        for (int i = 0; i < SMS_PER_DAY; i++) {
            await(stage(phone("12"), null, facility.id(), NotificationKind.REMINDER), "DELIVERED");
        }
        String phone = phone("12");
        Patient patient = withApp(facility, phone, UUID.randomUUID());
        transaction.executeWithoutResult(tx -> preferences
                .set(Actor.SYSTEM, patient.id(), 1, Preferences.Choice.SMS, true)
                .orElseThrow());
        arrive(facility, hospital.service(facility, "A"), patient);
        UUID arrived = Objects.requireNonNull(jdbc.queryForObject(
                "select id from notification where patient_id = ? and kind = 'CHECKED_IN'", UUID.class, patient.id()));
        await(arrived, "SENT");
        assertThat(accepted(phone)).isZero();
    }

    private Patient withApp(Facility facility, String phone, UUID device) {
        Patient patient = patients.register(
                        Actor.SYSTEM,
                        new NewPatient(null, facility.id(), Hospital.name("Patient"), null, phone, null, null))
                .orElseThrow();
        Account account = hospital.account(Role.PATIENT);
        patients.giveAccount(Actor.SYSTEM, patient.id(), account.id()).orElseThrow();
        devices.put(patient(account), device, "device-token-" + device, PushDevices.Platform.ANDROID)
                .orElseThrow();
        return patient;
    }

    private void arrive(Facility facility, Service service, Patient patient) {
        Account clerk = hospital.account(Role.RECEPTIONIST, facility);
        Actor reception = new Actor(clerk.id(), UUID.randomUUID(), clerk.roles(), null);
        visits.arrive(
                        reception,
                        Visits.Arriving.at(
                                Ids.next(),
                                facility.id(),
                                patient.id(),
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
    }

    private UUID called(Facility facility, Service service, Patient patient) {
        arrive(facility, service, patient);
        Account doctor = hospital.account(Role.DOCTOR, facility);
        Actor at = new Actor(doctor.id(), Ids.next(), doctor.roles(), null);
        UUID desk = desks.open(at, hospital.room(facility).id(), List.of(service.queueId()), 1)
                .orElseThrow()
                .id();
        calls.callNext(at, desk, null).orElseThrow();
        return Objects.requireNonNull(jdbc.queryForObject(
                "select id from notification where patient_id = ? and kind = 'TURN_NOW'", UUID.class, patient.id()));
    }

    @Test
    void aPushThatNobodyAcknowledgesGoesBySmsAfterTwentySeconds() {
        Facility facility = hospital.facility();
        String phone = phone("10");
        Patient patient = withApp(facility, phone, UUID.randomUUID());
        UUID turn = called(facility, hospital.service(facility, "A"), patient);
        await(turn, "DELIVERED");
        assertThat(accepted(phone)).isEqualTo(1);
        record Attempt(String channel, Instant startedAt) {}
        List<Attempt> attempts = jdbc.query(
                "select channel, started_at from notification_attempt where notification_id = ? order by started_at",
                (row, n) -> new Attempt(row.getString("channel"), Columns.instant(row, "started_at")),
                turn);
        assertThat(attempts).extracting(Attempt::channel).containsExactly("PUSH", "SMS");
        Duration between = Duration.between(
                attempts.getFirst().startedAt(), attempts.getLast().startedAt());
        assertThat(between).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(25));
    }
}
