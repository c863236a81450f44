package org.careturn.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.patients.Patient;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-SYNC-03, FR-SYNC-04: mutations are judged once, in order, by the rules of the queue. */
class PushTest extends SyncServer {

    @Test
    void aMutationTakesEffectOnceHoweverOftenItIsSent() {
        UUID entry = waiting();
        Map<String, Object> hold = desk.mutation("hold", Map.of("entryId", entry));
        JsonNode first = desk.send(2, List.of(hold)).body();
        JsonNode again = desk.send(2, List.of(hold)).body();
        assertThat(again.path("results")).isEqualTo(first.path("results"));
        assertStatus("APPLIED", first.path("results").path(0));
        assertThat(first.path("results")
                        .path(0)
                        .path("current")
                        .path("row")
                        .path("state")
                        .asString())
                .isEqualTo("ON_HOLD");
        assertThat(hospital.auditOf(entry)).containsOnlyOnce("ENTRY_HOLD");
    }

    @Test
    void eightSendersOfOneNumberHaveOneEffect() throws Exception {
        Map<String, Object> ticket =
                desk.mutation("takeTicket", ticket(Ids.next(), Ids.next(), hospital.patient(facility)));
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> sent :
                    senders.invokeAll(Collections.<Callable<Answer>>nCopies(8, () -> desk.send(2, List.of(ticket))))) {
                answers.add(sent.get());
            }
        }
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertStatus("APPLIED", answer.body().path("results").path(0));
        });
        assertThat(hospital.count("visit", "facility_id = ?", facility.id())).isEqualTo(1);
    }

    @Test
    void aGapAndAnotherMutationUnderTheSameNumberAreRefused() {
        UUID entry = waiting();
        Map<String, Object> hold = desk.mutation("hold", Map.of("entryId", entry));
        desk.send(2, List.of(hold));
        Answer reused = desk.send(
                2, List.of(Map.of("mid", desk.mid.get(), "name", "resume", "args", Map.of("entryId", entry))));
        assertThat(reused.status()).isEqualTo(409);
        assertThat(reused.code()).isEqualTo("mid-reused");
        Answer gap = desk.send(
                2, List.of(Map.of("mid", desk.mid.get() + 2, "name", "resume", "args", Map.of("entryId", entry))));
        assertThat(gap.status()).isEqualTo(409);
        assertThat(gap.code()).isEqualTo("gap");
        assertThat(gap.body().path("expectedMid").asLong()).isEqualTo(desk.mid.get() + 1);
    }

    @Test
    void aRefusalIsKeptAndTheNextGoesOn() {
        UUID entry = waiting();
        Answer answer = desk.send(
                2,
                List.of(
                        desk.mutation("start", Map.of("entryId", entry, "callId", Ids.next())),
                        desk.mutation("hold", Map.of("entryId", entry)),
                        desk.mutation("hold", Map.of("entryId", entry)),
                        desk.mutation("hold", Map.of("entryId", "nobody"))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        JsonNode results = answer.body().path("results");
        assertRejected("stale-call", results.path(0));
        assertStatus("APPLIED", results.path(1));
        assertStatus("NOOP", results.path(2));
        assertRejected("invalid-request", results.path(3));
        assertThat(answer.body().path("lastMid").asLong()).isEqualTo(desk.mid.get());
    }

    @Test
    void aCallIsServedOfflineAndAnOlderOneIsStale() {
        UUID entry = waiting();
        Http nurse = hospital.signedIn(Role.NURSE, facility);
        UUID call = call(nurse, entry);
        assertRejected("stale-call", desk.push("serve", Map.of("entryId", entry, "callId", Ids.next())));
        assertStatus("APPLIED", desk.push("start", Map.of("entryId", entry, "callId", call)));
        assertStatus("NOOP", desk.push("start", Map.of("entryId", entry, "callId", call)));
        assertStatus("APPLIED", desk.push("serve", Map.of("entryId", entry, "callId", call)));
        assertRejected("wrong-state", desk.push("cancelEntry", Map.of("entryId", entry)));
        JsonNode noShow = desk.push("noShow", Map.of("entryId", entry, "callId", call));
        assertStatus("NOOP", noShow);
        assertThat(noShow.path("current").path("row").path("state").asString()).isEqualTo("SERVED");
    }

    @Test
    void whatTriageFoundOfflineComesWithServed() {
        UUID entry = waiting();
        UUID call = call(hospital.signedIn(Role.NURSE, facility), entry);
        Map<String, ?> found = Map.of("urgency", "EMERGENT", "reason", "chest pain");
        assertRejected(
                "invalid-request",
                desk.push(
                        "serve",
                        Map.of("entryId", entry, "callId", call, "nextUrgency", Map.of("urgency", "EMERGENT"))));
        JsonNode served = desk.push("serve", Map.of("entryId", entry, "callId", call, "nextUrgency", found));
        assertStatus("APPLIED", served);
        assertThat(served.path("current").path("row").path("urgency").asString())
                .isEqualTo("EMERGENT");
    }

    @Test
    void servedBeatsANoShowOfTheSameCall() {
        UUID entry = waiting();
        UUID call = call(hospital.signedIn(Role.NURSE, facility), entry);
        assertStatus("APPLIED", desk.push("noShow", Map.of("entryId", entry, "callId", call)));
        JsonNode served = desk.push("serve", Map.of("entryId", entry, "callId", call));
        assertStatus("APPLIED", served);
        assertThat(served.path("current").path("row").path("state").asString()).isEqualTo("SERVED");
    }

    @Test
    void aMoveBehindSomebodyWhoHasGoneIsMerged() {
        UUID first = waiting();
        UUID anchor = waiting();
        UUID moved = waiting();
        assertStatus("APPLIED", desk.push("leave", Map.of("entryId", anchor)));
        assertStatus("MERGED", desk.push("move", Map.of("entryId", first, "afterEntryId", anchor, "reason", "r")));
        assertStatus("APPLIED", desk.push("setUrgency", Map.of("entryId", moved, "urgency", "URGENT", "reason", "r")));
        assertRejected(
                "crosses-urgency", desk.push("move", Map.of("entryId", first, "afterEntryId", moved, "reason", "r")));
        assertStatus("APPLIED", desk.push("undo", Map.of("entryId", moved, "version", 2)));
        assertRejected("stale-version", desk.push("undo", Map.of("entryId", moved, "version", 2)));
    }

    @Test
    void servedOnPaperIsEnteredLate() {
        UUID entry = waiting();
        Instant now = Instant.now();
        assertRejected(
                "invalid-time",
                desk.push(
                        "lateEntry",
                        Map.of(
                                "entryId",
                                entry,
                                "startedAt",
                                now.toString(),
                                "endedAt",
                                now.plusSeconds(900).toString())));
        assertStatus(
                "APPLIED",
                desk.push(
                        "lateEntry",
                        Map.of(
                                "entryId",
                                entry,
                                "startedAt",
                                now.minusSeconds(1).toString(),
                                "endedAt",
                                now.toString())));
        assertThat(hospital.count("entry", "id = ? and unreliable", entry)).isEqualTo(1);
    }

    @Test
    void aTicketOfAnOlderClientIsTurnedIntoThePresentForm() {
        UUID entry = Ids.next();
        Answer answer = desk.send(
                1,
                List.of(desk.mutation(
                        "takeTicket",
                        Map.of(
                                "visitId", Ids.next(),
                                "entryId", entry,
                                "facilityId", facility.id(),
                                "patientId", hospital.patient(facility).id(),
                                "queueId", service.queueId(),
                                "reason", "offline"))));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertStatus("APPLIED", answer.body().path("results").path(0));
        assertThat(hospital.count("entry", "id = ?", entry)).isEqualTo(1);
    }

    @Test
    void whatTheServerDoesNotKnowIsKeptByTheClient() {
        Answer name = desk.send(2, List.of(Map.of("mid", 1, "name", "teleport", "args", Map.of())));
        assertThat(name.status()).isEqualTo(426);
        assertThat(name.code()).isEqualTo("upgrade-required");
        Answer version = desk.send(3, List.of(Map.of("mid", 1, "name", "hold", "args", Map.of())));
        assertThat(version.status()).isEqualTo(426);
        assertThat(waiting()).isNotNull(); // number 1 is still free
    }

    @Test
    void aRegistrationKeepsItsIdAndALikelyDuplicateIsForAPerson() {
        UUID id = Ids.next();
        Map<String, Object> person =
                Map.of("id", id, "facilityId", facility.id(), "name", "Asha Tamang", "birthDate", "1980-02-03");
        assertStatus("APPLIED", desk.push("registerPatient", person));
        UUID twin = Ids.next();
        Map<String, Object> again =
                Map.of("id", twin, "facilityId", facility.id(), "name", "Asha Tamang", "birthDate", "1980-02-03");
        assertStatus("APPLIED", desk.push("registerPatient", again));
        JsonNode items = reception
                .get(SYNC + "conflicts?facilityId=" + facility.id())
                .body()
                .path("items");
        assertThat(items).hasSize(1);
        assertThat(items.path(0).path("kind").asString()).isEqualTo("DUPLICATE");
        assertThat(Set.of(
                        items.path(0).path("patientId").asString(),
                        items.path(0).path("otherPatientId").asString()))
                .isEqualTo(Set.of(id.toString(), twin.toString()));
        String address = SYNC + "conflicts/" + items.path(0).path("id").asString() + "/resolve";
        assertThat(reception.post(address, Map.of("resolution", "DONE")).status())
                .isEqualTo(200);
        assertThat(reception
                        .get(SYNC + "conflicts?facilityId=" + facility.id())
                        .body()
                        .path("items"))
                .isEmpty();
    }

    @Test
    void aProfileMergesFieldByField() {
        Patient patient = hospital.patient(facility);
        Map<String, Object> untouched = Map.of(
                "contactPhone", side(null, "\"+97798410000\""),
                "language", side(null, "\"ne\""));
        assertStatus("APPLIED", profile(patient, untouched));
        assertStatus("NOOP", profile(patient, untouched));
        JsonNode merged = profile(
                patient,
                Map.of(
                        "contactPhone", side(null, "\"+97798419999\""),
                        "sex", side(null, "\"FEMALE\"")));
        assertStatus("MERGED", merged);
        assertThat(merged.path("facts").path("conflicts").path(0).asString()).isEqualTo("CONTACT_PHONE");
        JsonNode now = reception.get("/api/v1/patients/" + patient.id()).body();
        assertThat(now.path("contactPhone").asString()).isEqualTo("+97798410000");
        assertThat(now.path("sex").asString()).isEqualTo("FEMALE");
        JsonNode item = reception
                .get(SYNC + "conflicts?facilityId=" + facility.id())
                .body()
                .path("items")
                .path(0);
        JsonNode read =
                reception.get(SYNC + "conflicts/" + item.path("id").asString()).body();
        assertThat(read.path("wanted").path("CONTACT_PHONE").asString()).isEqualTo("+97798419999");
        JsonNode opened = reception
                .get("/api/v1/patients/" + patient.id() + "/accesses")
                .body()
                .path("items")
                .path(1);
        assertThat(opened.path("part").asString()).isEqualTo("CONFLICT");
        assertThat(opened.path("roles").toString()).isEqualTo("[\"RECEPTIONIST\"]");
    }

    private JsonNode profile(Patient patient, Map<String, Object> fields) {
        return desk.push("profile", Map.of("patientId", patient.id(), "fields", fields));
    }

    private static JsonNode side(@Nullable String base, String changed) {
        return tools.jackson.databind.json.JsonMapper.shared()
                .readTree("{\"base\": " + base + ", \"new\": " + changed + "}");
    }
}
