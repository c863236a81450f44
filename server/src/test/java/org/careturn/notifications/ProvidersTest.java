package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.identity.Account;
import org.careturn.platform.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-NOTIF-03 to 05: SMS by Twilio, in good days and in bad ones. */
class ProvidersTest extends ProviderFixture {
    @Autowired
    List<Provider> providers;

    @Autowired
    io.micrometer.core.instrument.MeterRegistry meters;

    @Test
    void anSmsArrivesWhateverTheOrderOfItsCallbacks() {
        UUID id = stage(phone("01"), NotificationKind.BOOKING_CONFIRMED);
        await(id, "DELIVERED");
        assertThat(accepted(phoneOf(id))).isEqualTo(1);
        assertThat(jdbc.queryForMap("select * from notification_attempt where notification_id = ?", id))
                .containsEntry("state", "DELIVERED")
                .satisfies(row ->
                        assertThat(String.valueOf(row.get("provider_id"))).startsWith("SM"));
    }

    @Test
    void acceptedWithoutAnAnswerIsFoundByItsCallbackAndNotSentAgain() {
        String phone = phone("02");
        TWILIO.treat(phone, "DROP");
        UUID dropped = stage(phone, NotificationKind.REMINDER);
        String other = phone("03");
        TWILIO.treat(other, "ACCEPT_500");
        UUID failed = stage(other, NotificationKind.REMINDER);
        await(dropped, "DELIVERED");
        await(failed, "DELIVERED");
        assertThat(accepted(phone)).isEqualTo(1);
        assertThat(accepted(other)).isEqualTo(1);
    }

    @Test
    void acceptedWithoutAnyCallbackIsFoundInTheList() {
        String phone = phone("99");
        TWILIO.treat(phone, "ACCEPT_500");
        UUID id = stage(phone, NotificationKind.REMINDER);
        await(id, "UNKNOWN");
        TWILIO.treat(phone, "OK");
        await(id, "SENT");
        assertThat(accepted(phone)).isEqualTo(1);
    }

    @Test
    void aProviderThatAsksForAPauseGetsIt() {
        String phone = phone("04");
        TWILIO.treat(phone, "RATE");
        UUID id = stage(phone, NotificationKind.REMINDER);
        await(id, "DELIVERED");
        assertThat(accepted(phone)).isEqualTo(1);
        assertThat(jdbc.queryForObject(
                        "select extract(epoch from max(started_at) - min(started_at)) from notification_attempt where notification_id = ?",
                        Double.class,
                        id))
                .isGreaterThanOrEqualTo(2.0);
    }

    @Test
    void whatTheProviderRefusesForGoodFails() {
        String phone = phone("05");
        TWILIO.treat(phone, "GONE");
        UUID id = stage(phone, NotificationKind.REMINDER);
        await(id, "FAILED");
        assertThat(error(id)).isEqualTo("OPTED_OUT");
    }

    @Test
    void oneNumberGetsNoMoreThanItsLimitInAnHour() {
        String phone = phone("08");
        for (int i = 0; i < 20; i++) {
            await(stage(phone, NotificationKind.REMINDER), "DELIVERED");
        }
        UUID waiting = stage(phone, NotificationKind.REMINDER);
        await(stage(phone, NotificationKind.TURN_NOW), "DELIVERED"); // a call to come always goes
        assertThat(accepted(phone)).isEqualTo(21);
        assertThat(error(waiting)).isEqualTo("NUMBER_LIMIT");
    }

    @Test
    void aFacilitySendsNoMoreThanItsLimitADayButCallsAndSomebodyIsToldOnce() {
        UUID facility = hospital.facility("Pacific/Auckland", "NZ").id();
        for (int i = 0; i < SMS_PER_DAY; i++) {
            await(stage(phone("09"), null, facility, NotificationKind.REMINDER), "DELIVERED");
        }
        for (int i = 0; i < 2; i++) {
            UUID refused = stage(phone("09"), null, facility, NotificationKind.REMINDER);
            await(refused, "FAILED");
            assertThat(error(refused)).isEqualTo("DAILY_CAP");
        }
        java.sql.Timestamp alerted = jdbc.queryForObject(
                "select alerted_at from notification_day where facility_id = ?", java.sql.Timestamp.class, facility);
        assertThat(alerted).isNotNull();
        await(stage(phone("09"), null, facility, NotificationKind.TURN_NOW), "DELIVERED");
        await(stage(phone("09"), null, facility, NotificationKind.TURN_SOON), "DELIVERED");
        assertThat(jdbc.queryForMap(
                        "select day, sent, alerted_at from notification_day where facility_id = ?", facility))
                .containsEntry(
                        "day", java.sql.Date.valueOf(java.time.LocalDate.now(java.time.ZoneId.of("Pacific/Auckland"))))
                .containsEntry("sent", SMS_PER_DAY + 2)
                .containsEntry("alerted_at", alerted);
    }

    @Test
    void whatAMessageBecameIsReadByItsNameWhereNoCallbackCame() {
        String phone = phone("99");
        UUID id = stage(phone, NotificationKind.BOOKING_CONFIRMED);
        await(id, "SENT");
        String sid = jdbc.queryForObject(
                "select provider_id from notification_attempt where notification_id = ?", String.class, id);
        assertThat(jdbc.queryForObject(
                        "select next_at - changed_at > interval '1 minute' from notification where id = ?",
                        Boolean.class,
                        id))
                .isTrue();
        assertThat(sms().find(new Provider.Sought(sid, null, null, Instant.now(), any -> false))
                        .answer())
                .satisfies(answer -> assertThat(answer.state())
                        .isEqualTo(org.careturn.notifications.domain.Attempt.State.DELIVERED));
        assertThat(sms().find(new Provider.Sought("SM" + "0".repeat(32), null, null, Instant.now(), any -> false))
                        .answer())
                .isNull();
        jdbc.update("update notification_attempt set started_at = started_at - interval '3 minutes', changed_at = "
                + "changed_at - interval '3 minutes' where notification_id = '" + id + "'"); // time has passed
        jdbc.update("update notification set next_at = now() where id = ?", id);
        await(id, "DELIVERED");
        assertThat(accepted(phone)).isEqualTo(1);
    }

    private Provider sms() {
        return providers.stream()
                .filter(provider -> provider.channel() == Channel.SMS)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whereTheAccountIsNotLetInNothingIsLostAndItShows() {
        double before = notLetIn("SMS");
        String phone = phone("06");
        TWILIO.treat(phone, "CREDENTIALS");
        UUID sms = stage(phone, NotificationKind.REMINDER);
        Account account = hospital.account(Role.PATIENT);
        UUID device = UUID.randomUUID();
        FCM.treat("device-token-" + device, "CREDENTIALS");
        devices.put(patient(account), device, "device-token-" + device, PushDevices.Platform.ANDROID)
                .orElseThrow();
        UUID push = stageFor(account.id(), NotificationKind.TURN_NOW);
        await(sms, "DELIVERED");
        await(push, "SENT");
        assertThat(refusals(sms)).containsExactly("NOT_SIGNED_IN");
        assertThat(refusals(push)).containsExactly("NOT_SIGNED_IN");
        assertThat(notLetIn("SMS")).isEqualTo(before + 1);
    }

    private double notLetIn(String channel) {
        return meters.counter("careturn.notifications.credentials.refused", "channel", channel)
                .count();
    }

    @Test
    void aProviderThatHangsHoldsBackNoCallAndNoConnection() {
        List<UUID> hanging = new java.util.ArrayList<>();
        for (int i = 0; i < 100; i++) { // more than this node has places
            String phone = String.format(java.util.Locale.ROOT, "+1416777%02d99", i);
            TWILIO.treat(phone, "HANG");
            hanging.add(stage(phone, NotificationKind.REMINDER));
        }
        await(hanging.getFirst(), "SENDING");
        for (int i = 0; i < 10; i++) {
            long begin = System.nanoTime();
            await(stage(phone("11"), NotificationKind.TURN_NOW), "DELIVERED");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
        }
        assertThat(jdbc.queryForObject(
                        "select count(*) from notification_attempt where state = 'STARTED' and notification_id = any (?::text[]::uuid[])",
                        Integer.class,
                        (Object) hanging.stream().map(UUID::toString).toArray(String[]::new)))
                .as("still hanging, in three quarters of the places")
                .isBetween(20, 48);
        for (UUID id : hanging) {
            await(id, "SENT"); // by the provider's list, as it tells nothing of these
        }
    }
}
