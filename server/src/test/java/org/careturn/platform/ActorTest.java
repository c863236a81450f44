package org.careturn.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.platform.Actor.Grant;
import org.junit.jupiter.api.Test;

/** FR-PATIENT-10: who acts as which patient. */
class ActorTest {
    private final UUID own = Ids.next();
    private final UUID dependant = Ids.next();

    @Test
    void aPatientIsThePersonAndWhomThePersonActsFor() {
        Actor patient = actor(Role.PATIENT);
        assertThat(patient.isPatient(own)).isTrue();
        assertThat(patient.isPatient(dependant)).isTrue();
        assertThat(patient.isPatient(Ids.next())).isFalse();
        assertThat(patient.isPatient(null)).isFalse();
        assertThat(patient.patients()).containsExactlyInAnyOrder(own, dependant);
    }

    @Test
    void withoutTheRoleNobodyIsAPatient() {
        Actor narrowed = actor(Role.PATIENT).narrowedTo(Set.of(Role.NURSE));
        for (Actor actor : List.of(actor(Role.NURSE), narrowed)) {
            assertThat(actor.isPatient(own)).isFalse();
            assertThat(actor.isPatient(dependant)).isFalse();
            assertThat(actor.patients()).isEmpty();
        }
    }

    private Actor actor(Role role) {
        return new Actor(Ids.next(), Ids.next(), List.of(new Grant(role, null)), own, Set.of(dependant));
    }
}
