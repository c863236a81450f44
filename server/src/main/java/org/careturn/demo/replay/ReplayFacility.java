package org.careturn.demo.replay;

import static org.careturn.demo.replay.Api.fields;

import java.security.SecureRandom;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.demo.replay.Api.Answer;
import org.careturn.demo.replay.Api.Request;
import org.careturn.demo.replay.RecordedDay.Shift;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * A facility made for one replay, through the API: a service with its queue, a reception, a room and a doctor for each
 * desk.
 *
 * @param targets minutes within which service should start
 * @param rooms by server
 * @param doctors who may sign in, by server
 */
record ReplayFacility(
        UUID id,
        String name,
        UUID queueId,
        int promotionFactor,
        Map<Urgency, Integer> targets,
        Map<String, UUID> rooms,
        Staff receptionist,
        Map<String, Staff> doctors) {

    /** An account of this replay's staff; nobody is told the password. */
    record Staff(String userName, String password) {
        @Override
        public String toString() {
            return "Staff[" + userName + ']';
        }
    }

    /** Makes facilities. Each step must succeed. */
    static final class Maker {
        private static final SecureRandom RANDOM = new SecureRandom();
        private static final int MAX_WAITING = 100_000;

        private final SignIn admin;
        private final ZoneId zone;
        private final String country;
        private final OrderPolicy policy;

        /** @param country ISO 3166, two letters */
        Maker(SignIn admin, ZoneId zone, String country, OrderPolicy policy) {
            this.admin = admin;
            this.zone = zone;
            this.country = country;
            this.policy = policy;
        }

        ReplayFacility make(LocalDate day, int typicalServiceS, List<Shift> shifts) {
            String stem = "Replay of " + day + ", run ";
            int run = nextRun(stem);
            JsonNode facility = facility(stem, run);
            while (facility.isMissingNode()) {
                run++;
                facility = facility(stem, run);
            }
            UUID id = id(facility);
            UUID department = id(
                    made(Request.post("/api/v1/facilities/" + id + "/departments", Map.of("name", "Service centre"))));
            int minutes = Math.clamp(Math.round(typicalServiceS / 60.0), 1, 480);
            JsonNode service = made(Request.post(
                    "/api/v1/facilities/" + id + "/services",
                    fields(
                            "departmentId",
                            department,
                            "name",
                            "Recorded service",
                            "durationMinutes",
                            minutes,
                            "prefix",
                            "R")));
            UUID queueId = UUID.fromString(service.path("queueId").asString(""));
            JsonNode queue = queue(queueId);
            String account = "replay-" + day + '-' + run + '-';
            Map<String, UUID> rooms = new TreeMap<>();
            Map<String, Staff> doctors = new TreeMap<>();
            for (Shift shift : shifts) {
                String server = shift.server();
                rooms.put(
                        server,
                        id(made(Request.post(
                                "/api/v1/facilities/" + id + "/rooms",
                                fields("departmentId", department, "name", "Desk " + server)))));
                doctors.put(server, staff(id, account + (doctors.size() + 1), "Desk " + server, "DOCTOR"));
            }
            return new ReplayFacility(
                    id,
                    facility.path("name").asString(""),
                    queueId,
                    queue.path("promotionFactor").asInt(0),
                    targets(id),
                    rooms,
                    staff(id, account + "reception", "Reception", "RECEPTIONIST"),
                    doctors);
        }

        private int nextRun(String stem) {
            int last = 0;
            for (JsonNode facility : made(Request.get("/api/v1/facilities")).path("items")) {
                String name = facility.path("name").asString("");
                String number = name.startsWith(stem) ? name.substring(stem.length()) : "";
                if (number.matches("[0-9]{1,6}")) {
                    last = Math.max(last, Integer.parseInt(number));
                }
            }
            return last + 1;
        }

        /** Its service day begins at midnight, as the recorded day does; missing where the name is taken meanwhile. */
        private JsonNode facility(String stem, int run) {
            Request request = Request.post(
                    "/api/v1/facilities",
                    fields(
                            "name",
                            stem + run,
                            "country",
                            country,
                            "timeZone",
                            zone.getId(),
                            "serviceDayStart",
                            "00:00"));
            Answer answer = admin.send(request);
            return answer.problem().equals("name-taken") ? MissingNode.getInstance() : checked(request, answer);
        }

        private JsonNode queue(UUID queueId) {
            String path = "/api/v1/queues/" + queueId;
            Request read = Request.get(path);
            Answer before = admin.send(read);
            checked(read, before);
            return made(Request.patch(path, fields("policy", policy, "maxWaiting", MAX_WAITING), before.etag()));
        }

        private Map<Urgency, Integer> targets(UUID facilityId) {
            Map<Urgency, Integer> targets = new EnumMap<>(Urgency.class);
            for (JsonNode level : made(Request.get("/api/v1/facilities/" + facilityId + "/urgency-levels"))
                    .path("items")) {
                targets.put(
                        Urgency.valueOf(level.path("urgency").asString("")),
                        level.path("targetMinutes").asInt(0));
            }
            return targets;
        }

        private Staff staff(UUID facilityId, String userName, String displayName, String role) {
            String first = secret();
            made(Request.post(
                    "/api/v1/staff",
                    fields(
                            "userName", userName,
                            "displayName", displayName,
                            "password", first,
                            "roles", List.of(fields("role", role, "facilityId", facilityId)))));
            String own = secret();
            made(Request.post(
                    "/api/v1/auth/login",
                    fields("userName", userName, "password", first, "newPassword", own, "client", "APP")));
            return new Staff(userName.toLowerCase(Locale.ROOT), own);
        }

        private static String secret() {
            byte[] secret = new byte[24];
            RANDOM.nextBytes(secret);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        }

        private JsonNode made(Request request) {
            return checked(request, admin.send(request));
        }

        private static JsonNode checked(Request request, Answer answer) {
            if (!answer.isOk()) {
                throw new ReplayFailedException("The replay's facility can't be set up: " + request.method() + ' '
                        + request.path() + " was answered with " + answer.problem() + ", " + answer.detail());
            }
            return answer.body();
        }

        private static UUID id(JsonNode made) {
            return UUID.fromString(made.path("id").asString(""));
        }
    }
}
