package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-ID-03, FR-ID-17, FR-ID-18: names and roles of staff change, and an administrator is always left. */
class StaffChangeTest extends IdentityServer {
    @Autowired
    Staff staff;

    private UUID here;
    private Account admin;
    private Account nurse;

    @BeforeEach
    void someone() {
        here = facility();
        admin = staff(Role.ADMIN, here);
        nurse = staff(Role.NURSE, here);
    }

    private static Map<String, @Nullable Object> names(@Nullable String userName, @Nullable String phone) {
        Map<String, @Nullable Object> names = new HashMap<>();
        names.put("userName", userName);
        names.put("loginPhone", phone);
        names.put("displayName", "New Name");
        return names;
    }

    private static Map<String, Object> roles(Role role, UUID facility) {
        return Map.of("roles", List.of(Map.of("role", role, "facilityId", facility)));
    }

    private Http at(Account account, Account who) {
        return as(account)
                .with("If-Match", "\"" + accounts.find(who.id()).orElseThrow().version() + "\"");
    }

    @Test
    void namesChangeUnderTheirVersionAndStayUnique() {
        Account other = staff(Role.NURSE, facility());
        String phone = newPhone();
        account(Account.Kind.PATIENT, null, phone, new Grant(Role.PATIENT, null));
        String address = "/api/v1/staff/" + nurse.id() + "/names";

        assertThat(at(admin, nurse).put(address, names(other.userName(), null)).code())
                .isEqualTo("user-name-taken");
        assertThat(at(admin, nurse).put(address, names(unique("new"), phone)).code())
                .isEqualTo("login-phone-taken");
        assertThat(as(admin)
                        .with("If-Match", "\"99\"")
                        .put(address, names(unique("new"), null))
                        .code())
                .isEqualTo("precondition-failed");
        assertThat(at(admin, other)
                        .put("/api/v1/staff/" + other.id() + "/names", names(unique("new"), null))
                        .status())
                .isEqualTo(404);

        String name = unique("New").replace("New", "NEW");
        Answer done = at(admin, nurse).put(address, names(name, newPhone()));
        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.header("ETag")).isEqualTo("\"2\"");
        assertThat(http().login(name, PASSWORD).status()).isEqualTo(200);
        assertThat(http().login(String.valueOf(nurse.userName()), PASSWORD).status())
                .isEqualTo(401);
    }

    @Test
    void rolesChangeWhereTheAdministratorIsOneOnly() {
        UUID there = facility();
        Account both = account(
                Account.Kind.STAFF, unique("both"), null, new Grant(Role.NURSE, here), new Grant(Role.DOCTOR, there));
        String address = "/api/v1/staff/" + both.id() + "/roles";

        assertThat(at(admin, both).put(address, roles(Role.DOCTOR, there)).status())
                .isEqualTo(404);
        assertThat(at(admin, both).put(address, roles(Role.DEVICE, here)).code())
                .isEqualTo("role-mismatch");
        Answer done = at(admin, both).put(address, roles(Role.RECEPTIONIST, here));

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(Set.copyOf(accounts.find(both.id()).orElseThrow().roles()))
                .containsExactlyInAnyOrder(new Grant(Role.RECEPTIONIST, here), new Grant(Role.DOCTOR, there));
        assertThat(done.text()).doesNotContain(there.toString());
    }

    @Test
    void nobodyGivesThemselvesMore() {
        Map<String, Object> everywhere = Map.of("roles", List.of(Map.of("role", Role.ADMIN)));
        Answer answer = at(admin, admin).put("/api/v1/staff/" + admin.id() + "/roles", everywhere);
        assertThat(answer.status()).isEqualTo(403);
        assertThat(at(nurse, nurse)
                        .put("/api/v1/staff/" + nurse.id() + "/roles", roles(Role.ADMIN, here))
                        .status())
                .isEqualTo(403);
    }

    private void withoutAdministratorsOfAll() {
        jdbc.update("update account set active = false where id in"
                + " (select account_id from account_role where role = 'ADMIN' and facility_id is null)");
    }

    @Test
    void theLastAdministratorStays() {
        withoutAdministratorsOfAll();
        Answer demoted = at(admin, admin).put("/api/v1/staff/" + admin.id() + "/roles", roles(Role.NURSE, here));
        assertThat(demoted.status()).isEqualTo(409);
        assertThat(demoted.code()).isEqualTo("last-admin");
        assertThat(staff.setActive(Actor.SYSTEM, admin.id(), false)).isInstanceOf(Outcome.Refused.class);

        Account second = staff(Role.ADMIN, here);
        assertThat(at(second, admin)
                        .put("/api/v1/staff/" + admin.id() + "/active", Map.of("active", false))
                        .status())
                .isEqualTo(200);
        assertThat(at(second, second)
                        .put("/api/v1/staff/" + second.id() + "/roles", roles(Role.NURSE, here))
                        .code())
                .isEqualTo("last-admin");
    }

    @Test
    void twoWhoShutEachOtherOutLeaveOne() throws Exception {
        withoutAdministratorsOfAll();
        for (int round = 0; round < 20; round++) {
            UUID facility = facility();
            List<Account> two = List.of(staff(Role.ADMIN, facility), staff(Role.ADMIN, facility));
            List<Callable<Outcome<Account>>> calls = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                Account self = two.get(i);
                Account other = two.get(1 - i);
                Actor actor = new Actor(self.id(), UUID.randomUUID(), self.roles(), null);
                boolean demotes = round % 2 == 0;
                calls.add(() -> demotes
                        ? staff.setRoles(actor, other.id(), other.version(), Set.of(new Grant(Role.NURSE, facility)))
                        : staff.setActive(actor, other.id(), false));
            }
            try (ExecutorService clients = Executors.newFixedThreadPool(2)) {
                int done = 0;
                for (var call : clients.invokeAll(calls)) {
                    done += call.get() instanceof Outcome.Done ? 1 : 0;
                }
                assertThat(done).isOne();
            }
            assertThat(two.stream().filter(one -> accounts.holds(one.id(), Role.ADMIN, facility)))
                    .hasSize(1);
        }
    }
}
