package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-API-01, FR-API-02: each operation's example does what the document says, and the answer is of the form that it says. */
class ContractTest extends ApiServer {

    @BeforeAll
    static void forgetOtherWalks() {
        LogWatch.forget();
    }

    /** What leaves nothing in the audit log, and why. */
    private static final Map<String, Set<String>> UNAUDITED = Map.of(
            "changes nothing yet: a code must come first",
            Set.of("register", "askPasswordReset", "askLoginPhoneChange", "askRecordClaim", "beginSecondFactor"),
            "is no more than a reading, or goes on with a sign-in",
            Set.of("previewMessageTemplate", "refreshSignIn"),
            "finds nothing to end or to change in its example",
            Set.of(
                    "endMyOtherSignIns",
                    "endStaffSignIns",
                    "removeStaffSecondFactor",
                    "closePatientAccount",
                    "pushMutations",
                    "driveClock"),
            "tells an address for pushes, or is a record itself",
            Set.of("registerPushDevice", "removePushDevice", "acknowledgePush", "giveVisitFeedback"));

    @AfterAll
    static void nobodyIsNamedInALog() throws IOException, SQLException {
        theLogsNameNobody();
    }

    @Test
    void everyExampleIsDone() {
        Contract contract = new Contract(api());
        Examples examples = new Examples(exchange());
        List<String> faults = new ArrayList<>();
        for (ApiOperation operation : api().operations()) {
            World world = worlds.of(AccessRules.someoneFor(operation));
            Request request = examples.of(operation, world, AccessRules.token(operation, world));
            long audited = audited();
            Answer first = exchange().send(request);
            contract.faults(operation, first).forEach(fault -> faults.add(operation + ": " + fault));
            int expected = firstStatus(operation);
            if (first.status() != expected) {
                faults.add(operation + " answers its example with " + first + ", not with " + expected
                        + ": what it needs is prepared in Examples.PREPARED");
                continue;
            }
            if (!operation.method().equals("GET") && audited() == audited && !mayBeUnaudited(operation)) {
                faults.add(operation + " leaves nothing in the audit log");
            }
            if (operation.isWrite()) {
                faults.addAll(repeated(contract, operation, request, first));
            }
        }
        assertThat(faults).isEmpty();
    }

    private static boolean mayBeUnaudited(ApiOperation operation) {
        return UNAUDITED.values().stream().anyMatch(ids -> ids.contains(operation.id()));
    }

    private long audited() {
        return fingerprint().tables().getOrDefault("audit_event", 0L);
    }

    @Test
    void whoNeedNotSignInMayHoldATokenThatIsOver() {
        Examples examples = new Examples(exchange());
        List<String> faults = new ArrayList<>();
        for (ApiOperation operation : api().operations()) {
            if (operation.isOpen()) {
                World world = worlds.of(AccessRules.someoneFor(operation));
                Request request = examples.of(operation, world, AccessRules.token(operation, world));
                for (String token : List.of("broken", "Bearer a.b.c", "eyJhbGciOiJSUzI1NiJ9.e30.AAAA")) {
                    Answer answer = exchange().send(request.with("Authorization", "Bearer " + token));
                    if (answer.code().equals("sign-in-required")
                            || answer.headers()
                                    .firstValue("WWW-Authenticate")
                                    .orElse("")
                                    .contains("invalid_token")) {
                        faults.add(operation + " with a token that is none answers " + answer);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private List<String> repeated(Contract contract, ApiOperation operation, Request request, Answer first) {
        List<String> faults = new ArrayList<>();
        if (first.headers().firstValue("CareTurn-Outcome").isEmpty()) {
            faults.add(operation + ": there is no CareTurn-Outcome");
        }
        Fingerprint before = fingerprint();
        Answer again = exchange().send(request);
        contract.faults(operation, again).forEach(fault -> faults.add(operation + ", repeated: " + fault));
        if (again.status() != first.status()
                || !again.body().equals(first.body())
                || !again.headers().firstValue("ETag").equals(first.headers().firstValue("ETag"))
                || !again.headers()
                        .firstValue("Idempotency-Replayed")
                        .orElse("")
                        .equals("true")) {
            faults.add(operation + ", repeated, doesn't give the first answer again: " + again);
        }
        Fingerprint after = fingerprint();
        if (!after.equals(before)) {
            faults.add(operation + ", repeated, wrote something: " + before.differenceTo(after));
        }
        return faults;
    }

    /** Clients generated from the document show them, and people copy them. */
    @Test
    void everyExampleFitsItsSchema() {
        Contract contract = new Contract(api());
        List<String> faults = new ArrayList<>();
        for (ApiOperation operation : api().operations()) {
            String method = operation.method().toLowerCase(Locale.ROOT);
            if (operation.takesBody()) {
                String pointer = Schemas.pointer(
                        "paths", operation.path(), method, "requestBody", "content", "application/json", "schema");
                contract.schemas()
                        .faults(pointer, operation.bodyMedia().path("example"))
                        .forEach(fault -> faults.add(operation + ", body: " + fault));
            }
            for (String status : operation.description().path("responses").propertyNames()) {
                JsonNode media = operation
                        .description()
                        .path("responses")
                        .path(status)
                        .path("content")
                        .path("application/json");
                if (!media.isMissingNode()) {
                    String pointer = Schemas.pointer(
                            "paths",
                            operation.path(),
                            method,
                            "responses",
                            status,
                            "content",
                            "application/json",
                            "schema");
                    contract.schemas()
                            .faults(pointer, media.path("example"))
                            .forEach(fault -> faults.add(operation + ", " + status + ": " + fault));
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    private static int firstStatus(ApiOperation operation) {
        return operation.description().path("responses").propertyNames().stream()
                .filter(status -> status.startsWith("2"))
                .map(Integer::valueOf)
                .max(Integer::compare) // 201 before 200, which says that it was so already
                .orElseThrow();
    }
}
