package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.identity.Account;
import org.careturn.notifications.fake.FakeFcm;
import org.careturn.notifications.fake.FakeProcess;
import org.careturn.notifications.fake.FakeTwilio;
import org.careturn.notifications.texts.Argument;
import org.careturn.notifications.texts.Arguments;
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
import org.careturn.support.Fuzz;
import org.careturn.support.Hospital;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-NOTIF-03 to 05, 07, 08: against stand-ins for Twilio and Firebase in processes of their own. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@Import({Hospital.class, ProvidersTest.Heard.class})
class ProvidersTest {
    private static final String SID = "AC" + "0123456789abcdef".repeat(2);
    private static final int SMS_PER_DAY = 4;
    private static final String TOKEN = "token-of-the-account";
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final FakeProcess TWILIO = FakeProcess.start(FakeTwilio.class, SID, TOKEN, "0");
    private static final FakeProcess FCM = FakeProcess.start(FakeFcm.class, "careturn-test");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final int PORT = port();

    @Autowired
    Hospital hospital;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    Notifications notifications;

    @Autowired
    PushDevices devices;

    @Autowired
    OptOuts optOuts;

    @Autowired
    List<Provider> providers;

    @Autowired
    Patients patients;

    @Autowired
    Visits visits;

    @Autowired
    DeskSessions desks;

    @Autowired
    Calls calls;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Heard heard;

    @Autowired
    Preferences preferences;

    @Autowired
    io.micrometer.core.instrument.MeterRegistry meters;

    @org.springframework.boot.test.context.TestComponent
    static class Heard {
        private final List<InboundMessage> all = new java.util.concurrent.CopyOnWriteArrayList<>();

        @org.springframework.context.event.EventListener
        void hear(InboundMessage message) {
            all.add(message);
        }
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
        registry.add("server.port", () -> PORT);
        registry.add("careturn.notifications.public-url", () -> "http://127.0.0.1:" + PORT);
        registry.add("TWILIO_ACCOUNT_SID", () -> SID);
        registry.add("TWILIO_AUTH_TOKEN", () -> TOKEN);
        registry.add("TWILIO_FROM", () -> "+14155550100");
        registry.add("TWILIO_BASE_URL", TWILIO::url);
        registry.add("CARETURN_SMS_PER_DAY", () -> SMS_PER_DAY);
        registry.add("FCM_CREDENTIALS", ProvidersTest::serviceAccount);
        registry.add("FCM_BASE_URL", FCM::url);
    }

    @AfterAll
    static void end() {
        TWILIO.close();
        FCM.close();
    }

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
    void aForgedCallbackIsRefused() throws Exception {
        UUID id = stage(phone("06"), NotificationKind.BOOKING_CONFIRMED);
        await(id, "DELIVERED");
        UUID attempt =
                jdbc.queryForObject("select id from notification_attempt where notification_id = ?", UUID.class, id);
        Map<String, String> form = new TreeMap<>(Map.of("MessageSid", "SM1", "MessageStatus", "failed"));
        String path = "/callbacks/twilio/status/" + attempt;
        assertThat(post(path, form, "forged")).isEqualTo(403);
        assertThat(post(path, form, FakeTwilio.signature("another token", url(path), form)))
                .isEqualTo(403);
        String right = FakeTwilio.signature(TOKEN, url(path), form);
        form.put("MessageStatus", "delivered");
        assertThat(post(path, form, right)).isEqualTo(403);
        assertThat(post(path, form, FakeTwilio.signature(TOKEN, url(path), form)))
                .isEqualTo(204);
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

    private List<String> refusals(UUID id) {
        return jdbc.query(
                "select error from notification_attempt where notification_id = ? and state = 'REFUSED'",
                (row, n) -> row.getString("error"),
                id);
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

    @Test
    void stopIsObeyedOnceAndStartTakesItBack() throws Exception {
        String phone = phone("07");
        assertThat(inbound("SM-stop", phone, " stop ")).isEqualTo(200);
        assertThat(inbound("SM-stop", phone, " stop ")).isEqualTo(200);
        assertThat(heard.all.stream().filter(message -> message.phone().equals(phone)))
                .hasSize(1);
        UUID id = stage(phone, NotificationKind.REMINDER);
        await(id, "FAILED");
        assertThat(accepted(phone)).isZero();
        assertThat(inbound("SM-start", phone, "START")).isEqualTo(200);
        assertThat(optOuts.isStopped(phone)).isFalse();
    }

    /** NFR-SEC-03: signed or not, no callback makes the server fail. */
    @Test
    void whateverACallbackHoldsItIsTakenOrRefused() {
        Fuzz.run(120, List.of("SM", "STOP", "START", "delivered", "failed", "+35387", "30003"), text -> {
            Map<String, String> form = new TreeMap<>(Map.of(
                    "MessageSid",
                    text,
                    "MessageStatus",
                    text,
                    "ErrorCode",
                    text,
                    "From",
                    "+353871948275",
                    "Body",
                    text));
            for (String path : List.of("/callbacks/twilio/inbound", "/callbacks/twilio/status/" + UUID.randomUUID())) {
                assertThat(post(path, form, FakeTwilio.signature(TOKEN, url(path), form)))
                        .isIn(200, 204, 400, 403);
                form.put("MessageSid", "SM" + UUID.randomUUID());
            }
            assertThat(post("/callbacks/twilio/inbound", form, "bad")).isEqualTo(403);
        });
    }

    private int inbound(String sid, String phone, String text) throws Exception {
        Map<String, String> form = new TreeMap<>(Map.of("MessageSid", sid, "From", phone, "Body", text));
        String path = "/callbacks/twilio/inbound";
        return post(path, form, FakeTwilio.signature(TOKEN, url(path), form));
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + PORT + path;
    }

    private static int post(String path, Map<String, String> form, String signature) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(url(path)))
                                    .header("Content-Type", "application/x-www-form-urlencoded")
                                    .header("X-Twilio-Signature", signature)
                                    .POST(BodyPublishers.ofString(FakeTwilio.encoded(form)))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        }
    }

    private static Actor patient(Account account) {
        return new Actor(account.id(), UUID.randomUUID(), List.of(new Actor.Grant(Role.PATIENT, null)), null);
    }

    private UUID stage(String phone, NotificationKind kind) {
        return stage(phone, null, null, kind);
    }

    private UUID stageFor(UUID accountId, NotificationKind kind) {
        return stage(null, accountId, null, kind);
    }

    private UUID stage(
            @Nullable String phone, @Nullable UUID accountId, @Nullable UUID facilityId, NotificationKind kind) {
        String key = "test " + UUID.randomUUID();
        Instant now = Instant.now();
        Map<String, String> arguments = new HashMap<>(Arguments.samples(kind, Channel.SMS));
        Map<String, String> secrets = new HashMap<>();
        arguments.computeIfPresent("number", (name, sample) -> key.substring(5, 13)); // no two texts are the same
        arguments.forEach((name, value) -> {
            if (Argument.isSecret(kind, name)) {
                secrets.put(name, value);
            }
        });
        arguments.keySet().removeAll(secrets.keySet());
        transaction.executeWithoutResult(tx -> assertThat(notifications.stage(new NewNotification(
                        kind,
                        key,
                        facilityId,
                        null,
                        accountId,
                        null,
                        null,
                        null,
                        phone,
                        "en",
                        arguments,
                        secrets,
                        now,
                        now.plus(Duration.ofMinutes(10)))))
                .isTrue());
        return Objects.requireNonNull(
                jdbc.queryForObject("select id from notification where dedupe_key = ?", UUID.class, key));
    }

    private void await(UUID id, String state) {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        String found = "";
        while (System.nanoTime() < end) {
            found = jdbc.queryForObject("select state from notification where id = ?", String.class, id);
            if (state.equals(found)) {
                return;
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                throw new IllegalStateException(stopped);
            }
        }
        assertThat(found + " " + error(id)).isEqualTo(state);
    }

    private String error(UUID id) {
        return String.valueOf(jdbc.queryForObject("select error from notification where id = ?", String.class, id));
    }

    private String phoneOf(UUID id) {
        return String.valueOf(jdbc.queryForObject("select phone from notification where id = ?", String.class, id));
    }

    private static String phone(String end) {
        return "+1415777" + String.format(java.util.Locale.ROOT, "%02d", NUMBER.incrementAndGet()) + end;
    }

    private static int accepted(String phone) {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((SID + ":" + TOKEN).getBytes(StandardCharsets.UTF_8));
        JsonNode list = JsonMapper.shared()
                .readTree(TWILIO.get(
                        "/2010-04-01/Accounts/" + SID + "/Messages.json?To=" + phone.replace("+", "%2B"), basic));
        return list.path("messages").size();
    }

    private static String serviceAccount() {
        try {
            KeyPairGenerator keys = KeyPairGenerator.getInstance("RSA");
            keys.initialize(2048);
            String body = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(keys.generateKeyPair().getPrivate().getEncoded());
            return JsonMapper.shared()
                    .writeValueAsString(Map.of(
                            "type", "service_account",
                            "project_id", "careturn-test",
                            "private_key_id", "1",
                            "private_key", "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n",
                            "client_email", "push@careturn-test.iam.gserviceaccount.com",
                            "client_id", "1",
                            "token_uri", FCM.url() + "/token"));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int port() {
        try {
            return FakeProcess.freePort();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }
}
