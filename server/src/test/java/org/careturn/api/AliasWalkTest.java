package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** FR-PATIENT-06: wherever the API takes a patient's id, one that was merged means the record that stayed. */
class AliasWalkTest extends ApiServer {
    /** The audit log tells what was done to an id at its time, and a list of merges which ids were merged. */
    private static final Set<String> OF_THE_ID_ITSELF = Set.of("searchAudit", "listPatientMerges");

    @Test
    void aMergedIdIsTakenEverywhere() {
        Examples examples = new Examples(exchange());
        List<String> walked = new ArrayList<>();
        List<String> faults = new ArrayList<>();
        for (ApiOperation operation : api().operations()) {
            if (OF_THE_ID_ITSELF.contains(operation.id())) {
                continue;
            }
            World world = worlds.of(AccessRules.someoneFor(operation));
            Request request = examples.of(operation, world, AccessRules.token(operation, world));
            UUID patient = patientOf(operation, request, world);
            if (patient == null) {
                continue;
            }
            String alias = world.patients.aliasOf(patient).toString();
            Request renamed = request.target(request.target().replace(patient.toString(), alias))
                    .body(request.body() == null ? null : request.body().replace(patient.toString(), alias));
            if (operation.needsVersion()) {
                long version = operation.id().equals("setMessagePreference") ? 1 : world.patients.versionOf(patient);
                renamed = renamed.with("If-Match", "\"" + version + '"');
            }
            if (operation.id().equals("mergePatients")) {
                renamed = renamed.body(String.valueOf(renamed.body())
                        .replace("\"version\":1", "\"version\":" + world.patients.versionOf(patient)));
            }
            Answer answer = exchange().send(renamed);
            walked.add(operation.id());
            if (answer.status() >= 300 || answer.body().toString().contains(alias)) {
                faults.add(operation + " with a merged id answered " + answer);
            }
        }
        assertThat(faults).isEmpty();
        assertThat(walked).contains("readPatient", "changePatient", "startVisit", "bookAppointment", "joinWaitingList");
    }

    private static @Nullable UUID patientOf(ApiOperation operation, Request request, World world) {
        if (operation.path().contains("{patientId}")) {
            return world.patient.id();
        }
        JsonNode id = request.body() == null
                ? JsonMapper.shared().missingNode()
                : JsonMapper.shared().readTree(request.body()).path("patientId");
        return id.isString() ? UUID.fromString(id.asString()) : null;
    }
}
