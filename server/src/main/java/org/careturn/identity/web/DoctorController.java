package org.careturn.identity.web;

import java.util.List;
import java.util.UUID;
import org.careturn.identity.Staff;
import org.careturn.identity.Staff.Doctor;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Colleagues, and patients who choose one, learn which doctors there are; their accounts stay the administrators'. */
@RestController
class DoctorController {
    private final Staff staff;

    record Items<T>(List<T> items) {}

    DoctorController(Staff staff) {
        this.staff = staff;
    }

    @GetMapping("/api/v1/facilities/{facilityId}/doctors")
    @Allow({Role.ADMIN, Role.DOCTOR, Role.NURSE, Role.RECEPTIONIST, Role.PATIENT})
    Items<Doctor> doctors(Actor actor, @PathVariable UUID facilityId) {
        if (!actor.mayIn(facilityId) && !actor.has(Role.PATIENT)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        return new Items<>(staff.doctors(facilityId));
    }
}
