package org.careturn.scheduling.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.careturn.queueing.TicketLeases.Lease;
import org.careturn.scheduling.KioskCheckIns;
import org.careturn.scheduling.KioskCheckIns.KioskTicket;
import org.careturn.scheduling.KioskCheckIns.Typed;
import org.careturn.scheduling.KioskTickets;
import org.careturn.scheduling.KioskTickets.Taken;
import org.careturn.scheduling.KioskTickets.Wish;
import org.careturn.scheduling.SchedulingProblem;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What people do by themselves at a kiosk. */
@RestController
@RequestMapping("/api/v1/kiosk")
class KioskController {
    private final KioskCheckIns checkIns;
    private final KioskTickets tickets;
    private final Limits limits;
    private final Writes writes;

    KioskController(KioskCheckIns checkIns, KioskTickets tickets, Limits limits, Writes writes) {
        this.checkIns = checkIns;
        this.tickets = tickets;
        this.limits = limits;
        this.writes = writes;
    }

    /** @param phone of the record, with {@code birthDate}, where somebody hasn't the booking code at hand */
    record CheckIn(
            @NotNull UUID facilityId,
            @Nullable @Size(min = 1, max = 20) String bookingCode,
            @Nullable @Size(min = 1, max = 40) String phone,
            @Nullable LocalDate birthDate) {

        Typed typed() {
            if (bookingCode != null && phone == null && birthDate == null) {
                return new Typed.Code(bookingCode);
            }
            if (bookingCode == null && phone != null && birthDate != null) {
                return new Typed.PhoneAndBirth(phone, birthDate);
            }
            throw new RefusedException(
                    CommonProblem.INVALID_REQUEST, "Name the bookingCode, or the phone and the birthDate.");
        }

        /** However a number is written, its last digits are the same. */
        private String tried() {
            String digits = phone == null ? "" : phone.replaceAll("[^0-9]", "");
            return bookingCode == null ? digits.substring(Math.max(0, digits.length() - 7)) : bookingCode;
        }

        @Override
        public String toString() {
            return "CheckIn[]";
        }
    }

    /** Guesses count for the phone that is tried and for the kiosk at which they are made. */
    @PostMapping("/check-ins")
    @Allow(Role.DEVICE)
    ResponseEntity<KioskTicket> checkIn(Actor actor, WriteKey key, @Valid @RequestBody CheckIn request) {
        Typed typed = request.typed();
        Attempt attempt = limits.begin(
                Attempted.KIOSK_CHECK_IN, request.tried(), actor.accountId().toString());
        try {
            ResponseEntity<KioskTicket> answer = writes.change(
                    actor,
                    key,
                    request.facilityId + " " + request.bookingCode + " " + request.phone + " " + request.birthDate,
                    KioskTicket.class,
                    () -> checkIns.checkIn(actor, request.facilityId, typed));
            attempt.doesNotCount();
            return answer;
        } catch (RefusedException refused) {
            if (refused.refusal().type() != SchedulingProblem.NO_BOOKING_FOUND) {
                attempt.doesNotCount();
            }
            throw refused;
        }
    }

    /**
     * What somebody wants a number for.
     *
     * @param queueId the one queue to wait in, or
     * @param routeId the route to take; one of the two
     * @param taken what the kiosk settled while it had no contact; null: nothing, the server gives the number
     */
    record TakeTicket(
            @NotNull UUID facilityId,
            @Nullable UUID queueId,
            @Nullable UUID routeId,

            @Nullable @Size(max = 35) @Pattern(regexp = "[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
            String language,

            @Nullable @Valid TakenTicket taken) {}

    /** @param token opens the ticket's page; 128 random bits in base64url */
    record TakenTicket(
            @NotNull UUID leaseId,
            @Min(1) @Max(999_999) int sequence,
            @NotNull @Pattern(regexp = "[A-Za-z0-9_-]{22}") String token,
            @NotNull Instant takenAt) {

        Taken taken() {
            return new Taken(leaseId, sequence, token, takenAt);
        }
    }

    record LeaseNumbers(
            @NotNull UUID facilityId,
            @NotNull @Pattern(regexp = "[A-Z]{1,3}") String prefix,
            @Min(1) @Max(200) int count) {}

    @PostMapping("/tickets")
    @Allow(Role.DEVICE)
    ResponseEntity<KioskTicket> take(Actor actor, WriteKey key, @Valid @RequestBody TakeTicket request) {
        if ((request.queueId == null) == (request.routeId == null)) {
            throw new RefusedException(CommonProblem.INVALID_REQUEST, "Name either queueId or routeId.");
        }
        Wish wish = new Wish(
                request.facilityId,
                request.queueId,
                request.routeId,
                request.language,
                request.taken == null ? null : request.taken.taken());
        return writes.create(actor, key, request, KioskTicket.class, () -> tickets.take(actor, wish));
    }

    @PostMapping("/leases")
    @Allow(Role.DEVICE)
    ResponseEntity<Lease> lease(Actor actor, WriteKey key, @Valid @RequestBody LeaseNumbers request) {
        return writes.create(
                actor,
                key,
                request,
                Lease.class,
                () -> tickets.lease(actor, request.facilityId, request.prefix, request.count));
    }
}
