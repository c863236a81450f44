package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.careturn.facilities.Facility;
import org.careturn.patients.Likeness.Described;
import org.careturn.platform.Role;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** FR-PATIENT-05, US-REC-03. */
class DuplicatesApiTest extends ServerTest {
    private static final String PATIENTS = "/api/v1/patients";
    private static final String DUPLICATES = PATIENTS + "/duplicates";

    private Facility facility;
    private Http client;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        client = hospital.signedIn(Role.RECEPTIONIST, facility);
    }

    @ParameterizedTest
    @CsvSource({
        "Marta Quispe, 1961-04-18, 0871234567, true",
        "Qiuspe Marta, 1961-04-18, , true",
        "Marta Quispe, 1961-04-19, 0871234567, true",
        "Marta Quispe Rojas, 1961-04-18, , true",
        "Marta Quispe, , 0871234567, true",
        "Marta Quispe, 1990-11-02, 0871234567, false",
        "Marta Quispe, 1990-11-02, , false",
        "Juan Quispe, 1961-04-18, , false",
        "Juan Lopez, 1961-04-18, 0871234567, false",
        "Marta Quispe, , , false"
    })
    void whoIsAboutToBeRegisteredMayBeKnown(
            String name, @Nullable String birth, @Nullable String phone, boolean likely) {
        String known = id(client.post(PATIENTS, person("Marta Quispe", "1961-04-18", "0871234567")));
        Answer answer = client.post(DUPLICATES, person(name, birth, phone));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.body().path("items").size()).isEqualTo(likely ? 1 : 0);
        if (likely) {
            assertThat(answer.body().path("items").get(0).path("id").asString()).isEqualTo(known);
        }
        assertThat(client.post(PATIENTS, person(name, birth, phone)).status()).isEqualTo(201);
    }

    @Test
    void pairsAreListedUntilSomebodySaysThatTheyAreTwoPeople() {
        client.post(PATIENTS, person("Ann Twin", "1990-05-04", null));
        client.post(PATIENTS, person("Anne Twin", "1990-05-04", null));
        Answer listed = client.get(DUPLICATES + "?facilityId=" + facility.id());
        assertThat(listed.body().path("items").size()).isEqualTo(1);
        String pair = listed.body().path("items").get(0).path("id").asString();
        Http elsewhere = hospital.signedIn(Role.RECEPTIONIST, hospital.facility());
        assertThat(elsewhere.get(DUPLICATES + "?facilityId=" + facility.id()).code())
                .isEqualTo("not-found");
        assertThat(elsewhere.post(DUPLICATES + "/" + pair + "/dismiss", null).code())
                .isEqualTo("not-found");
        assertThat(client.post(DUPLICATES + "/" + pair + "/dismiss", null).header("CareTurn-Outcome"))
                .isEqualTo("DONE");
        assertThat(client.post(DUPLICATES + "/" + pair + "/dismiss", null).header("CareTurn-Outcome"))
                .isEqualTo("NOOP");
        assertThat(client.get(DUPLICATES + "?facilityId=" + facility.id())
                        .body()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void aFacilityIsToldOfItsOwnPeopleOnly() {
        Facility other = hospital.facility();
        Http there = hospital.signedIn(Role.RECEPTIONIST, other);
        client.post(PATIENTS, person("Zoe Apart", "1990-05-04", "0871234567"));
        Map<String, Object> same = person("Zoe Apart", "1990-05-04", "0871234567");
        same.put("facilityId", other.id());
        assertThat(there.post(DUPLICATES, same).body().path("items").size()).isZero();
        assertThat(client.post(DUPLICATES, same).code()).isEqualTo("not-found");
    }

    @Test
    void likenessIsSymmetric() {
        Described one = new Described(List.of("ann", "lee"), LocalDate.of(1990, 5, 4), null);
        Described swapped = new Described(List.of("ann", "lee", "mary"), LocalDate.of(1990, 4, 5), "+353871234567");
        assertThat(Likeness.of(one, swapped))
                .isEqualTo(Likeness.of(swapped, one))
                .isEqualTo(55);
        assertThat(Likeness.of(one, one)).isEqualTo(80);
    }

    private Map<String, Object> person(String name, @Nullable String birth, @Nullable String phone) {
        Map<String, Object> body = new HashMap<>(Map.of("facilityId", facility.id(), "name", name));
        body.put("birthDate", birth);
        body.put("contactPhone", phone);
        return body;
    }

    private static String id(Answer answer) {
        return answer.body().path("id").asString();
    }
}
