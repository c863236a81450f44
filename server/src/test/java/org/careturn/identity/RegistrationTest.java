package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Role;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;

/** FR-ID-01, FR-ID-02, FR-ID-09, FR-ID-12: registration by phone and one-time code, and what must not open it. */
class RegistrationTest extends IdentityServer {
    private static final String ADDRESS = "/api/v1/auth/registrations";

    private static Map<String, Object> person(String phone) {
        return Map.of("phone", phone, "name", "Sita Rai", "language", "ne", "password", PASSWORD);
    }

    private Answer register(String phone) {
        Answer answer = http().post(ADDRESS, person(phone));
        assertThat(answer.status()).as(answer.text()).isEqualTo(202);
        return answer;
    }

    private static String id(Answer asked) {
        return asked.body().path("id").asString();
    }

    private Answer confirm(String id, String code) {
        return http().post(ADDRESS + "/" + id + "/confirm", Map.of("code", code, "client", "APP"));
    }

    private static void assertWrong(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("wrong-code");
    }

    @Test
    void theCodeMakesAnAccountWithARecordAndSignsIn() {
        String phone = newPhone();
        String asked = id(register(phone.substring(0, 4) + " " + phone.substring(4)));

        Answer answer = confirm(asked, codeSentTo(phone));

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().at("/account/kind").asString()).isEqualTo("PATIENT");
        String patient = answer.body().at("/account/patientId").asString();
        Answer record =
                http().withToken(answer.body().path("accessToken").asString()).get("/api/v1/patients/" + patient);
        assertThat(record.body().path("name").asString()).isEqualTo("Sita Rai");
        assertThat(record.body().path("contactPhone").asString()).isEqualTo(phone);
        assertThat(record.body().path("language").asString()).isEqualTo("ne");
        assertThat(http().post("/api/v1/auth/login", SignInTest.login("phone", phone, PASSWORD, "APP"))
                        .status())
                .isEqualTo(200);
        assertThat(jdbc.queryForObject("select count(*) from registration where phone = ?", Integer.class, phone))
                .isZero();
        UUID account = UUID.fromString(answer.body().at("/account/id").asString());
        assertThat(audited("PATIENT_SELF_REGISTERED", account)).isOne();
    }

    @Test
    void aCodeWorksOnce() {
        String phone = newPhone();
        String asked = id(register(phone));
        String code = codeSentTo(phone);
        assertThat(confirm(asked, code).status()).isEqualTo(200);
        assertWrong(confirm(asked, code));
    }

    @Test
    void manyAtOnceMakeOneAccount() throws Exception {
        String phone = newPhone();
        String asked = id(register(phone));
        String code = codeSentTo(phone);
        List<Integer> statuses = new ArrayList<>();
        try (ExecutorService clients = Executors.newFixedThreadPool(5)) {
            List<Callable<Integer>> calls = new ArrayList<>();
            for (int i = 0; i < OneTimeCodes.TRIES; i++) {
                calls.add(() -> confirm(asked, code).status());
            }
            for (var call : clients.invokeAll(calls)) {
                statuses.add(call.get());
            }
        }
        assertThat(statuses).containsOnlyOnce(200);
        assertThat(jdbc.queryForObject("select count(*) from account where login_phone = ?", Integer.class, phone))
                .isOne();
    }

    @Test
    void aCodeIsVoidAfterFiveWrongTriesAndAfterTenMinutes() {
        String phone = newPhone();
        String guessed = id(register(phone));
        String code = codeSentTo(phone);
        for (int i = 0; i < OneTimeCodes.TRIES; i++) {
            assertWrong(confirm(guessed, wrong(code)));
        }
        assertWrong(confirm(guessed, code));

        String late = id(register(phone));
        CLOCK.advance(Duration.ofMinutes(10));
        assertWrong(confirm(late, codeSentTo(phone)));
    }

    @Test
    void aCodeOpensOnlyWhatItWasAskedFor() {
        String phone = newPhone();
        String own = id(register(phone));
        String code = codeSentTo(phone);
        String attackers = id(http().post(
                        ADDRESS,
                        Map.of("phone", phone, "name", "Somebody Else", "password", "quite another password")));
        String theirCode = codeSentTo(phone);
        if (!code.equals(theirCode)) {
            assertWrong(confirm(own, theirCode));
            assertWrong(confirm(attackers, code));
        }
        assertWrong(confirm(UUID.randomUUID().toString(), code));
        assertThat(http().post(
                                "/api/v1/auth/password-resets/" + own + "/confirm",
                                Map.of("code", code, "newPassword", "quite another password"))
                        .code())
                .isEqualTo("wrong-code");
        assertThat(confirm(own, code).body().at("/account/displayName").asString())
                .isEqualTo("Sita Rai");
    }

    @Test
    void anExistingAccountShowsInNoAnswerAndItsOwnerIsTold() {
        String taken = newPhone();
        Account owner = account(Account.Kind.PATIENT, null, taken, new Grant(Role.PATIENT, null));
        String free = newPhone();

        Answer known = register(taken);
        Answer unknown = register(free);

        assertThat(known.body().propertyNames()).isEqualTo(unknown.body().propertyNames());
        assertThat(new TreeMap<>(known.headers().map()).keySet())
                .isEqualTo(new TreeMap<>(unknown.headers().map()).keySet());
        assertThat(jdbc.queryForList("select kind from notification where phone = ?", String.class, taken))
                .containsExactly("PHONE_REGISTERED_AGAIN");
        assertThat(jdbc.queryForList("select kind from notification where phone = ?", String.class, free))
                .containsExactly("ACCOUNT_CODE");
        Answer tried = confirm(id(known), "123456");
        assertWrong(tried);
        assertThat(tried.body().path("detail"))
                .isEqualTo(confirm(id(unknown), wrong(codeSentTo(free))).body().path("detail"));
        assertThat(accounts.find(owner.id()).orElseThrow()).isEqualTo(owner);
    }

    @Test
    void neitherWeakNorBreachedPasswordsNorOddPhonesAreTaken() {
        Map<String, String> wrong = Map.of(
                "aaaaaaaa", "weak-password",
                "short", "weak-password",
                "password", "breached-password",
                "Sunshine1!", "breached-password",
                "IloveYou2024", "breached-password",
                "qwertyuiop", "breached-password");
        wrong.forEach((password, code) -> assertThat(
                        http().post(ADDRESS, Map.of("phone", newPhone(), "name", "Sita", "password", password))
                                .code())
                .as(password)
                .isEqualTo(code));
        assertThat(http().post(ADDRESS, person("+9771")).code()).isEqualTo("invalid-request");
        assertThat(http().post(ADDRESS, person("+97700000000")).code()).isEqualTo("login-phone-invalid");
    }

    @Test
    void codesAreKeptAsHashesAndShownToNobodyElse() {
        String phone = newPhone();
        Answer asked = register(phone);
        String code = codeSentTo(phone);
        assertThat(asked.text().replace(id(asked), "")).doesNotContain(code);
        assertThat(new OneTimeCodeIssued(phone, CodePurpose.REGISTRATION, code, null).toString())
                .doesNotContain(code, phone);
        byte[] hash =
                jdbc.queryForObject("select code_hash from one_time_code where id = ?::uuid", byte[].class, id(asked));
        assertThat(hash).hasSize(32);
        assertThat(jdbc.queryForObject(
                        "select count(*) from one_time_code c where c::text like '%' || ? || '%' and id = ?::uuid",
                        Integer.class, code, UUID.randomUUID().toString()))
                .isZero();
    }
}
