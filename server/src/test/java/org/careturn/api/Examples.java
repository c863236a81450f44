package org.careturn.api;

import static java.util.Map.entry;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.api.AccessRules.Whose;
import org.careturn.api.Exchange.Request;
import org.careturn.platform.Role;
import org.careturn.scheduling.domain.BookingCode;
import org.careturn.support.Hospital;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes an operation's example a request that a world can take: ids in path, query and body become those of the world's
 * records with the same name. What else an example needs stands in {@link #PREPARED}, by the operation's id.
 */
final class Examples {
    /** Brings records into the state that an example expects, and sets what must be new in its body. */
    private interface Preparation {
        void prepare(World world, ObjectNode body);
    }

    private static final Map<String, Preparation> PREPARED = Map.ofEntries(
            entry("signIn", (world, body) -> {
                body.put("userName", world.insider.userName());
                body.put("password", Hospital.PASSWORD);
            }),
            entry("createStaff", (world, body) -> body.put("userName", "user-" + UUID.randomUUID())),
            entry("changePassword", (world, body) -> body.put("oldPassword", Hospital.PASSWORD)),
            entry("register", (world, body) -> body.put("phone", world.phone)),
            entry("confirmRegistration", (world, body) -> {
                world.value("registrationId");
                body.put("code", world.identity.sentCode());
            }),
            entry("resetPassword", (world, body) -> {
                world.value("resetId");
                body.put("code", world.identity.sentCode());
            }),
            entry("askLoginPhoneChange", (world, body) -> {
                body.put("password", Hospital.PASSWORD);
                body.put("phone", world.phone);
            }),
            entry("confirmLoginPhoneChange", (world, body) -> {
                world.value("changeId");
                body.put("code", world.identity.sentCode());
            }),
            entry("confirmSecondFactor", (world, body) -> body.put("code", world.identity.beginSecondFactor())),
            entry("removeSecondFactor", (world, body) -> body.put("code", world.identity.switchSecondFactorOn())),
            entry("askRecordClaim", (world, body) -> world.identity.claimable("Sita Rai", LocalDate.of(1990, 5, 4))),
            entry(
                    "confirmRecordClaim",
                    (world, body) -> body.put("code", world.identity.claimable("Sita Rai", LocalDate.of(1990, 5, 4)))),
            entry("registerSyncClient", (world, body) -> {
                if (world.role == Role.PATIENT) {
                    body.remove("facilityId");
                }
            }),
            entry(
                    "leaseTickets",
                    (world, body) ->
                            body.put("clientId", world.id("syncClientId").toString())),
            entry(
                    "pushMutations",
                    (world, body) ->
                            body.put("clientId", world.id("syncClientId").toString())),
            entry(
                    "pullChanges",
                    (world, body) ->
                            body.put("clientId", world.id("syncClientId").toString())),
            entry("setPatientAccount", (world, body) -> body.put("loginPhone", world.identity.registeredPhone())),
            entry("pairDevice", (world, body) -> body.put("code", world.identity.pairingCode())),
            entry("setStaffNames", (world, body) -> body.put("userName", "user-" + UUID.randomUUID())),
            entry("openFacility", (world, body) -> body.put("name", Hospital.name("Facility"))),
            entry("changeFacility", (world, body) -> body.put("name", Hospital.name("Facility"))),
            entry("startVisit", (world, body) -> {
                body.put("patientId", world.patients.newPatient().toString());
                if (world.role == Role.DEVICE) {
                    body.remove("priorityGroups"); // for the staff to say, as why somebody comes
                    body.remove("reasonForComing");
                }
            }),
            entry(
                    "joinQueue",
                    (world, body) ->
                            body.put("queueId", world.facilities.joinableQueue().toString())),
            entry("callEntry", (world, body) -> world.value("deskSessionId")),
            entry("callNextAtDesk", (world, body) -> world.value("deskSessionId")),
            entry("resumeEntry", (world, body) -> world.queueing.hold()),
            entry("rejoinEntry", (world, body) -> world.queueing.cancel()),
            entry("undoEntry", (world, body) -> world.queueing.hold()),
            entry(
                    "transferEntry",
                    (world, body) -> body.putArray("queueIds")
                            .add(world.otherService.queueId().toString())),
            entry(
                    "undoCheckIn",
                    (world, body) ->
                            body.put("visitId", world.scheduling.checkIn().toString())),
            entry("bookAppointment", (world, body) -> world.value("scheduleId")),
            entry("joinWaitingList", (world, body) -> world.value("scheduleId")),
            entry("acceptOffer", (world, body) -> world.value("offerId")),
            entry("declineOffer", (world, body) -> world.value("offerId")),
            entry(
                    "checkInAtKiosk",
                    (world, body) -> body.put("bookingCode", BookingCode.of(world.id("appointmentId")))),
            entry("erasePatient", (world, body) -> world.queueing.endVisit()),
            entry("endBreak", (world, body) -> world.queueing.startBreak()),
            entry(
                    "setDeskQueues",
                    (world, body) -> body.putArray("queueIds")
                            .add(world.otherService.queueId().toString())));

    /** Parameters of the query that may be left out, but which the example needs for this role. */
    private static final Map<String, Function<Role, List<String>>> ASKED = Map.of(
            "streamEvents", role -> role == Role.PATIENT ? List.of() : List.of("facilityId"),
            "listSlots", role -> List.of("serviceId"),
            "listAppointments", role -> role == Role.PATIENT ? List.of() : List.of("facilityId", "firstDay"),
            "listWaitingList", role -> role == Role.PATIENT ? List.of() : List.of("facilityId"));

    /** Fields that hold ids, which are those of the world's records as a whole. */
    private static final Set<String> LISTS = Set.of("queueIds", "facilityIds");

    private final Exchange exchange;

    Examples(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Whether making its example changes records of the world. */
    static boolean changesItsWorld(ApiOperation operation) {
        return PREPARED.containsKey(operation.id());
    }

    /** The operation's example in this world, as the bearer of the token would send it. */
    Request of(ApiOperation operation, World world, @Nullable String token) {
        return of(operation, world, world.role, token);
    }

    /** The same as somebody of another role would send it. */
    Request of(ApiOperation operation, World world, Role role, @Nullable String token) {
        JsonNode example = operation.bodyMedia().path("example");
        JsonNode body = example.isMissingNode() ? example : inWorld(example.deepCopy(), world);
        Preparation preparation = PREPARED.get(operation.id());
        if (preparation != null) {
            preparation.prepare(
                    world,
                    body instanceof ObjectNode object
                            ? object
                            : JsonMapper.shared().createObjectNode());
        }
        String target = target(operation, world, role);
        Map<String, String> headers = new LinkedHashMap<>();
        if (token != null) {
            headers.put("Authorization", "Bearer " + token);
        }
        if (operation.isWrite()) {
            headers.put("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (operation.needsVersion()) {
            headers.put("If-Match", version(target, world));
        }
        if (operation.takesBody()) {
            headers.put("Content-Type", "application/json");
        }
        return new Request(operation.method(), target, headers, operation.takesBody() ? body.toString() : null);
    }

    private static boolean isTimeOfDay(JsonNode value) {
        return value.isString() && value.asString().matches("[0-9]{2}:[0-9]{2}:[0-9]{2}");
    }

    private static JsonNode inWorld(JsonNode body, World world) {
        if (body instanceof ObjectNode object) {
            for (String field : List.copyOf(object.propertyNames())) {
                JsonNode value = object.get(field);
                if (value.isContainer() && !LISTS.contains(field)) {
                    inWorld(value, world);
                } else if (world.has(field) && !isTimeOfDay(value)) {
                    object.set(field, JsonMapper.shared().valueToTree(world.value(field)));
                }
            }
        } else {
            body.forEach(item -> inWorld(item, world));
        }
        return body;
    }

    private static String target(ApiOperation operation, World world, Role role) {
        List<String> asked =
                ASKED.getOrDefault(operation.id(), any -> List.of()).apply(role);
        String path = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonNode parameter : operation.description().path("parameters")) {
            String name = parameter.path("name").asString();
            if (parameter.path("in").asString().equals("path")) {
                path = path.replace('{' + name + '}', encoded(world.value(name)));
            } else if (parameter.path("in").asString().equals("query")
                    && (parameter.path("required").asBoolean(false) || asked.contains(name))) {
                Object value = world.has(name) || !parameter.has("example")
                        ? world.value(name)
                        : parameter.path("example").asString();
                query.append(query.isEmpty() ? '?' : '&')
                        .append(name)
                        .append('=')
                        .append(encoded(value));
            }
        }
        return path + query;
    }

    /** Of the record at this address, or of the one of which this address is a part, by its ETag. */
    private String version(String target, World world) {
        String etag = etag(target, world);
        if (etag.isEmpty()) {
            etag = etag(target.substring(0, target.lastIndexOf('/')), world);
        }
        if (etag.isEmpty()) {
            throw new AssertionError("GET " + target + " answers without an ETag, which a change there needs");
        }
        return etag;
    }

    private String etag(String target, World world) {
        return exchange.send(new Request(
                        "GET",
                        target,
                        Map.of("Authorization", "Bearer " + world.token(Role.ADMIN, Whose.COLLEAGUE)),
                        null))
                .headers()
                .firstValue("ETag")
                .orElse("");
    }

    static String encoded(Object value) {
        return URLEncoder.encode(value.toString(), StandardCharsets.UTF_8);
    }
}
