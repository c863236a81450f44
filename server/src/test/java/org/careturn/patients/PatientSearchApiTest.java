package org.careturn.patients;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.Facility;
import org.careturn.facilities.Service;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.careturn.support.ServerTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** FR-PATIENT-04, US-REC-03. */
class PatientSearchApiTest extends ServerTest {
    private static final String SEARCH = "/api/v1/patients/search";

    @Autowired
    Patients patients;

    @Autowired
    Visits visits;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    TransactionTemplate transaction;

    private Facility facility;
    private Http client;

    @BeforeEach
    void open() {
        facility = hospital.facility();
        client = hospital.signedIn(Role.RECEPTIONIST, facility);
    }

    @ParameterizedTest
    @CsvSource({
        "Émile Özkan, emile ozkan",
        "Émile Özkan, ÖZKAN ÉMILE",
        "Émile Özkan, ozkan emiel",
        "Émile Özkan, emile oz",
        "Émile Özkan, ozkna",
        "Nguyễn Thị Ánh, nguyen anh",
        "Nguyễn Thị Ánh, Nguyẽn Anh Thi",
        "محمد بن سلمان, سلمان محمد",
        "Иванов Фёдор, федор ивано",
        "王小明, 小明",
        "王小明, 王",
        "김민수, 김민",
        "ஸ்ரீதர் குமார், குமார்",
        "Sukarno, sukarno",
        "O'Brien-Smith Jo, obrien jo",
        "O'Brien-Smith Jo, jo obriensmith",
        "Annemarie Kohl, anne marie kohl",
        "Unknown 20261, unknown 20261"
    })
    void theRightPersonComesFirst(String name, String typed) {
        for (String other :
                List.of("Emilia Ozkaya", "Nguyen Van Binh", "محمد علي", "Иванова Фаина", "李大明", "Jo Brian")) {
            hospital.patient(facility, other);
        }
        Patient meant = hospital.patient(facility, name);
        assertThat(found(typed)).first().isEqualTo(meant.id());
    }

    @Test
    void betterMatchesComeFirst() {
        Patient beginning = hospital.patient(facility, "Annabel Lees");
        Patient error = hospital.patient(facility, "Amn Lee");
        Patient longer = hospital.patient(facility, "Ann Mary Lee");
        Patient same = hospital.patient(facility, "Lee Ann");
        hospital.patient(facility, "Bob Stone");
        assertThat(found("ann lee")).containsExactly(same.id(), longer.id(), error.id(), beginning.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"087 123 4567", "+353 87 123 4567", "00353871234567", "4567", "123-4567", "4567 quin"})
    void phonesAreFoundInAnyForm(String typed) {
        Patient meant = patient("Ann Quinn", null, "+353871234567");
        patient("Bea Quinn", null, "+353871234568");
        assertThat(found(typed)).containsExactly(meant.id());
    }

    @Test
    void furtherPhonesAreFoundToo() {
        Patient meant = patient("Ann Quinn", LocalDate.of(1970, 1, 2), "+353871234567");
        for (String main : List.of("+353871234567", "+353871234569")) {
            jdbc.update(
                    "update patient set contact_phone = ?, other_phones = '{+353871234568,+353871234569}' where id = ?",
                    main,
                    meant.id());
            assertThat(found("087 123 4568")).containsExactly(meant.id());
            assertThat(found("087 123 4569 quinn")).containsExactly(meant.id());
        }
        Facility other = hospital.facility();
        Http elsewhere = hospital.signedIn(Role.RECEPTIONIST, other);
        assertThat(ids(search(elsewhere, other, "087 123 4568"))).isEmpty();
        assertThat(ids(search(elsewhere, other, "087 123 4568 2.1.1970"))).containsExactly(meant.id());
    }

    @Test
    void zerosAtTheEndOfAPhoneCount() {
        patient("Ann Quinn", null, "+353871220042");
        Patient meant = patient("Bea Quinn", null, "+353871000042");
        assertThat(found("000042")).containsExactly(meant.id());
    }

    @Test
    void frequentWordsThatSeldomGoTogetherAreFoundTogether() {
        Patient meant = hospital.patient(facility, "Ann Quinn");
        for (int batch = 0; batch < 13; batch++) {
            jdbc.update("""
                    with made as (
                      insert into patient (id, name, search_name, created_at)
                      select gen_random_uuid(), name, lower(name), now()
                      from generate_series(1, 250), unnest(array['Ann Other', 'Bob Quinn']) name
                      returning id)
                    insert into patient_facility (patient_id, facility_id) select id, ? from made""", facility.id());
        }
        assertThat(found("quinn ann")).first().isEqualTo(meant.id());
        assertThat(found("qui an")).contains(meant.id());
    }

    @Test
    void birthDatesNarrowNames() {
        Patient meant = patient("Maria Garcia", LocalDate.of(1961, 4, 18), null);
        Patient other = patient("Maria Garcia", LocalDate.of(1961, 4, 19), null);
        Patient twin = patient("Jose Garcia", LocalDate.of(1961, 4, 18), null);
        assertThat(found("maria garcia")).containsExactlyInAnyOrder(meant.id(), other.id());
        assertThat(found("garcia 18.4.1961 marai")).containsExactly(meant.id());
        assertThat(found("1961-04-18")).containsExactlyInAnyOrder(meant.id(), twin.id());
        assertThat(found("1961-04-20")).isEmpty();
    }

    @Test
    void aTicketNumberOfTodayNamesItsHolder() {
        Service service = hospital.service(facility, "T");
        Patient meant = hospital.patient(facility);
        Visit visit = visits.arrive(
                        Actor.SYSTEM,
                        Visits.Arriving.at(
                                Ids.next(),
                                facility.id(),
                                meant.id(),
                                service.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow()
                .visit();
        assertThat(found(visit.ticketNumber())).containsExactly(meant.id());
        assertThat(found("t1")).containsExactly(meant.id());
        assertThat(found("t2")).isEmpty();
        jdbc.update("update visit set service_day = service_day - 1, ended_at = now() where id = ?", visit.id());
        assertThat(found("t1")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"ADMIN", "DOCTOR", "NURSE", "RECEPTIONIST"})
    void nobodySeesWhomTheFacilityDoesNotKnow(Role role) {
        Facility other = hospital.facility();
        Patient foreign = hospital.patient(other, "Zebulon Foreign");
        Http staff = hospital.signedIn(role, facility);
        assertThat(ids(search(staff, facility, "zebulon foreign"))).isEmpty();
        assertThat(search(staff, other, "zebulon").code()).isEqualTo("not-found");
        patients.knownIn(foreign.id(), facility.id());
        assertThat(ids(search(staff, facility, "zebulon"))).containsExactly(foreign.id());
        assertThat(hospital.auditOf(facility.id())).endsWith("PATIENTS_SEARCHED");
        assertThat(hospital.count("audit_event", "subject_id = ? and detail::text ilike '%zebulon%'", facility.id()))
                .isZero();
    }

    @Test
    void theReceptionFindsThoseKnownElsewhereByPhoneAndBirthDateTogether() {
        Facility other = hospital.facility();
        LocalDate birth = LocalDate.of(1970, 1, 2);
        Patient foreign = patients.register(
                        Actor.SYSTEM, new NewPatient(null, other.id(), "Far Away", birth, "+353871299999", null, null))
                .orElseThrow();
        Answer answer = search(client, facility, "087 129 9999 2.1.1970");
        assertThat(ids(answer)).containsExactly(foreign.id());
        assertThat(answer.body().path("items").get(0).path("knownHere").asBoolean())
                .isFalse();
        assertThat(found("087 129 9999")).isEmpty();
        assertThat(found("2.1.1970")).isEmpty();
        assertThat(found("129 9999 2.1.1970")).isEmpty();
        assertThat(found("087 129 9999 3.1.1970")).isEmpty();
        Http doctor = hospital.signedIn(Role.DOCTOR, facility);
        assertThat(ids(search(doctor, facility, "087 129 9999 2.1.1970"))).isEmpty();
    }

    @Test
    void aNewNameIsFoundAndTheOldOneIsNot() {
        Patient patient = hospital.patient(facility, "Maiden Quirk");
        assertThat(client.with("If-Match", "\"1\"")
                        .send("PATCH", "/api/v1/patients/" + patient.id(), Map.of("name", "Married Quirk"))
                        .status())
                .isEqualTo(200);
        assertThat(found("married")).containsExactly(patient.id());
        assertThat(found("maiden")).isEmpty();
    }

    @Test
    void namesThatCameWithoutTheirPlainWordsGetThem() {
        Patient patient = hospital.patient(facility, "Before");
        jdbc.update("update patient set name = 'Héctor Import' where id = ?", patient.id());
        assertThat(found("before")).isEmpty();
        SearchNames.writeAll(jdbc, transaction);
        assertThat(found("hector")).containsExactly(patient.id());
        assertThat(hospital.count("patient", "search_name is null")).isZero();
    }

    @Test
    void onlySoManyAreAnswered() {
        for (int i = 0; i < 25; i++) {
            hospital.patient(facility, "Maria Common");
        }
        Answer usual = search(client, facility, "maria");
        assertThat(ids(usual)).hasSize(20);
        assertThat(usual.body().path("more").asBoolean()).isTrue();
        Answer all = client.post(SEARCH, Map.of("facilityId", facility.id(), "text", "common", "limit", 50));
        assertThat(ids(all)).hasSize(25);
        assertThat(all.body().path("more").asBoolean()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "'", "%", "__", "\u0301"})
    void tooLittleIsRefused(String typed) {
        assertThat(search(client, facility, typed).code()).isEqualTo("search-too-short");
    }

    @Test
    void signsOfPatternsMeanNothing() {
        hospital.patient(facility, "Ann Lee");
        assertThat(found("an% l_e")).isEmpty();
        assertThat(found("a\\ %% nn")).isEmpty();
    }

    private Patient patient(String name, @Nullable LocalDate birth, @Nullable String phone) {
        return patients.register(Actor.SYSTEM, new NewPatient(null, facility.id(), name, birth, phone, null, null))
                .orElseThrow();
    }

    private List<UUID> found(String typed) {
        return ids(search(client, facility, typed));
    }

    private static Answer search(Http by, Facility where, String typed) {
        return by.post(SEARCH, new HashMap<>(Map.of("facilityId", where.id(), "text", typed)));
    }

    private static List<UUID> ids(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        List<UUID> ids = new ArrayList<>();
        answer.body()
                .path("items")
                .forEach(item -> ids.add(UUID.fromString(item.path("id").asString())));
        return ids;
    }
}
