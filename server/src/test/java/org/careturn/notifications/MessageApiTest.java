package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.patients.Patient;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-NOTIF-09, 10, 12: texts, preferences and the log over the API. */
class MessageApiTest extends ServerTest {
    private Facility facility;
    private Http admin;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        admin = hospital.signedIn(Role.ADMIN, facility);
    }

    private String template() {
        return "/api/v1/facilities/" + facility.id() + "/message-templates/TURN_NOW/SMS/EN";
    }

    /** US-ADM-09 */
    @Test
    void anAdministratorWritesATextAndResetsIt() {
        Answer before = admin.get(template());
        assertThat(before.body().path("isDefault").asBoolean()).isTrue();
        Answer set = admin.with("If-Match", "\"1\"").put(template(), Map.of("text", "Nr {number} → {room}"));
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(set.body().path("preview").path("encoding").asString()).isEqualTo("UCS_2");
        assertThat(set.body().path("preview").path("text").asString()).isEqualTo("Nr A-042 → Room 3");
        assertThat(admin.with("If-Match", "\"1\"")
                        .put(template(), Map.of("text", "{number} {room}"))
                        .status())
                .isEqualTo(412);
        Answer reset = admin.with("If-Match", "\"2\"").put(template(), Map.of());
        assertThat(reset.body().path("isDefault").asBoolean()).isTrue();
        assertThat(reset.body().path("version").asLong()).isEqualTo(3);
        assertThat(reset.body().path("text")).isEqualTo(before.body().path("text"));
    }

    /** US-ADM-09 */
    @Test
    void aTextThatCantBeSentIsRefusedWithTheReason() {
        Answer refused = admin.with("If-Match", "\"1\"").put(template(), Map.of("text", "{number} {name}"));
        assertThat(refused.code()).isEqualTo("unusable-text");
        assertThat(refused.body().path("detail").asString()).contains("{name}", "{room}");
        assertThat(admin.get(template()).body().path("isDefault").asBoolean()).isTrue();
        Http clerk = hospital.signedIn(Role.RECEPTIONIST, facility);
        assertThat(clerk.get(template()).status()).isEqualTo(403);
        Http foreign = hospital.signedIn(Role.ADMIN, hospital.facility());
        assertThat(foreign.get(template()).status()).isEqualTo(404);
    }

    /** US-PAT-19 */
    @Test
    void aPatientSaysHowToBeTold() {
        Patient patient = hospital.patient(facility);
        String address = "/api/v1/patients/" + patient.id() + "/message-preference";
        Http own = hospital.signedIn(patient);
        assertThat(own.get(address).body().path("channel").asString()).isEqualTo("PUSH");
        Map<String, Object> wish = Map.of("channel", "NONE", "reminders", false);
        Answer set = own.with("If-Match", "\"1\"").put(address, wish);
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        assertThat(own.with("If-Match", "\"1\"").put(address, wish).status()).isEqualTo(412);
        assertThat(hospital.signedIn(Role.RECEPTIONIST, facility)
                        .get(address)
                        .body()
                        .path("channel")
                        .asString())
                .isEqualTo("NONE");
        assertThat(hospital.signedIn(hospital.patient(facility)).get(address).status())
                .isEqualTo(404);
    }

    /** US-REC-14 */
    @Test
    void theReceptionSeesWhatWasSentToAPatient() {
        Service service = hospital.service(facility, "A");
        Patient patient = hospital.patient(facility);
        Http clerk = hospital.signedIn(Role.RECEPTIONIST, facility);
        Answer visit = clerk.post(
                "/api/v1/visits",
                Map.of("facilityId", facility.id(), "patientId", patient.id(), "queueId", service.queueId()));
        assertThat(visit.status()).as(visit.text()).isEqualTo(201);
        String address = "/api/v1/facilities/" + facility.id() + "/notifications";
        Answer found = clerk.get(address + "?patientId=" + patient.id() + "&kind=CHECKED_IN&limit=1");
        assertThat(found.status()).as(found.text()).isEqualTo(200);
        assertThat(found.body().path("items")).hasSize(1);
        assertThat(clerk.get(address + "?kind=TURN_NOW").body().path("items")).isEmpty();
        assertThat(clerk.get(address + "?day=2001-01-01").body().path("items")).isEmpty();
        assertThat(clerk.get(address + "?day=-99999-01-01").status()).isEqualTo(400);
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .get(address)
                        .status())
                .isEqualTo(404);
        assertThat(hospital.auditOf(facility.id())).contains("NOTIFICATIONS_LISTED");
    }

    /** US-REC-14 */
    @Test
    void aResendNeedsAReasonAndTheRightToTheRecord() {
        Service service = hospital.service(facility, "A");
        Patient patient = hospital.patient(facility);
        Http clerk = hospital.signedIn(Role.RECEPTIONIST, facility);
        clerk.post(
                "/api/v1/visits",
                Map.of("facilityId", facility.id(), "patientId", patient.id(), "queueId", service.queueId()));
        String log = "/api/v1/facilities/" + facility.id() + "/notifications";
        Answer message = log(clerk, log + "?patientId=" + patient.id());
        String id = message.body().path("items").get(0).path("id").asString();
        assertThat(message.body().path("items").get(0).path("error").asString()).isEqualTo("NO_ADDRESS");
        String resends = log + "/" + id + "/resends";
        assertThat(clerk.post(resends, Map.of()).status()).isEqualTo(400);
        assertThat(clerk.post(resends, Map.of("reason", "     ")).status()).isEqualTo(400);
        Map<String, Object> reason = Map.of("reason", "Nothing came.");
        assertThat(hospital.signedIn(Role.NURSE, facility).post(resends, reason).status())
                .isEqualTo(403);
        assertThat(hospital.signedIn(Role.RECEPTIONIST, hospital.facility())
                        .post(resends, reason)
                        .status())
                .isEqualTo(404);
        Answer again = clerk.post(resends, reason);
        assertThat(again.status()).as(again.text()).isEqualTo(201);
        assertThat(again.body().path("resendOf").asString()).isEqualTo(id);
        Answer usage = admin.get(
                "/api/v1/facilities/" + facility.id() + "/message-usage?firstDay=2020-01-01&lastDay=2020-06-01");
        assertThat(usage.status()).as(usage.text()).isEqualTo(200);
        assertThat(admin.get("/api/v1/facilities/" + facility.id()
                                + "/message-usage?firstDay=2020-01-01&lastDay=2026-06-01")
                        .status())
                .isEqualTo(400);
    }

    /** Until a worker has found that there is no phone. */
    private static Answer log(Http clerk, String address) {
        Answer found = clerk.get(address);
        for (int i = 0; i < 200 && !found.text().contains("NO_ADDRESS"); i++) {
            java.util.concurrent.locks.LockSupport.parkNanos(50_000_000);
            found = clerk.get(address);
        }
        return found;
    }
}
