package org.careturn.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patients;
import org.careturn.patients.UnidentifiedPatient;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What later statistics count from the first day on, without saying who. */
class UsageTest extends IdentityServer {
    @Autowired
    Patients patients;

    private int active(UUID facility) {
        Integer count =
                jdbc.queryForObject("select count(*) from usage_active where facility_id = ?", Integer.class, facility);
        return count == null ? 0 : count;
    }

    private int signIns() {
        Integer count = jdbc.queryForObject(
                "select count(*) from usage_event where kind = 'SIGN_IN' and account_kind = 'STAFF'", Integer.class);
        return count == null ? 0 : count;
    }

    @Test
    void aPersonCountsOnceADayAndEachSignInByItself() {
        UUID facility = facility();
        Account nurse = staff(Role.NURSE, facility);
        int before = signIns();
        as(nurse);
        Answer signedIn = http().login(String.valueOf(nurse.userName()), PASSWORD);
        as(staff(Role.NURSE, facility));
        assertThat(signIns() - before).isEqualTo(3);
        assertThat(active(facility)).isEqualTo(2);

        CLOCK.advance(Duration.ofDays(1));
        http().post(
                        "/api/v1/auth/refresh",
                        Map.of(
                                "refreshToken",
                                signedIn.body().path("refreshToken").asString()));
        assertThat(active(facility)).isEqualTo(3);
        assertThat(jdbc.queryForObject(
                        "select count(distinct mark) from usage_active where facility_id = ?", Integer.class, facility))
                .as("nobody's mark is the same on two days")
                .isEqualTo(3);
    }

    @Test
    void registrationsCountByHowTheyCame() {
        UUID facility = facility();
        Map<String, Long> before = registrations();
        patients.register(Actor.SYSTEM, new NewPatient(null, facility, "Ana Ruiz", null, null, null, null))
                .orElseThrow();
        patients.registerUnidentified(Actor.SYSTEM, new UnidentifiedPatient(null, facility, null, null))
                .orElseThrow();
        patients.register(
                        Actor.SYSTEM,
                        new NewPatient(null, facility, "Ben Okri", null, null, null, null),
                        Usage.Channel.IMPORT)
                .orElseThrow();
        Actor kiosk = new Actor(Ids.next(), Ids.next(), List.of(new Grant(Role.DEVICE, facility)), null);
        patients.registerAtKiosk(kiosk, facility, null).orElseThrow();
        Map<String, Long> after = registrations();
        assertThat(after.getOrDefault("RECEPTION", 0L) - before.getOrDefault("RECEPTION", 0L))
                .isEqualTo(2);
        assertThat(after.getOrDefault("IMPORT", 0L) - before.getOrDefault("IMPORT", 0L))
                .isEqualTo(1);
        assertThat(after.getOrDefault("KIOSK", 0L) - before.getOrDefault("KIOSK", 0L))
                .isEqualTo(1);
    }

    private Map<String, Long> registrations() {
        Map<String, Long> counts = new HashMap<>();
        jdbc.query(
                "select channel, count(*) as n from usage_event where kind = 'REGISTRATION' group by channel", row -> {
                    counts.put(row.getString("channel"), row.getLong("n"));
                });
        return counts;
    }

    @Test
    void whatIsOverIsForgotten() {
        String phone = newPhone();
        http().post("/api/v1/auth/registrations", Map.of("phone", phone, "name", "Sita", "password", PASSWORD));
        IdentityRetention.prune(jdbc, CLOCK.instant());
        assertThat(waiting(phone)).isOne();
        IdentityRetention.prune(jdbc, CLOCK.instant().plus(Duration.ofHours(25)));
        assertThat(waiting(phone)).isZero();
    }

    private int waiting(String phone) {
        return jdbc.queryForList("select name from registration where phone = ?", phone)
                .size();
    }
}
