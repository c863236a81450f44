package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.careturn.api.BadBodies.BadBody;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * FR-API-06: whatever is wrong with a request, the answer is a problem that the document lists, never a 5xx, and nothing is
 * written.
 */
class BadInputWalkTest extends ApiServer {
    /** Operations that make what isn't there yet, under an id of the client's. */
    private static final Set<String> IDS_MADE_BY_CLIENTS = Set.of("registerPushDevice {pushDeviceId}");

    /** Who arrives may be known elsewhere only: the record belongs to the organisation. A device's token is Firebase's. */
    private static final Set<String> MAY_BE_OF_ELSEWHERE = Set.of(
            "startVisit patientId is of elsewhere",
            "registerPushDevice token is of nothing",
            "registerPushDevice token is of elsewhere");

    private final List<String> faults = new ArrayList<>();

    @Test
    void badInputIsRefusedEverywhereAndWritesNothing() {
        Contract contract = new Contract(api());
        Examples examples = new Examples(exchange());
        for (ApiOperation operation : api().operations()) {
            World world = worlds.of(AccessRules.someoneFor(operation));
            World elsewhere = worlds.of(AccessRules.someoneFor(operation));
            Request good = examples.of(operation, world, AccessRules.token(operation, world));
            List<Bad> bad = new ArrayList<>();
            bad.addAll(badHeaders(operation, good));
            bad.addAll(badAddresses(operation, good));
            bad.addAll(badBodies(operation, good, elsewhere));

            Fingerprint before = fingerprint();
            for (Bad one : bad) {
                check(contract, operation, one);
            }
            checkLargeBodies(operation, good);
            Fingerprint after = fingerprint();
            if (!after.equals(before)) {
                faults.add(operation + ": a bad request wrote something: " + before.differenceTo(after));
            }
            // The good request is taken, so that it was the fault that had the others refused.
            Answer done = exchange().send(good);
            if (done.status() >= 300) {
                faults.add(operation + ": the good request is refused, " + done);
            } else if (operation.isWrite()) {
                checkReusedKey(contract, operation, good);
            }
        }
        assertThat(faults).isEmpty();
    }

    /** A request with one fault. */
    private record Bad(String fault, Request request) {}

    private void check(Contract contract, ApiOperation operation, Bad bad) {
        Answer answer = exchange().send(bad.request);
        if (answer.status() < 400 || answer.status() >= 500) {
            faults.add(operation + ": where " + bad.fault + " it answers " + answer);
        }
        if (answer.code().equals("conflict")) {
            faults.add(operation + ": where " + bad.fault + " only a constraint of the database refuses it");
        }
        contract.faults(operation, answer)
                .forEach(fault -> faults.add(operation + ": where " + bad.fault + ": " + fault));
    }

    private static List<Bad> badHeaders(ApiOperation operation, Request good) {
        List<Bad> bad = new ArrayList<>();
        if (!operation.isOpen()) {
            bad.add(new Bad("nobody is signed in", good.without("Authorization")));
        }
        if (operation.isWrite()) {
            bad.add(new Bad("there is no key", good.without("Idempotency-Key")));
            for (String key : List.of("short", "k".repeat(101), "with a space")) {
                bad.add(new Bad("the key is " + key, good.with("Idempotency-Key", key)));
            }
        }
        if (operation.needsVersion()) {
            bad.add(new Bad("there is no version", good.without("If-Match")));
            for (String version :
                    List.of("*", "new", "7", "\"-1\"", "\"1\", \"2\"", "\"999999999\"", "\"" + "9".repeat(40) + "\"")) {
                bad.add(new Bad("the version is " + version, good.with("If-Match", version)));
            }
        }
        if (operation.takesBody()) {
            for (String type :
                    List.of("text/plain", "application/xml", "nonsense", "multipart/form-data; boundary=b")) {
                bad.add(new Bad("the content type is " + type, good.with("Content-Type", type)));
            }
        }
        if (operation.description().path("responses").path("200").has("content")
                || operation.description().path("responses").has("201")) {
            bad.add(new Bad("a picture is asked for", good.with("Accept", "image/png")));
        }
        return bad;
    }

    private static List<Bad> badAddresses(ApiOperation operation, Request good) {
        List<Bad> bad = new ArrayList<>();
        String[] template = operation.path().split("/", -1);
        String[] path = good.target().split("\\?", 2)[0].split("/", -1);
        for (int i = 0; i < template.length; i++) {
            if (template[i].startsWith("{")) {
                List<String> ids = new ArrayList<>(
                        List.of("not-an-id", "%00", "%ED%A0%80", "..%2F..", "9".repeat(4000), "1-1-1-1-1"));
                if (!IDS_MADE_BY_CLIENTS.contains(operation.id() + ' ' + template[i])) {
                    ids.add(UUID.randomUUID().toString());
                }
                for (String id : ids) {
                    String[] other = path.clone();
                    other[i] = id;
                    bad.add(new Bad(
                            template[i] + " is " + id,
                            good.target(good.target().replace(String.join("/", path), String.join("/", other)))));
                }
            }
        }
        for (JsonNode parameter : operation.description().path("parameters")) {
            if (parameter.path("in").asString().equals("query")) {
                bad.addAll(badQueries(good, parameter));
            }
        }
        return bad;
    }

    private static List<Bad> badQueries(Request good, JsonNode parameter) {
        String name = parameter.path("name").asString();
        JsonNode schema = parameter.path("schema");
        List<String> values = new ArrayList<>(List.of("%00", "a%00b", "%ED%A0%80", "x".repeat(3000)));
        if (schema.has("format") || schema.path("type").asString().equals("integer") || schema.has("enum")) {
            values.addAll(List.of("nonsense", "1.5", "%20"));
        }
        if (schema.path("type").asString().equals("integer")) {
            values.addAll(List.of(
                    String.valueOf(schema.path("minimum").asLong(0) - 1),
                    String.valueOf(schema.path("maximum").asLong(Integer.MAX_VALUE) + 1),
                    "123456789012345678901234567890"));
        }
        if (name.equals("cursor")) {
            values.addAll(List.of("nonsense", "bm8", "bm8="));
        }
        String[] parts = good.target().split("\\?", 2);
        List<String> others = new ArrayList<>();
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                if (!pair.startsWith(name + "=")) {
                    others.add(pair);
                }
            }
        }
        List<Bad> bad = new ArrayList<>();
        for (String value : values) {
            List<String> query = new ArrayList<>(others);
            query.add(name + "=" + value);
            bad.add(new Bad(name + " is " + value, good.target(parts[0] + "?" + String.join("&", query))));
        }
        if (parameter.path("required").asBoolean(false)) {
            bad.add(new Bad(name + " is missing", good.target(parts[0] + "?" + String.join("&", others))));
            List<String> query = new ArrayList<>(others);
            query.add(name + "=" + UUID.randomUUID());
            bad.add(new Bad(name + " is of nothing", good.target(parts[0] + "?" + String.join("&", query))));
        }
        return bad;
    }

    private List<Bad> badBodies(ApiOperation operation, Request good, World elsewhere) {
        List<Bad> bad = new ArrayList<>();
        if (!operation.takesBody()) {
            return bad;
        }
        JsonNode body = JsonMapper.shared().readTree(good.body());
        List<BadBody> bodies = new ArrayList<>(
                BadBodies.of(api().document(), operation.bodyMedia().path("schema"), body));
        bodies.addAll(BadBodies.foreign(body, elsewhere));
        boolean optional =
                !operation.description().path("requestBody").path("required").asBoolean(false);
        for (BadBody one : bodies) {
            boolean none = one.body().isEmpty() && optional;
            // what a mutation holds is judged one by one, so that a bad one doesn't hold up those behind it
            boolean ofMutation =
                    operation.id().equals("pushMutations") && one.fault().startsWith("mutations.0.args.");
            if (!none && !ofMutation && !MAY_BE_OF_ELSEWHERE.contains(operation.id() + ' ' + one.fault())) {
                bad.add(new Bad(one.fault(), good.body(one.body())));
            }
        }
        if (!optional) {
            bad.add(new Bad("there is no body", good.body(null)));
            bad.add(new Bad("the body is null", good.body("null")));
        }
        return bad;
    }

    private void checkLargeBodies(ApiOperation operation, Request good) {
        for (boolean chunked : new boolean[] {false, true}) {
            String answer = LargeBody.answer(exchange().port(), good, chunked);
            if (!answer.startsWith("HTTP/1.1 413") || !answer.contains("\"code\":\"too-large\"")) {
                faults.add(operation + " with a body of 10 MB" + (chunked ? " in chunks" : "") + " answers "
                        + answer.lines().findFirst().orElse("nothing"));
            }
        }
        if (!operation.problems(413).contains("too-large")) {
            faults.add(operation + " doesn't list too-large");
        }
    }

    private void checkReusedKey(Contract contract, ApiOperation operation, Request good) {
        Request other;
        if (operation.takesBody()) {
            other = good.body(
                    BadBodies.other(JsonMapper.shared().readTree(good.body())).toString());
        } else {
            List<String> template = List.of(operation.path().split("/", -1));
            String[] path = good.target().split("/", -1);
            int id = template.indexOf(template.stream()
                    .filter(part -> part.startsWith("{"))
                    .findFirst()
                    .orElse(""));
            if (id == 0) {
                return; // without an id or a body there is no other request of this form
            }
            path[id] = UUID.randomUUID().toString();
            other = good.target(String.join("/", path));
        }
        Fingerprint before = fingerprint();
        Answer answer = exchange().send(other);
        if (!answer.code().equals("idempotency-key-reused")) {
            faults.add(operation + ": another request under a used key answers " + answer);
        }
        contract.faults(operation, answer)
                .forEach(fault -> faults.add(operation + ", another request under a used key: " + fault));
        if (!fingerprint().equals(before)) {
            faults.add(operation + ": another request under a used key wrote something");
        }
    }

    @Test
    void everyTextAndListOfARequestHasALimit() {
        Set<String> unlimited = new TreeSet<>();
        for (ApiOperation operation : api().operations()) {
            if (operation.takesBody()) {
                unlimited.addAll(BadBodies.unlimited(
                        api().document(), operation.bodyMedia().path("schema")));
            }
        }
        assertThat(unlimited).as("give them @Size").isEmpty();
    }

    @Test
    void whatIsNoAddressOrMethodIsAProblemToo() {
        for (Map.Entry<String, Integer> address : Map.of(
                        "/api/v1/nothing", 404, "/api/v1/facilities/%2e%2e/x", 400, "/api/v1//facilities", 400)
                .entrySet()) {
            Answer answer = exchange().send(new Request("GET", address.getKey(), Map.of(), null));
            assertThat(answer.status()).as(address.getKey()).isEqualTo(address.getValue());
            assertThat(answer.contentType()).isEqualTo("application/problem+json");
            assertThat(answer.code()).isNotEmpty();
        }
        Answer answer = exchange().send(new Request("DELETE", "/api/v1/facilities", Map.of(), null));
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.code()).isEqualTo("method-not-allowed");
    }
}
