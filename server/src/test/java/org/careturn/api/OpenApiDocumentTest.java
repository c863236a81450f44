package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.careturn.platform.openapi.ApiTexts;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-API-01: docs/api/openapi.json is what the server serves, and describes all of it. */
class OpenApiDocumentTest extends ApiServer {
    static final Path FILE = Path.of("..", "docs", "api", "openapi.json");

    @Test
    void isCurrent() throws IOException {
        String document =
                JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(api().document()) + '\n';
        if (Boolean.getBoolean("careturn.docs.write")) {
            Files.createDirectories(FILE.getParent());
            Files.writeString(FILE, document);
        }
        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/api/openapi.json is not current; write it anew with ./careturn docs")
                .isEqualTo(document);
    }

    @Test
    void everyEndpointIsDescribed() {
        List<String> missing = new ArrayList<>();
        Set<String> ids = new TreeSet<>();
        for (ApiOperation operation : api().operations()) {
            String module = operation.handler().getBeanType().getPackageName().split("\\.", -1)[2];
            String file = "server/src/main/resources/openapi/" + module + ".yaml";
            if (operation.description().path("summary").asString("").isBlank()) {
                missing.add(
                        operation + " is not described: add it under operations in " + file
                                + ", with area, id, summary, the problems that it refuses with, and examples of body and answer");
                continue;
            }
            if (!ids.add(operation.id())) {
                missing.add(operation + " has the id of another operation, " + operation.id());
            }
            if (operation.takesBody() && !operation.bodyMedia().has("example")) {
                missing.add(operation + " has no example of its body: add body in " + file);
            }
            for (JsonNode media : successes(operation)) {
                if (!media.has("example")) {
                    missing.add(operation + " has no example of its answer: add answer in " + file);
                }
            }
            for (JsonNode parameter : operation.description().path("parameters")) {
                if (parameter.path("description").asString("").isBlank()) {
                    missing.add(operation + " doesn't say what its parameter " + parameter.path("name")
                            + " is: add it under parameters in " + file);
                }
            }
            String area = operation.description().path("tags").path(0).asString("");
            if (!ApiTexts.read().areas().containsKey(area)) {
                missing.add(operation + " is in the area " + area + ", which no file describes under areas");
            }
        }
        assertThat(missing).isEmpty();
    }

    /** FR-API-04: a lost answer may be asked for again; where not by a key, here is why. */
    private static final Map<String, Set<String>> WITHOUT_A_KEY = Map.of(
            "reads",
            Set.of("searchPatients", "findLikelyDuplicates", "previewMessageTemplate", "pullChanges"),
            "its changes are numbered",
            Set.of("pushMutations"),
            "does the same when done again",
            Set.of("signOut", "changePassword", "giveVisitFeedback", "removeSecondFactor"),
            "answers with a secret, which is not to be kept for a second answer",
            Set.of(
                    "signIn",
                    "refreshSignIn",
                    "pairDevice",
                    "confirmRegistration",
                    "beginSecondFactor",
                    "confirmSecondFactor",
                    "registerClient",
                    "inviteDevice",
                    "handOverFirstPassword"),
            "sends a code, and when done again another one, or takes one, which holds once",
            Set.of(
                    "register",
                    "askPasswordReset",
                    "resetPassword",
                    "askLoginPhoneChange",
                    "confirmLoginPhoneChange",
                    "askRecordClaim",
                    "confirmRecordClaim"));

    @Test
    void everyWriteTakesAKeyOrSaysWhyNot() {
        Set<String> without = new TreeSet<>();
        for (ApiOperation operation : api().operations()) {
            if (!operation.method().equals("GET") && !operation.isWrite()) {
                without.add(operation.id());
            }
        }
        Set<String> said = new TreeSet<>();
        WITHOUT_A_KEY.values().forEach(said::addAll);
        assertThat(without).isEqualTo(said);
    }

    @Test
    void nothingIsDescribedThatIsNotThere() {
        Set<String> described = new TreeSet<>(ApiTexts.read().operations().keySet());
        api().operations().forEach(operation -> described.remove(operation.toString()));
        assertThat(described)
                .as("operations in openapi/*.yaml that no handler serves")
                .isEmpty();

        Set<String> named = new TreeSet<>();
        ApiTexts.read().schemas().keySet().forEach(name -> {
            String[] parts = name.split("\\.", 2);
            JsonNode schema =
                    api().document().path("components").path("schemas").path(parts[0]);
            if (schema.isMissingNode()
                    || (parts.length == 2 && !schema.path("properties").has(parts[1]))) {
                named.add(name);
            }
        });
        assertThat(named)
                .as("types or fields in openapi/*.yaml that the API doesn't have")
                .isEmpty();
    }

    @Test
    void whatTheServerHandsInIsNoParameter() {
        for (ApiOperation operation : api().operations()) {
            for (JsonNode parameter : operation.description().path("parameters")) {
                assertThat(parameter.path("name").asString())
                        .as(operation.toString())
                        .isNotIn("actor", "key");
            }
        }
    }

    private static List<JsonNode> successes(ApiOperation operation) {
        List<JsonNode> media = new ArrayList<>();
        operation.description().path("responses").properties().forEach(response -> {
            if (response.getKey().startsWith("2")) {
                response.getValue().path("content").forEach(media::add);
            }
        });
        return media;
    }
}
