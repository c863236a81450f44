package org.careturn.demo.replay;

import java.time.Duration;
import java.util.Map;
import org.careturn.demo.replay.Api.Answer;
import org.careturn.demo.replay.Api.Request;
import tools.jackson.databind.JsonNode;

/** Somebody signed in, who stays so for as long as the replay takes. */
final class SignIn {
    private static final Duration BEFORE_END = Duration.ofMinutes(1);

    private final Api api;
    private final String userName;
    private final String password;
    private String accessToken = "";
    private String refreshToken = "";
    private long endsAtNanos;

    private SignIn(Api api, String userName, String password) {
        this.api = api;
        this.userName = userName;
        this.password = password;
    }

    /** @throws ReplayFailedException where the server doesn't take these */
    static SignIn of(Api api, String userName, String password) {
        SignIn signIn = new SignIn(api, userName, password);
        signIn.signIn();
        return signIn;
    }

    /** Sends this as whoever is signed in; a write has one key, however often it is sent. */
    Answer send(Request request) {
        return send(request, Api.ATTEMPTS);
    }

    /** As above, giving up after so many attempts. */
    Answer send(Request request, int attempts) {
        if (System.nanoTime() - endsAtNanos > 0) {
            refresh();
        }
        String key = api.newKey();
        Answer answer = api.send(request.as(accessToken), key, attempts);
        if (answer.status() != 401) {
            return answer;
        }
        signIn();
        return api.send(request.as(accessToken), key, attempts);
    }

    private void refresh() {
        Answer answer =
                api.send(Request.post("/api/v1/auth/refresh", Map.of("refreshToken", refreshToken)), api.newKey());
        if (answer.isOk()) {
            take(answer.body());
        } else {
            signIn();
        }
    }

    private void signIn() {
        Answer answer = api.send(
                Request.post(
                        "/api/v1/auth/login",
                        Api.fields("userName", userName, "password", password, "client", "APP", "label", "replay")),
                api.newKey());
        if (!answer.isOk()) {
            throw new ReplayFailedException("The server doesn't let " + userName + " sign in: " + answer.detail());
        }
        take(answer.body());
    }

    private void take(JsonNode signedIn) {
        accessToken = signedIn.path("accessToken").asString("");
        refreshToken = signedIn.path("refreshToken").asString("");
        Duration lasts = Duration.ofSeconds(signedIn.path("expiresIn").asLong(600));
        endsAtNanos = System.nanoTime() + lasts.minus(BEFORE_END).toNanos();
    }
}
