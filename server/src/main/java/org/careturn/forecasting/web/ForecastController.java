package org.careturn.forecasting.web;

import java.time.LocalDate;
import java.util.UUID;
import org.careturn.forecasting.Accuracy;
import org.careturn.forecasting.Forecasts;
import org.careturn.forecasting.OverbookingAdvice;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.queueing.TurnForecast;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/forecasts")
class ForecastController {
    private final Forecasts forecasts;
    private final Accuracy accuracy;
    private final OverbookingAdvice overbooking;

    ForecastController(Forecasts forecasts, Accuracy accuracy, OverbookingAdvice overbooking) {
        this.forecasts = forecasts;
        this.accuracy = accuracy;
        this.overbooking = overbooking;
    }

    @GetMapping("/entries/{entryId}")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT})
    TurnForecast ofEntry(Actor actor, @PathVariable UUID entryId) {
        return forecasts.ofEntry(actor, entryId);
    }

    @GetMapping("/appointments/{appointmentId}")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN, Role.PATIENT})
    Forecasts.OfAppointment ofAppointment(Actor actor, @PathVariable UUID appointmentId) {
        return forecasts.ofAppointment(actor, appointmentId);
    }

    @GetMapping("/overbooking")
    @Allow({Role.RECEPTIONIST, Role.NURSE, Role.DOCTOR, Role.ADMIN})
    OverbookingAdvice.Advice overbooking(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam(required = false) @Nullable LocalDate lastDay) {
        return overbooking.of(actor, facilityId, firstDay, lastDay == null ? firstDay : lastDay);
    }

    @GetMapping("/accuracy")
    @Allow(Role.ADMIN)
    Accuracy.Report accuracy(
            Actor actor,
            @RequestParam UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay) {
        return accuracy.of(actor, facilityId, firstDay, lastDay);
    }
}
