package org.careturn.scheduling.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import org.careturn.scheduling.AppointmentAction;
import org.careturn.scheduling.AppointmentStatus;
import org.careturn.scheduling.SlotStatus;
import org.junit.jupiter.api.Test;

/** FR-SCHED-12 */
class AppointmentTransitionsTest {

    @Test
    void everyStatusIsReachedAndEveryActionHasItsUse() {
        Set<AppointmentStatus> reached = EnumSet.of(AppointmentStatus.BOOKED, AppointmentStatus.PROPOSED);
        Set<AppointmentAction> used = EnumSet.of(AppointmentAction.BOOK, AppointmentAction.OFFER);
        AppointmentTransitions.TABLE.forEach(transition -> {
            reached.add(transition.to());
            used.add(transition.action());
        });
        assertThat(reached).containsExactlyInAnyOrder(AppointmentStatus.values());
        assertThat(used).containsExactlyInAnyOrder(AppointmentAction.values());
    }

    @Test
    void whatIsCancelledOrFulfilledStaysSo() {
        assertThat(AppointmentTransitions.TABLE)
                .noneMatch(transition -> transition.from() == AppointmentStatus.CANCELLED
                        || transition.from() == AppointmentStatus.FULFILLED);
    }

    @Test
    void statusesAreFhirs() {
        assertThat(AppointmentStatus.CHECKED_IN.fhir()).isEqualTo("checked-in");
        assertThat(AppointmentStatus.NOSHOW.fhir()).isEqualTo("noshow");
        assertThat(Set.of(
                        "proposed",
                        "pending",
                        "booked",
                        "arrived",
                        "fulfilled",
                        "cancelled",
                        "noshow",
                        "entered-in-error",
                        "checked-in",
                        "waitlist"))
                .containsAll(EnumSet.allOf(AppointmentStatus.class).stream()
                        .map(AppointmentStatus::fhir)
                        .toList());
        assertThat(Set.of("busy", "free", "busy-unavailable", "busy-tentative", "entered-in-error"))
                .containsAll(EnumSet.allOf(SlotStatus.class).stream()
                        .map(SlotStatus::fhir)
                        .toList());
    }
}
