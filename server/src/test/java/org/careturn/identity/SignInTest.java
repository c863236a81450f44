package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.TestDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
class SignInTest {
    static final TestDatabase DATABASE = TestDatabase.fresh();

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @LocalServerPort
    int port;

    @Autowired
    Accounts accounts;

    @Test
    void staffSignIn() {
        PasswordHash hash = accounts.hash("correct horse battery", "admin").orElseThrow();
        accounts.create(
                        Actor.SYSTEM,
                        NewAccount.staff("Admin", hash, "Admin Example", List.of(new Grant(Role.ADMIN, null))))
                .orElseThrow();
        assertThat(Http.on(port).login("ADMIN", "correct horse battery").status())
                .isEqualTo(200);
        Http admin = Http.on(port).signedIn("admin", "correct horse battery");
        assertThat(admin.get("/api/v1/auth/me").status()).isEqualTo(200);
        assertThat(admin.get("/api/v1/staff").body().path("items").size()).isOne();
    }
}
