package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.careturn.platform.Role;
import org.careturn.platform.web.Cursor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** FR-API-05: a list that may be long comes in pages, and its pages make up the whole. */
class PagesTest extends ApiServer {
    private static final int MOST_PAGES = 12;

    /** Settings and parts of one record: each has as many items as people set up, and comes whole. */
    private static final Set<String> WHOLE = Set.of(
            "listFacilities",
            "listDepartments",
            "listDoctors",
            "listRooms",
            "listServices",
            "listQueues",
            "listRoutes",
            "readOpeningHours",
            "readHolidays",
            "readMessageUsage",
            "readUrgencyLevels",
            "readPriorityGroups",
            "listMessageTemplates",
            "listPatientFields",
            "listGuardianships",
            "listPatientMerges",
            "listTicketLeases",
            "listUnsentMessages",
            "readWaits");

    /** Reading them adds to them, or a worker changes them meanwhile, so that two readings differ. */
    private static final Set<String> GROWING =
            Set.of("searchAudit", "listPatientAccesses", "listNotifications", "listAppointments");

    /** A patient has one of them at a time in these worlds. */
    private static final Set<String> ONE = Set.of("listWaitingList");

    /** Makes several items, where the list has none by itself. */
    private static final Map<String, Consumer<World>> SEVERAL = Map.ofEntries(
            Map.entry("listDevices", world -> several(world, "deviceId")),
            Map.entry("listClients", world -> several(world, "clientId")),
            Map.entry("listMySignIns", world -> several(world, "sessionId")),
            Map.entry("listSyncClients", world -> several(world, "syncClientId")),
            Map.entry("listAbsences", world -> several(world, "absenceId")),
            Map.entry("listSchedules", world -> world.value("scheduleId")),
            Map.entry("listSlots", world -> world.value("scheduleId")),
            Map.entry("listAppointments", world -> world.value("appointmentId")),
            Map.entry("listWaitingList", world -> world.value("waitingListId")),
            Map.entry("listDesks", world -> world.queueing.openDesks()),
            Map.entry("listMyVisits", world -> world.queueing.arriveElsewhere()),
            Map.entry("listPatientConsents", world -> world.patients.sayVariousThings()),
            Map.entry("listEntryHistory", world -> world.queueing.hold()));

    private static void several(World world, String record) {
        for (int i = 0; i < 3; i++) {
            world.another(record);
        }
    }

    @TestFactory
    Stream<DynamicTest> thePagesMakeUpTheWhole() {
        return paged().filter(operation -> !GROWING.contains(operation.id()))
                .flatMap(operation -> Stream.of(AccessRules.someoneFor(operation), Role.PATIENT)
                        .filter(AccessRules.roles(operation)::contains)
                        .distinct()
                        .map(role -> DynamicTest.dynamicTest(
                                operation.id() + " " + role, () -> pagesMakeUpTheWhole(operation, role))));
    }

    private void pagesMakeUpTheWhole(ApiOperation operation, Role role) {
        World world = worlds.of(role);
        SEVERAL.getOrDefault(operation.id(), _ -> {}).accept(world);
        Request request = new Examples(exchange()).of(operation, world, world.token());
        List<JsonNode> whole = items(send(request, ""));
        List<JsonNode> pages = new ArrayList<>();
        JsonNode next = null;
        for (int page = 0; page < MOST_PAGES && (next == null || next.isString()); page++) {
            Answer answer = send(request, "limit=1" + (next == null ? "" : "&cursor=" + next.asString()));
            assertThat(items(answer)).hasSizeLessThanOrEqualTo(1);
            pages.addAll(items(answer));
            next = answer.body().path("nextCursor");
        }
        if (SEVERAL.containsKey(operation.id())) {
            assertThat(pages).hasSizeGreaterThan(ONE.contains(operation.id()) ? 0 : 1);
        }
        assertThat(pages).isEqualTo(whole.subList(0, Math.min(whole.size(), MOST_PAGES)));
        for (String nonsense : List.of("nonsense", Cursor.of("nonsense"), Cursor.of(""), "%00")) {
            Answer refused = exchange().send(with(request, "cursor=" + nonsense));
            assertThat(refused.code()).as(nonsense).isEqualTo("invalid-request");
        }
        Answer foreign = exchange().send(with(request, "cursor=" + Cursor.of(UUID.randomUUID())));
        assertThat(foreign.status()).isIn(200, 400);
    }

    /** Whoever adds a list says whether it is one that may be long. */
    @Test
    void whatHasNoPagesIsKnownToBeShort() {
        Set<String> whole = new TreeSet<>();
        api().operations().stream()
                .filter(operation -> operation.method().equals("GET")
                        && operation.parameter("query", "cursor").isMissingNode()
                        && example(operation).has("items"))
                .forEach(operation -> whole.add(operation.id()));
        assertThat(whole).isEqualTo(new TreeSet<>(WHOLE));
    }

    private Stream<ApiOperation> paged() {
        return api().operations().stream()
                .filter(operation -> operation.method().equals("GET")
                        && !operation.parameter("query", "cursor").isMissingNode());
    }

    private static JsonNode example(ApiOperation operation) {
        return operation
                .description()
                .path("responses")
                .path("200")
                .path("content")
                .path("application/json")
                .path("example");
    }

    private Answer send(Request request, String query) {
        Answer answer = exchange().send(with(request, query));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer;
    }

    private static Request with(Request request, String query) {
        return query.isEmpty()
                ? request
                : request.target(request.target() + (request.target().contains("?") ? "&" : "?") + query);
    }

    private static List<JsonNode> items(Answer answer) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode lines = answer.body().has("lines")
                ? answer.body().path("lines")
                : answer.body().path("items");
        lines.forEach(items::add);
        return items;
    }
}
