package org.careturn.scheduling;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.patients.Recognition;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.queueing.Tickets;
import org.careturn.queueing.Tickets.Ticket;
import org.careturn.scheduling.CheckIns.CheckedIn;
import org.careturn.scheduling.domain.BookingCode;
import org.careturn.scheduling.domain.CheckInRule;
import org.careturn.scheduling.jdbc.AppointmentLists;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Lets people check in by themselves at a kiosk. Whoever stands there isn't signed in: what was typed must name one
 * patient with an appointment there today, and every other case gets one and the same refusal.
 */
@Service
public class KioskCheckIns {
    private final AppointmentLists lists;
    private final Recognition recognition;
    private final CheckIns checkIns;
    private final Tickets tickets;
    private final Facilities facilities;
    private final Clock clock;

    KioskCheckIns(
            AppointmentLists lists,
            Recognition recognition,
            CheckIns checkIns,
            Tickets tickets,
            Facilities facilities,
            Clock clock) {
        this.lists = lists;
        this.recognition = recognition;
        this.checkIns = checkIns;
        this.tickets = tickets;
        this.facilities = facilities;
        this.clock = clock;
    }

    /** What somebody typed: the code of the booking, or the phone and the birth date. */
    public sealed interface Typed {
        record Code(String bookingCode) implements Typed {}

        record PhoneAndBirth(String phone, LocalDate birthDate) implements Typed {}
    }

    /**
     * What a kiosk prints. Nothing in it names a person.
     *
     * @param token of the ticket's link, for the QR code
     * @param arrival null where the patient had checked in before
     */
    public record KioskTicket(String token, CheckInRule.@Nullable Arrival arrival, Ticket ticket) {}

    @Transactional
    public Outcome<KioskTicket> checkIn(Actor actor, UUID facilityId, Typed typed) {
        Facility facility = facilities
                .findFacility(facilityId)
                .filter(found -> actor.is(Role.DEVICE, found.id()))
                .orElse(null);
        if (facility == null) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Instant now = clock.instant();
        List<Appointment> found = find(facility, typed, facility.serviceDay(now)).stream()
                .filter(appointment -> appointment.status() != AppointmentStatus.PROPOSED)
                .toList();
        if (found.stream().map(Appointment::patientId).distinct().count() != 1) {
            return Outcome.refused(SchedulingProblem.NO_BOOKING_FOUND);
        }
        Appointment meant = found.stream()
                .filter(appointment -> arrives(appointment, now))
                .findFirst()
                .or(() -> found.stream().filter(KioskCheckIns::isHere).findFirst())
                .orElse(found.getFirst());
        Outcome<CheckedIn> outcome = checkIns.checkIn(actor, meant.id(), facilityId, List.of());
        return outcome.map(checkedIn -> {
            String token = checkedIn.visit().visit().token();
            return new KioskTicket(token, checkedIn.arrival(), tickets.byToken(token));
        });
    }

    private List<Appointment> find(Facility facility, Typed typed, LocalDate today) {
        return switch (typed) {
            case Typed.Code(String code) -> {
                Optional<String> digits = BookingCode.lastDigits(code);
                yield digits.map(last -> lists.ofDay(facility.id(), today, last))
                        .orElse(List.of());
            }
            case Typed.PhoneAndBirth(String phone, LocalDate birthDate) ->
                lists.ofDay(facility.id(), today, recognition.byPhone(facility, phone, birthDate));
        };
    }

    private boolean arrives(Appointment appointment, Instant now) {
        BookingRule rule = facilities.bookingRule(appointment.serviceId());
        return CheckInRule.of(appointment.status(), appointment.start(), rule, true, false, false, now)
                instanceof CheckInRule.Arrives;
    }

    private static boolean isHere(Appointment appointment) {
        return appointment.status() == AppointmentStatus.CHECKED_IN;
    }
}
