package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Timestamp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** FR-ID-05, FR-ID-07: refresh tokens that are used once, lost answers, reuse, sign-out. */
class RefreshTest extends IdentityServer {
    private Account nurse;

    @BeforeEach
    void someone() {
        nurse = staff(Role.NURSE, facility());
    }

    private Answer signIn() {
        Answer answer = http().login(String.valueOf(nurse.userName()), PASSWORD);
        assertThat(answer.status()).isEqualTo(200);
        return answer;
    }

    private Answer refresh(String token) {
        return http().post("/api/v1/auth/refresh", Map.of("refreshToken", token));
    }

    private static String refreshToken(Answer answer) {
        assertThat(answer.status()).as(answer.code()).isEqualTo(200);
        return answer.body().path("refreshToken").asString();
    }

    private int me(Answer signedIn) {
        return http().withToken(signedIn.body().path("accessToken").asString())
                .get("/api/v1/auth/me")
                .status();
    }

    private static void assertEnded(Answer answer) {
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("sign-in-ended");
    }

    @Test
    void eachRefreshGivesAnotherTokenAndKeepsTheSignIn() {
        String token = refreshToken(signIn());
        Set<String> seen = new HashSet<>(Set.of(token));
        for (int i = 0; i < 5; i++) {
            Answer answer = refresh(token);
            token = refreshToken(answer);
            assertThat(seen.add(token)).isTrue();
            assertThat(me(answer)).isEqualTo(200);
            CLOCK.advance(Duration.ofDays(5));
        }
    }

    @Test
    void exchangedTokensAreForgottenAfterAWeekAndEndedSignInsAfterAMonth() {
        Answer signedIn = signIn();
        UUID session = Objects.requireNonNull(jdbc.queryForObject(
                "select id from session where account_id = ? order by created_at desc limit 1",
                UUID.class,
                nurse.id()));
        String next = refreshToken(refresh(refreshToken(signedIn)));
        IdentityRetention.prune(jdbc, CLOCK.instant().plus(Duration.ofDays(6)));
        assertThat(tokens(session)).isEqualTo(2);
        IdentityRetention.prune(jdbc, CLOCK.instant().plus(Duration.ofDays(8)));
        assertThat(tokens(session)).isOne();
        assertThat(refresh(next).status()).isEqualTo(200);
        jdbc.update(
                "update session set revoked_at = ?, revoked_for = 'LOGOUT' where id = ?",
                Timestamp.from(CLOCK.instant()),
                session);
        IdentityRetention.prune(jdbc, CLOCK.instant().plus(Duration.ofDays(29)));
        assertThat(tokens(session)).isPositive();
        IdentityRetention.prune(jdbc, CLOCK.instant().plus(Duration.ofDays(31)));
        assertThat(tokens(session)).isZero();
    }

    private int tokens(UUID session) {
        return jdbc.queryForList("select hash from refresh_token where session_id = ?", session)
                .size();
    }

    @Test
    void aLostAnswerMayBeAskedForAgain() {
        String first = refreshToken(signIn());
        String second = refreshToken(refresh(first));
        CLOCK.advance(Duration.ofSeconds(29));

        assertThat(refreshToken(refresh(first))).isEqualTo(second);
        assertThat(refreshToken(refresh(first))).isEqualTo(second);
        CLOCK.advance(Duration.ofMinutes(10));
        assertThat(refreshToken(refresh(second))).isNotEqualTo(second);
    }

    @Test
    void whoeverIsLateWithinTheGraceCatchesUpWithTheOthers() {
        String first = refreshToken(signIn());
        String second = refreshToken(refresh(first));
        String third = refreshToken(refresh(second));

        assertThat(refreshToken(refresh(first))).isEqualTo(third);
    }

    @Test
    void aTokenUsedAgainLaterEndsTheWholeSignIn() throws InterruptedException {
        Answer signIn = signIn();
        Answer elsewhere = signIn();
        String first = refreshToken(signIn);
        Answer latest = refresh(first);
        assertThat(me(latest)).isEqualTo(200);
        CLOCK.advance(Duration.ofSeconds(31));

        assertEnded(refresh(first));

        assertEnded(refresh(refreshToken(latest)));
        assertThat(me(latest)).isEqualTo(401);
        assertThat(jdbc.queryForList(
                        "select revoked_for from session where account_id = ? order by id", String.class, nurse.id()))
                .containsExactly("REUSE", null);
        assertThat(me(elsewhere)).isEqualTo(200);
        assertThat(audited("REFRESH_TOKEN_REUSED")).isOne();
    }

    @Test
    void tokensUsedByManyAtOnceHaveOneSuccessor() throws Exception {
        for (int round = 0; round < 10; round++) {
            String token = refreshToken(signIn());
            try (ExecutorService clients = Executors.newFixedThreadPool(8)) {
                List<Callable<String>> calls = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    calls.add(() -> refreshToken(refresh(token)));
                }
                Set<String> successors = new HashSet<>();
                for (Future<String> call : clients.invokeAll(calls)) {
                    successors.add(call.get());
                }
                assertThat(successors).hasSize(1);
            }
        }
    }

    @Test
    void signInsEndWhenUnusedAndAtTheLatestAfterAYear() {
        String unused = refreshToken(signIn());
        CLOCK.advance(Duration.ofDays(60));
        assertEnded(refresh(unused));

        String used = refreshToken(signIn());
        for (int i = 0; i < 7; i++) {
            CLOCK.advance(Duration.ofDays(50));
            used = refreshToken(refresh(used));
        }
        CLOCK.advance(Duration.ofDays(15));
        assertEnded(refresh(used));
    }

    @Test
    void nonsenseIsNoToken() {
        assertEnded(refresh("nonsense"));
        assertEnded(refresh(""));
        assertEnded(http().post("/api/v1/auth/refresh", null));
        assertThat(http().post("/api/v1/auth/refresh", Map.of("refreshToken", "x".repeat(101)))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void anExpiredAccessTokenBesideItDoesNotMatter() {
        Answer signIn = signIn();
        CLOCK.advance(Duration.ofMinutes(11));
        Http expired = http().withToken(signIn.body().path("accessToken").asString());

        assertThat(expired.get("/api/v1/auth/me").status()).isEqualTo(401);
        assertThat(expired.post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken(signIn)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aSignOutEndsTheSignInAtOnce() {
        Answer signIn = signIn();
        String first = refreshToken(signIn);
        Answer later = refresh(first);
        assertThat(me(later)).isEqualTo(200);

        assertThat(http().post("/api/v1/auth/logout", Map.of("refreshToken", refreshToken(later)))
                        .status())
                .isEqualTo(204);

        assertThat(me(later)).isEqualTo(401);
        assertThat(me(signIn)).isEqualTo(401);
        assertEnded(refresh(refreshToken(later)));
        assertThat(audited("SIGNED_OUT")).isOne();
        assertThat(http().post("/api/v1/auth/logout", Map.of("refreshToken", refreshToken(later)))
                        .status())
                .isEqualTo(204);
        assertThat(audited("SIGNED_OUT")).isOne();
    }

    @Test
    void theCookieIsTakenFromOurOwnPagesOnly() {
        Answer signIn =
                http().post("/api/v1/auth/login", SignInTest.login("userName", nurse.userName(), PASSWORD, "WEB"));
        String cookie = signIn.header("Set-Cookie").replaceAll(";.*", "");
        Http browser = http().with("Cookie", cookie);

        for (Http stranger : List.of(
                browser,
                browser.with("Origin", "https://elsewhere.example"),
                browser.with("Origin", "http://localhost:1"),
                browser.with("Origin", "http://localhost." + port),
                browser.with("Origin", "null"))) {
            for (String address : List.of("/api/v1/auth/refresh", "/api/v1/auth/logout")) {
                Answer refused = stranger.post(address, null);
                assertThat(refused.status()).isEqualTo(403);
                assertThat(refused.code()).isEqualTo("origin-not-allowed");
            }
        }
        assertThat(me(signIn)).isEqualTo(200);

        Http ours = browser.with("Origin", "http://localhost:" + port);
        Answer refreshed = ours.post("/api/v1/auth/refresh", null);
        assertThat(refreshed.status()).isEqualTo(200);
        assertThat(refreshed.body().has("refreshToken")).isFalse();
        String next = refreshed.header("Set-Cookie").replaceAll(";.*", "");
        assertThat(next).isNotEqualTo(cookie);

        Answer out = ours.with("Cookie", next).post("/api/v1/auth/logout", null);
        assertThat(out.status()).isEqualTo(204);
        assertThat(out.header("Set-Cookie")).startsWith("careturn-refresh=;").contains("Max-Age=0");
        assertThat(me(refreshed)).isEqualTo(401);
    }

    @Test
    void theDeskAndThePatientsAppInOneBrowserKeepTheirOwnSignIn() {
        Account patient = account(Account.Kind.PATIENT, null, newPhone(), new Grant(Role.PATIENT, null));
        Http ours = http().with("Origin", "http://localhost:" + port);
        Answer staff = ours.post("/api/v1/auth/login", SignInTest.login("userName", nurse.userName(), PASSWORD, "WEB"));
        String both = staff.header("Set-Cookie").replaceAll(";.*", "");

        assertThat(ours.with("Cookie", both)
                        .post("/api/v1/auth/refresh", Map.of("kind", "PATIENT"))
                        .code())
                .as("the app starts in a browser in which only the desk is signed in")
                .isEqualTo("sign-in-ended");
        Map<String, Object> inTheApp = new HashMap<>(SignInTest.login("userName", nurse.userName(), PASSWORD, "WEB"));
        inTheApp.put("kind", "PATIENT");
        Answer refused = ours.with("Cookie", both).post("/api/v1/auth/login", inTheApp);
        assertThat(refused.code()).isEqualTo("another-kind-of-account");
        assertThat(refused.header("Set-Cookie")).isEmpty();

        Answer app = ours.with("Cookie", both)
                .post("/api/v1/auth/login", SignInTest.login("phone", patient.loginPhone(), PASSWORD, "WEB"));
        both += "; " + app.header("Set-Cookie").replaceAll(";.*", "");
        Http browser = ours.with("Cookie", both);
        assertThat(kindOf(browser.post("/api/v1/auth/refresh", null))).isEqualTo("STAFF");
        assertThat(kindOf(browser.post("/api/v1/auth/refresh", Map.of("kind", "PATIENT"))))
                .isEqualTo("PATIENT");
        assertThat(browser.post("/api/v1/auth/refresh", Map.of("kind", "DEVICE"))
                        .code())
                .isEqualTo("sign-in-ended");

        String swapped = both.replaceAll(".*careturn-refresh-patient=", "careturn-refresh=");
        assertThat(ours.with("Cookie", swapped)
                        .post("/api/v1/auth/refresh", null)
                        .code())
                .as("a patient's token under the desk's name")
                .isEqualTo("sign-in-ended");

        Answer out = browser.post("/api/v1/auth/logout", Map.of("kind", "PATIENT"));
        assertThat(out.header("Set-Cookie")).startsWith("careturn-refresh-patient=;");
        assertThat(me(staff)).isEqualTo(200);
        assertThat(me(app)).isEqualTo(401);
    }

    private static String kindOf(Answer answer) {
        return answer.body().path("account").path("kind").asString();
    }

    private int audited(String action) {
        Integer rows = jdbc.queryForObject(
                "select count(*) from audit_event where account_id = ? and action = ?",
                Integer.class,
                nurse.id(),
                action);
        return rows == null ? 0 : rows;
    }
}
