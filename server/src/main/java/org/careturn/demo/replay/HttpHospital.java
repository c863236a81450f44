package org.careturn.demo.replay;

import static org.careturn.demo.replay.Api.fields;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.demo.replay.Api.Answer;
import org.careturn.demo.replay.Api.Request;
import org.careturn.demo.replay.RecordedDay.Person;
import org.careturn.demo.replay.ReplayFacility.Staff;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Ids;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The hospital behind the API, in the facility that was made for the replay. Notes what the server said: mishaps, the
 * order of its calls, how long people waited.
 */
final class HttpHospital implements Hospital {
    private final ReplayFacility facility;
    private final DemoClock clock;
    private final Instant midnight;
    private final OrderCheck order;
    private final Mishaps mishaps;
    private final Function<Staff, SignIn> signIns;
    private final SignIn reception;

    private final Map<String, Desk> desks = new HashMap<>();
    private final Map<String, String> entries = new HashMap<>();
    private final Map<String, Person> people = new HashMap<>();
    private final Map<String, String> calls = new HashMap<>();
    private final Map<Urgency, List<Integer>> waits = new EnumMap<>(Urgency.class);
    private final Map<Urgency, Integer> left = new EnumMap<>(Urgency.class);
    private int nowS;
    private int arrivals;

    private record Desk(SignIn doctor, String sessionId) {}

    /** @param midnight with which the recorded day begins */
    HttpHospital(
            Function<Staff, SignIn> signIns,
            ReplayFacility facility,
            DemoClock clock,
            Instant midnight,
            OrderCheck order,
            Mishaps mishaps) {
        this.signIns = signIns;
        this.facility = facility;
        this.clock = clock;
        this.midnight = midnight;
        this.order = order;
        this.mishaps = mishaps;
        this.reception = signIns.apply(facility.receptionist());
    }

    @Override
    public void setTime(int secondsS) {
        nowS = secondsS;
        clock.drive(now());
    }

    @Override
    public boolean openDesk(String server) {
        Staff staff = facility.doctors().get(server);
        UUID room = facility.rooms().get(server);
        if (staff == null || room == null) {
            throw new IllegalStateException("no desk for " + server);
        }
        SignIn doctor = signIns.apply(staff);
        JsonNode session = write(
                doctor,
                "open a desk",
                "/api/v1/desk-sessions",
                fields("roomId", room, "queueIds", List.of(facility.queueId()), "callSlots", 1));
        if (session == null) {
            return false;
        }
        desks.put(server, new Desk(doctor, session.path("id").asString("")));
        return true;
    }

    @Override
    public boolean closeDesk(String server) {
        Desk desk = desk(server);
        return write(desk.doctor, "close a desk", "/api/v1/desk-sessions/" + desk.sessionId + "/close", null) != null;
    }

    @Override
    public boolean arrive(Person person) {
        String patientId = Ids.next().toString();
        JsonNode patient = write(
                reception,
                "register a patient",
                "/api/v1/patients",
                fields("id", patientId, "facilityId", facility.id(), "name", "Ticket " + person.ticket()));
        if (patient == null) {
            return false;
        }
        JsonNode visit = write(
                reception,
                "start a visit",
                "/api/v1/visits",
                fields(
                        "facilityId", facility.id(),
                        "patientId", patientId,
                        "queueId", facility.queueId(),
                        "urgency", person.urgency()));
        if (visit == null) {
            return false;
        }
        JsonNode entry = visit.path("entries").path(0);
        String entryId = entry.path("id").asString("");
        entries.put(person.ticket(), entryId);
        people.put(entryId, person);
        arrivals++;
        expect("ticket number", "" + arrivals, visit.path("visit").path("ticketSequence"), person);
        expect("state after arrival", "WAITING", entry.path("state"), person);
        expect("urgency", person.urgency().name(), entry.path("place").path("urgency"), person);
        expectNow("start of the wait", entry.path("place").path("since"), person);
        order.arrived(new ReferenceOrder.Waiting(person.ticket(), person.urgency(), nowS, arrivals));
        return true;
    }

    @Override
    public boolean leave(Person person) {
        JsonNode entry = write(
                reception,
                "note who left",
                "/api/v1/entries/" + entry(person) + "/leave",
                fields("reason", "Left before being called"));
        if (entry == null) {
            return false;
        }
        expect("state after leaving", "LEFT", entry.path("state"), person);
        order.left(person.ticket());
        left.merge(person.urgency(), 1, Integer::sum);
        return true;
    }

    @Override
    public Optional<Person> callNext(String server) {
        Desk desk = desk(server);
        JsonNode called = write(
                desk.doctor,
                "call next",
                "/api/v1/queues/" + facility.queueId() + "/call-next",
                fields("deskSessionId", desk.sessionId));
        if (called == null) {
            return Optional.empty();
        }
        JsonNode call = called.path("call");
        Person person = people.get(called.path("entry").path("id").asString(""));
        if (person == null) {
            mishaps.add(
                    "call next: somebody unknown",
                    "at " + Times.ofDay(nowS) + " " + server + " called an entry" + " that the replay didn't make");
            return Optional.empty();
        }
        calls.put(person.ticket(), call.path("id").asString(""));
        expectNow("time of the call", call.path("calledAt"), person);
        order.called(person.ticket(), call.path("sequence").asLong(-1), nowS);
        return Optional.of(person);
    }

    @Override
    public boolean start(String server, Person person) {
        JsonNode entry = ofCall(server, person, "start");
        if (entry == null) {
            return false;
        }
        expect("state after start", "SERVING", entry.path("state"), person);
        try {
            Duration waited = Duration.between(
                    Instant.parse(entry.path("arrivedAt").asString("")),
                    Instant.parse(entry.path("startedAt").asString("")));
            waits.computeIfAbsent(person.urgency(), urgency -> new ArrayList<>())
                    .add((int) waited.toSeconds());
        } catch (DateTimeParseException unreadable) {
            mishaps.add("start: unexpected answer", "ticket " + person.ticket() + " has no times of arrival and start");
        }
        return true;
    }

    @Override
    public boolean serve(String server, Person person) {
        JsonNode entry = ofCall(server, person, "serve");
        if (entry == null) {
            return false;
        }
        expect("state after service", "SERVED", entry.path("state"), person);
        return true;
    }

    /** How many wait, as the server's board has it. */
    int waitingOnBoard() {
        Answer board = reception.send(Request.get("/api/v1/queues/" + facility.queueId() + "/entries?limit=1"));
        if (!board.isOk()) {
            mishaps.add("board: " + board.problem(), board.detail());
            return -1;
        }
        return board.body().path("waiting").asInt(-1);
    }

    Waits waits(Urgency urgency) {
        return Waits.of(waits.getOrDefault(urgency, List.of()));
    }

    int left(Urgency urgency) {
        return left.getOrDefault(urgency, 0);
    }

    private @Nullable JsonNode ofCall(String server, Person person, String action) {
        return write(
                desk(server).doctor,
                action,
                "/api/v1/entries/" + entry(person) + '/' + action,
                fields("callId", calls.getOrDefault(person.ticket(), "")));
    }

    /** The answer's body; null where it was refused, which is noted. */
    private @Nullable JsonNode write(SignIn who, String what, String path, @Nullable Object body) {
        Answer answer = who.send(Request.post(path, body));
        if (answer.isOk()) {
            return answer.body();
        }
        mishaps.add(what + ": " + answer.problem(), "at " + Times.ofDay(nowS) + ": " + answer.detail());
        return null;
    }

    private void expectNow(String what, JsonNode actual, Person person) {
        expect(what, now().toString(), actual, person);
    }

    private void expect(String what, String expected, JsonNode actual, Person person) {
        if (!actual.asString("").equals(expected)) {
            mishaps.add(
                    what + ": unexpected answer",
                    "ticket " + person.ticket() + ": " + actual.asString("nothing") + " instead of " + expected);
        }
    }

    private Instant now() {
        return midnight.plusSeconds(nowS);
    }

    private String entry(Person person) {
        return entries.getOrDefault(person.ticket(), "");
    }

    private Desk desk(String server) {
        Desk desk = desks.get(server);
        if (desk == null) {
            throw new IllegalStateException("no desk of " + server);
        }
        return desk;
    }
}
