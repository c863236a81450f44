package org.careturn.api;

import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.identity.Account;
import org.careturn.identity.Scope;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.support.Hospital;
import org.careturn.support.TotpCodes;
import org.jspecify.annotations.Nullable;

/** Of a {@link World}: sign-ins, accounts, devices and programs. */
final class WorldIdentity {
    private final Worlds by;
    private final World world;
    private @Nullable String secondFactor;

    WorldIdentity(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put(
                "staffId", () -> by.hospital.account(Role.NURSE, world.facility).id());
        records.put(
                "doctorId",
                () -> by.hospital.account(Role.DOCTOR, world.facility).id());
        records.put("refreshToken", world.session::refreshToken);
        records.put("registrationId", () -> by.registration(world.phone));
        records.put("resetId", () -> by.passwordReset(world.phone));
        records.put(
                "changeId",
                () -> by.loginPhoneChange(
                        world.insider.kind() == Account.Kind.PATIENT ? world.actor() : by.somebodyElse(world.facility),
                        world.phone));
        records.put("sessionId", () -> by.open(world.insider).sessionId());
        records.put("deviceId", this::device);
        records.put(
                "clientId",
                () -> by.clients
                        .register(
                                Actor.SYSTEM,
                                Hospital.name("Laboratory"),
                                Set.of(Scope.QUEUE_READ),
                                Set.of(world.facility.id()))
                        .orElseThrow()
                        .id());
    }

    void giveAccount(Patient to) {
        by.patientAccount(to);
    }

    /** The one who has registered by phone is known in the facility by now. */
    void useRecordOfRegistered() {
        UUID own = by.jdbc
                .sql("select p.id from patient p join account a on a.id = p.account_id where a.login_phone = ?")
                .param(world.phone)
                .query(UUID.class)
                .single();
        by.patients.knownIn(own, world.facility.id());
    }

    void switchSecondFactorOff() {
        String code = switchSecondFactorOn();
        by.factors.remove(world.actor(), code).orElseThrow();
    }

    /** The code that would have been sent last. */
    String sentCode() {
        return by.sentCode(world.phone);
    }

    /** A record that the one with the role here may claim, as somebody who has just registered; returns the code. */
    String claimable(String name, LocalDate birthDate) {
        by.jdbc
                .sql("update account set login_phone = ? where id = ?")
                .params(world.phone, world.insider.id())
                .update();
        by.jdbc
                .sql("update patient set account_id = null where account_id = ?")
                .param(world.insider.id())
                .update();
        by.patients
                .register(
                        Actor.SYSTEM,
                        new NewPatient(null, world.facility.id(), name, birthDate, world.phone, null, null))
                .orElseThrow();
        world.value("claimId");
        return sentCode();
    }

    /** Lets somebody sign in by the phone; returns it. */
    String registeredPhone() {
        world.value("resetId");
        return world.phone;
    }

    String pairingCode() {
        return by.devices
                .invite(Actor.SYSTEM, world.facility.id(), Hospital.name("Display"))
                .orElseThrow()
                .code();
    }

    /** Begins a second factor for the one with the role here; returns a code of it. */
    String beginSecondFactor() {
        return TotpCodes.of(
                by.factors.begin(world.actor(), "somebody").orElseThrow().secret(), 0);
    }

    /** Switches it on; returns the next code. */
    String switchSecondFactorOn() {
        String secret = secondFactor;
        if (secret == null) {
            secret = by.factors.begin(world.actor(), "somebody").orElseThrow().secret();
            by.factors.confirm(world.actor(), TotpCodes.of(secret, 0)).orElseThrow();
            secondFactor = secret;
        }
        return TotpCodes.of(secret, 1);
    }

    private UUID device() {
        return by.devices.pair(pairingCode()).orElseThrow().id();
    }
}
