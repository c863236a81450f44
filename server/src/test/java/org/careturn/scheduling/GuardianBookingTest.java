package org.careturn.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.careturn.patients.Guardianship;
import org.careturn.patients.Guardianship.Relationship;
import org.careturn.patients.Guardianships;
import org.careturn.patients.Guardianships.NewGuardianship;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.support.Http;
import org.careturn.support.Http.Answer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** FR-PATIENT-08, US-PAT-03: a guardian books, sees and cancels for a dependant, and no longer after the end. */
class GuardianBookingTest extends SchedulingFixture {
    @Autowired
    private Guardianships guardianships;

    @Test
    void aGuardianBooksAndCancelsUntilTheEnd() {
        Patient child = patient();
        Patient parent = patient();
        Http guardian = hospital.signedIn(parent);
        assertThat(bookFor(guardian, child, "09:00").code()).isEqualTo("not-found");
        Guardianship guardianship = guardianships
                .start(Actor.SYSTEM, child.id(), new NewGuardianship(parent.id(), Relationship.PARENT, null))
                .orElseThrow();
        Answer booked = bookFor(guardian, child, "09:30");
        assertThat(booked.status()).as(booked.text()).isEqualTo(201);
        String address = "/api/v1/appointments/" + booked.body().path("id").asString();
        assertThat(guardian.get("/api/v1/appointments").body().path("items").size())
                .isOne();
        assertThat(jdbc.queryForObject(
                        "select count(*) from audit_event where patient_id = ? and subject_id = ?::uuid and account_id = "
                                + "(select account_id from patient where id = ?)",
                        Long.class,
                        child.id(),
                        booked.body().path("id").asString(),
                        parent.id()))
                .as("recorded as done by the guardian for the child")
                .isOne();
        assertThat(guardian.post(address + "/cancel", null).status()).isEqualTo(200);
        Answer second = bookFor(guardian, child, "10:00");
        assertThat(second.status()).as(second.text()).isEqualTo(201);

        guardianships.end(Actor.SYSTEM, guardianship.id(), null).orElseThrow();

        String other = "/api/v1/appointments/" + second.body().path("id").asString();
        assertThat(guardian.get(other).status()).isEqualTo(404);
        assertThat(guardian.post(other + "/cancel", null).status()).isEqualTo(404);
        assertThat(bookFor(guardian, child, "11:00").code()).isEqualTo("not-found");
        assertThat(guardian.get("/api/v1/appointments").body().path("items").isEmpty())
                .isTrue();
    }

    private Answer bookFor(Http who, Patient child, String time) {
        return who.post(
                "/api/v1/appointments",
                Map.of(
                        "serviceId", service.id(),
                        "doctorId", doctor.id(),
                        "start", at(time).plusSeconds(86_400),
                        "patientId", child.id()));
    }
}
