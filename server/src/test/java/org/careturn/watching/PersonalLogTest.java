package org.careturn.watching;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerNode;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** NFR-PRIV-01: after a day with patients in it, whatever went wrong on the way, the log of the server names none of them. */
class PersonalLogTest extends ServerTest {
    private static final String NAME = "Zwilvana Qoplemaya";
    private static final String PHONE = "+353871948275";
    /** The parts, in whatever form they are written. */
    private static final List<String> PERSONAL =
            List.of("zwilvana", "qoplemaya", "871948275", "87 194 8275", "rosenquartz", "1951-04-18", "feverish spell");

    @Autowired
    Environment settings;

    @Test
    void noLineOfTheLogHoldsAPatientsNameOrPhone() throws Exception {
        try (ServerNode node = ServerNode.start(
                        "log",
                        settings,
                        Map.of(
                                "CARETURN_LOG_FORMAT", "ecs",
                                "TWILIO_BASE_URL", "http://127.0.0.1:1",
                                "TWILIO_ACCOUNT_SID", "AC00000000000000000000000000000000",
                                "TWILIO_AUTH_TOKEN", "nobody",
                                "TWILIO_FROM", "+15005550006"))
                .awaitAnswer()) {
            liveThrough(node);
            assertThat(node.stopsWithin(Duration.ofSeconds(60))).isTrue();
            List<String> lines = Files.readAllLines(node.log());
            assertThat(lines).isNotEmpty();
            for (String line : lines) {
                assertThat(line.toLowerCase(Locale.ROOT)).doesNotContain(PERSONAL);
                JsonNode entry = JsonMapper.shared().readTree(line);
                assertThat(entry.has("@timestamp") && entry.has("message"))
                        .as(line)
                        .isTrue();
            }
            assertThat(String.join("\n", lines))
                    .as("what went wrong is told")
                    .contains("\"level\":\"WARN\"")
                    .contains("requestId");
        }
    }

    private void liveThrough(ServerNode node) throws IOException, InterruptedException {
        Facility facility = hospital.facility("Europe/Dublin", "IE");
        Service service = hospital.service(facility, "Q");
        Room room = hospital.room(facility);
        Http reception = hospital.signedIn(Role.RECEPTIONIST, facility).at(node.http());
        Http doctor = hospital.signedIn(Role.DOCTOR, facility).at(node.http());

        Map<String, Object> record = Map.of(
                "facilityId", facility.id(),
                "name", NAME,
                "birthDate", "1951-04-18",
                "contactPhone", "087 194 8275",
                "language", "en");
        Answer registered = reception.post("/api/v1/patients", record);
        assertThat(registered.status()).isEqualTo(201);
        UUID patient = UUID.fromString(registered.body().path("id").asString());
        reception.post("/api/v1/patients/duplicates", record);
        found(reception.post(
                "/api/v1/patients/search", Map.of("facilityId", facility.id(), "text", "qoplemaya zwilvana")));
        reception.post("/api/v1/patients/" + patient + "/notes", Map.of("text", NAME + " lives at Rosenquartz Row"));
        reception.post("/api/v1/patients/" + patient + "/consents", Map.of("kind", "SMS", "granted", true));
        doctor.post(
                "/api/v1/imports",
                Map.of(
                        "facilityId",
                        facility.id(),
                        "kind",
                        "PATIENTS",
                        "content",
                        "name,birthDate,contactPhone\r\n" + NAME + ",1951-04-18," + PHONE + "\r\n"));

        Answer visit = reception.post(
                "/api/v1/visits",
                Map.of(
                        "facilityId", facility.id(),
                        "patientId", patient,
                        "queueId", service.queueId(),
                        "urgency", "NON_URGENT",
                        "priorityGroups", List.of()));
        assertThat(visit.status()).isEqualTo(201);
        Answer desk = doctor.post(
                "/api/v1/desk-sessions",
                Map.of("roomId", room.id(), "queueIds", List.of(service.queueId()), "callSlots", 1));
        assertThat(desk.status()).isEqualTo(201);
        Answer call =
                doctor.post("/api/v1/desk-sessions/" + desk.body().path("id").asString() + "/call-next", null);
        assertThat(call.status()).isEqualTo(200);

        // A patient's own sign-in, with an SMS that no provider takes, and guesses.
        node.http()
                .post(
                        "/api/v1/auth/registrations",
                        Map.of("phone", PHONE, "name", NAME, "language", "en", "password", Hospital.PASSWORD));
        node.http().post("/api/v1/auth/password-resets", Map.of("phone", PHONE, "language", "en"));
        node.http().login(PHONE, "a wrong guess");
        node.http().login(NAME, "a wrong guess");

        // Whatever is sent to the wrong place or in the wrong form.
        reception.post("/api/v1/patients", Map.of("facilityId", facility.id(), "name", NAME.repeat(20)));
        reception.post("/api/v1/patients", Map.of("facilityId", NAME, "name", NAME, "contactPhone", PHONE));
        reception.post("/api/v1/patients", Map.of("facilityId", facility.id(), "name", NAME + "\u0000", "sex", NAME));
        reception.post("/api/v1/visits", Map.of("facilityId", facility.id(), "patientId", PHONE, "queueId", NAME));
        reception.get("/api/v1/patients/Zwilvana-Qoplemaya");
        reception.get("/api/v1/patients?name=Zwilvana&phone=871948275");
        reception.get("/t/Zwilvana-Qoplemaya");
        reception.with("Idempotency-Key", NAME).post("/api/v1/patients", record);
        reception.with("X-Request-Id", "Zwilvana").get("/api/v1/facilities");
        doctor.post(
                "/api/v1/entries/" + UUID.randomUUID() + "/cancel", Map.of("reason", NAME + " had a feverish spell"));
        hospital.signedIn(Role.NURSE, hospital.facility())
                .at(node.http())
                .post("/api/v1/patients/" + patient + "/notes", Map.of("text", NAME));
        // Long enough for the messages to be tried.
        Thread.sleep(3_000);
    }

    private static void found(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains(NAME);
    }
}
