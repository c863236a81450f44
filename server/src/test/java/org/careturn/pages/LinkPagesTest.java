package org.careturn.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.notifications.Feedback;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.queueing.Entries;
import org.careturn.queueing.EntryState;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.queueing.Visits.VisitWithPath;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** FR-TICKET-01 to FR-TICKET-04: the pages behind the links, as a phone without scripts uses them. */
class LinkPagesTest extends ServerTest {
    private static final Pattern ENTRY = Pattern.compile("name=\"entry\" value=\"([^\"]+)\"");

    @Autowired
    private Patients patients;

    @Autowired
    private Visits visits;

    @Autowired
    private Entries entries;

    @Autowired
    private Feedback feedback;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    private Facility facility;
    private Patient patient;
    private VisitWithPath visit;
    private Http phone;

    @BeforeEach
    void arrive() {
        facility = hospital.facility();
        Service service = hospital.service(facility, "A");
        patient = patients.register(
                        Actor.SYSTEM,
                        new NewPatient(null, facility.id(), Hospital.name("Patient"), null, null, null, "es"))
                .orElseThrow();
        visit = visits.arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                facility.id(),
                                patient.id(),
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
        phone = hospital.http().with("Accept", "text/html").with("Content-Type", "application/x-www-form-urlencoded");
    }

    private String path() {
        return "/t/" + visit.visit().token();
    }

    private Answer act(String act, String fields) {
        Matcher entry = ENTRY.matcher(phone.get(path()).text());
        String which = entry.find() ? entry.group(1) : "";
        return phone.post(path() + "/" + act, "entry=" + which + "&" + fields);
    }

    private EntryState state() {
        return entries.get(Actor.SYSTEM, visit.entries().getFirst().id()).state();
    }

    @Test
    void theTicketSpeaksThePatientsLanguageAndNamesNobody() {
        Answer page = phone.with("Accept-Language", "fr").get(path());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("<html lang=\"es\" dir=\"ltr\">", "A-001", "No hay nadie antes que usted")
                .doesNotContain(patient.name(), patient.id().toString());
        assertThat(phone.get(path() + "?lang=ar").text()).contains("<html lang=\"ar\" dir=\"rtl\">");
    }

    @Test
    void nobodyKeepsListsOrFramesIt() {
        Answer page = phone.get(path());
        assertThat(page.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(page.header("X-Robots-Tag")).contains("noindex");
        assertThat(page.headers().allValues("Content-Security-Policy")).hasSize(1);
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "frame-ancestors 'none'", "form-action 'self'", "style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void theShortAddressAtTheEntranceLeadsToCheckingInThere() {
        String id = facility.id().toString();
        Answer led = phone.get("/e/" + id.substring(28).toUpperCase(Locale.ROOT));
        assertThat(led.status()).isEqualTo(303);
        assertThat(led.header("Location")).isEqualTo("/app/check-in/" + id);
        for (String wrong : List.of("00000000", id.substring(29), id, "________")) {
            assertThat(phone.get("/e/" + wrong).status()).as(wrong).isEqualTo(404);
        }
    }

    @Test
    void whoIsLateKeepsThePlaceAndSaysWhenHeIsHere() {
        Answer late = act("late", "minutes=20");
        assertThat(late.status()).isEqualTo(303);
        assertThat(late.header("Location")).isEqualTo(path() + "?lang=es");
        assertThat(state()).isEqualTo(EntryState.ON_HOLD);
        assertThat(phone.get(path()).text()).contains("Ha dicho que estará aquí a las");

        assertThat(act("here", "").header("Location")).isEqualTo(path() + "?lang=es");
        assertThat(state()).isEqualTo(EntryState.WAITING);
    }

    @Test
    void aPlaceIsGivenUpOnceAndTakenAgainAtTheEnd() {
        act("leave", "");
        assertThat(state()).isEqualTo(EntryState.CANCELLED);
        assertThat(phone.get(path()).text()).contains("Ha renunciado a su lugar.", "Sí, volver a esperar");

        act("rejoin", "");
        List<EntryState> states = visits.get(Actor.SYSTEM, visit.visit().id()).entries().stream()
                .map(entry -> entry.state())
                .toList();
        assertThat(states).containsExactly(EntryState.CANCELLED, EntryState.WAITING);
        assertThat(phone.get(path()).text()).contains("No hay nadie antes que usted");
    }

    @Test
    void whatCanNotBeIsSaidOnThePage() {
        Answer answer = act("late", "minutes=999");
        assertThat(answer.header("Location")).endsWith("&told=refused");
        assertThat(phone.get(answer.header("Location")).text()).contains("role=\"alert\"", "Eso ya no es posible");
        assertThat(phone.get(path() + "?told=%3Cb%3E").text()).doesNotContain("role=\"alert\"");
        assertThat(state()).isEqualTo(EntryState.WAITING);
    }

    @Test
    void anotherVisitsEntryIsOutOfReach() {
        VisitWithPath mine = visit;
        arrive();
        Answer answer = phone.post(
                path() + "/leave", "entry=" + mine.entries().getFirst().id());
        assertThat(answer.header("Location")).endsWith("told=refused");
        assertThat(entries.get(Actor.SYSTEM, mine.entries().getFirst().id()).state())
                .isEqualTo(EntryState.WAITING);
    }

    @Test
    void anotherSiteMakesNobodyGiveUpHisPlace() {
        UUID entry = visit.entries().getFirst().id();
        Answer answer = phone.with("Sec-Fetch-Site", "cross-site").post(path() + "/leave", "entry=" + entry);
        assertThat(answer.header("Location")).endsWith("told=refused");
        assertThat(state()).isEqualTo(EntryState.WAITING);
    }

    @Test
    void whoPressesWithoutEndIsSlowedDown() {
        String last = "";
        for (int i = 0; i < 8; i++) {
            last = act(i % 2 == 0 ? "late" : "here", "minutes=20").header("Location");
        }
        assertThat(last).endsWith("told=refused.tooMany");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAAAAAAAAAAAAAAAAAAAAA", "short", "AAAAAAAAAAAAAAAAAAAAA%3C", "AAAAAAAAAAAAAAAAAAAAA'"})
    void whateverOpensNothingGetsTheSameAnswer(String token) {
        for (String kind : List.of("/t/", "/f/")) {
            Answer missing = phone.get(kind + token);
            assertThat(missing.status()).isEqualTo(404);
            assertThat(missing.text())
                    .isEqualTo(phone.get(kind + "BBBBBBBBBBBBBBBBBBBBBB").text())
                    .contains("This link opens nothing");
        }
        assertThat(phone.post("/t/" + token + "/leave", "entry=x").status()).isEqualTo(404);
    }

    @Test
    void aLinkOfBeforeYesterdayOpensNothingMore() {
        jdbc.sql("update visit set service_day = service_day - 1 where id = ?")
                .param(visit.visit().id())
                .update();
        assertThat(phone.get(path()).status()).isEqualTo(200);
        jdbc.sql("update visit set service_day = service_day - 1 where id = ?")
                .param(visit.visit().id())
                .update();
        Answer gone = phone.get(path());
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.text()).isEqualTo(phone.get("/t/BBBBBBBBBBBBBBBBBBBBBB").text());
    }

    @Test
    void feedbackIsGivenOnceWithoutAName() {
        transaction.executeWithoutResult(status -> feedback.open(visit.visit(), Instant.now()));
        String link = "/f/" + feedback.token(visit.visit().id()).orElseThrow();
        assertThat(phone.with("Accept-Language", "en").get(link).text())
                .contains("How was your visit?", facility.name(), "Very good")
                .doesNotContain(patient.name());
        assertThat(phone.post(link, "rating=9&words=").header("Location")).endsWith("told=feedback.choose");
        String words = URLEncoder.encode("Kind & quick <3", StandardCharsets.UTF_8);
        assertThat(phone.post(link + "?lang=en", "rating=4&words=" + words).header("Location"))
                .isEqualTo(link + "?lang=en");
        assertThat(feedback.get(link.substring(3)).rating()).isEqualTo(4);
        assertThat(phone.get(link).text()).contains("Your answer has arrived.").doesNotContain("<form");
        assertThat(phone.post(link, "rating=1&words=").header("Location")).endsWith("told=feedback.given");
    }

    @Test
    void valuesAreEscapedAndCounted() {
        assertThat(Html.of("<b title=\"{}\">{}</b>", "\"'", "<&>").text())
                .isEqualTo("<b title=\"&quot;&#39;\">&lt;&amp;&gt;</b>");
        assertThat(catchThrowable(() -> Html.of("{}", "a", "b"))).isInstanceOf(IllegalArgumentException.class);
        assertThat(catchThrowable(() -> Html.of("{} {}", "a"))).isInstanceOf(IllegalArgumentException.class);
    }
}
