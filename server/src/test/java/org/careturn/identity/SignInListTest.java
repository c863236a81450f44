package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** FR-ID-07: one's own sign-ins, seen and ended; those of staff, by their administrator. */
class SignInListTest extends IdentityServer {
    private static final String ADDRESS = "/api/v1/auth/sessions";

    private UUID facility;
    private Account nurse;

    @BeforeEach
    void someone() {
        facility = facility();
        nurse = staff(Role.NURSE, facility);
    }

    private Answer signIn(Account who, String label) {
        return http().post(
                        "/api/v1/auth/login",
                        Map.of(
                                "userName",
                                String.valueOf(who.userName()),
                                "password",
                                PASSWORD,
                                "client",
                                "APP",
                                "label",
                                label));
    }

    private Http client(Answer signedIn) {
        return http().withToken(signedIn.body().path("accessToken").asString());
    }

    private int me(Answer signedIn) {
        return client(signedIn).get("/api/v1/auth/me").status();
    }

    private int refreshed(Answer signedIn) {
        return http().post(
                        "/api/v1/auth/refresh",
                        Map.of(
                                "refreshToken",
                                signedIn.body().path("refreshToken").asString()))
                .status();
    }

    private static List<String> labels(Answer list) {
        List<String> labels = new ArrayList<>();
        list.body().path("items").forEach(item -> labels.add(item.path("label").asString()));
        return labels;
    }

    private static String id(Answer list, String label) {
        for (JsonNode item : list.body().path("items")) {
            if (item.path("label").asString().equals(label)) {
                return item.path("id").asString();
            }
        }
        throw new AssertionError(label);
    }

    @Test
    void oneOfTheOwnIsEndedAndTheOthersStay() {
        Answer desk = signIn(nurse, "Desk");
        Answer phone = signIn(nurse, "Phone");
        Answer list = client(desk).get(ADDRESS);
        assertThat(labels(list)).containsExactly("Phone", "Desk");
        assertThat(list.body().at("/items/1/current").asBoolean()).isTrue();
        assertThat(list.body().at("/items/0/current").asBoolean()).isFalse();

        assertThat(client(desk)
                        .send("DELETE", ADDRESS + "/" + id(list, "Phone"), null)
                        .status())
                .isEqualTo(200);

        assertThat(me(phone)).isEqualTo(401);
        assertThat(refreshed(phone)).isEqualTo(401);
        assertThat(me(desk)).isEqualTo(200);
        assertThat(labels(client(desk).get(ADDRESS))).containsExactly("Desk");
    }

    @Test
    void allOthersAreEndedWithTheirRefreshTokens() {
        Answer desk = signIn(nurse, "Desk");
        Answer stolen = signIn(nurse, "Stolen");
        Answer stolenLater = http().post(
                        "/api/v1/auth/refresh",
                        Map.of(
                                "refreshToken",
                                stolen.body().path("refreshToken").asString()));

        Answer ended = client(desk).send("DELETE", ADDRESS, null);

        assertThat(ended.body().path("ended").asInt()).isOne();
        assertThat(me(desk)).isEqualTo(200);
        for (Answer gone : List.of(stolen, stolenLater)) {
            assertThat(me(gone)).isEqualTo(401);
            assertThat(refreshed(gone)).isEqualTo(401);
        }
        assertThat(refreshed(desk)).isEqualTo(200);
        assertThat(audited("SIGN_INS_ENDED", nurse.id())).isOne();
    }

    @Test
    void nobodyEndsOrSeesThoseOfOthers() {
        Answer own = signIn(nurse, "Own");
        String id = id(client(own).get(ADDRESS), "Own");
        Http colleague = as(staff(Role.NURSE, facility));
        Http adminElsewhere = as(staff(Role.ADMIN, facility()));

        assertThat(colleague.send("DELETE", ADDRESS + "/" + id, null).status()).isEqualTo(404);
        assertThat(colleague.get("/api/v1/staff/" + nurse.id() + "/sessions").status())
                .isEqualTo(403);
        assertThat(adminElsewhere
                        .get("/api/v1/staff/" + nurse.id() + "/sessions")
                        .status())
                .isEqualTo(404);
        assertThat(adminElsewhere
                        .send("DELETE", "/api/v1/staff/" + nurse.id() + "/sessions", null)
                        .status())
                .isEqualTo(404);
        assertThat(me(own)).isEqualTo(200);
    }

    @Test
    void anAdministratorEndsAllOfAPersons() {
        Answer desk = signIn(nurse, "Desk");
        Http admin = as(staff(Role.ADMIN, facility));
        assertThat(labels(admin.get("/api/v1/staff/" + nurse.id() + "/sessions")))
                .containsExactly("Desk");

        assertThat(admin.send("DELETE", "/api/v1/staff/" + nurse.id() + "/sessions", null)
                        .body()
                        .path("ended")
                        .asInt())
                .isOne();

        assertThat(me(desk)).isEqualTo(401);
        assertThat(refreshed(desk)).isEqualTo(401);
        assertThat(signIn(nurse, "Again").status()).isEqualTo(200);
    }
}
