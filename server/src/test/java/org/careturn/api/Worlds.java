package org.careturn.api;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.RouteSetup;
import org.careturn.facilities.ServiceSetup;
import org.careturn.forecasting.whatif.WhatIfs;
import org.careturn.identity.Account;
import org.careturn.identity.Actors;
import org.careturn.identity.Clients;
import org.careturn.identity.Devices;
import org.careturn.identity.LoginPhoneChanges;
import org.careturn.identity.PasswordChanges;
import org.careturn.identity.Registrations;
import org.careturn.identity.Registrations.Registration;
import org.careturn.identity.SecondFactors;
import org.careturn.identity.tokens.AccessTokens;
import org.careturn.identity.tokens.Sessions;
import org.careturn.identity.tokens.Sessions.Lifetime;
import org.careturn.identity.tokens.Sessions.Opened;
import org.careturn.imports.CheckedImports;
import org.careturn.notifications.Feedback;
import org.careturn.notifications.Notifications;
import org.careturn.notifications.Outbox;
import org.careturn.notifications.PushDevices;
import org.careturn.notifications.Resends;
import org.careturn.notifications.jdbc.NotificationStore;
import org.careturn.patients.Claims;
import org.careturn.patients.Consents;
import org.careturn.patients.Duplicates;
import org.careturn.patients.Guardianships;
import org.careturn.patients.Patient;
import org.careturn.patients.PatientMerges;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.DrivableClock;
import org.careturn.platform.Role;
import org.careturn.queueing.Calls;
import org.careturn.queueing.DeskSessions;
import org.careturn.queueing.Entries;
import org.careturn.queueing.Visits;
import org.careturn.scheduling.Absences;
import org.careturn.scheduling.Bookings;
import org.careturn.scheduling.CheckIns;
import org.careturn.scheduling.Schedules;
import org.careturn.scheduling.WaitingLists;
import org.careturn.support.Hospital;
import org.careturn.support.SentCodes;
import org.careturn.sync.Conflicts;
import org.careturn.sync.Push;
import org.careturn.sync.SyncClients;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes worlds out of the application's services. */
final class Worlds {
    @Autowired
    Hospital hospital;

    @Autowired
    Patients patients;

    @Autowired
    RouteSetup routes;

    @Autowired
    Visits visits;

    @Autowired
    Entries entries;

    @Autowired
    Calls calls;

    @Autowired
    DeskSessions desks;

    @Autowired
    BookingSetup booking;

    @Autowired
    ServiceSetup services;

    @Autowired
    OpeningSetup opening;

    @Autowired
    CheckIns checkIns;

    @Autowired
    Schedules schedules;

    @Autowired
    Absences absences;

    @Autowired
    WhatIfs whatIfs;

    @Autowired
    CheckedImports imports;

    @Autowired
    Bookings bookings;

    @Autowired
    WaitingLists waitingLists;

    @Autowired
    Sessions sessions;

    @Autowired
    Actors actors;

    @Autowired
    AccessTokens tokens;

    @Autowired
    DrivableClock clock;

    @Autowired
    Registrations registrations;

    @Autowired
    PasswordChanges passwords;

    @Autowired
    LoginPhoneChanges loginPhones;

    @Autowired
    SecondFactors factors;

    @Autowired
    Devices devices;

    @Autowired
    Clients clients;

    @Autowired
    Claims claims;

    @Autowired
    Guardianships guardianships;

    @Autowired
    Consents consents;

    @Autowired
    PatientMerges merges;

    @Autowired
    Duplicates duplicates;

    @Autowired
    SyncClients syncClients;

    @Autowired
    Push push;

    @Autowired
    Conflicts conflicts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Outbox outbox;

    @Autowired
    PushDevices pushDevices;

    @Autowired
    Notifications notifications;

    @Autowired
    NotificationStore sent;

    @Autowired
    Feedback feedback;

    @Autowired
    Resends resends;

    @Autowired
    TransactionTemplate transaction;

    private final Map<Role, String> foreigners = new EnumMap<>(Role.class);

    World of(Role role) {
        return new World(this, role);
    }

    UUID registration(String phone) {
        return registrations
                .start(new Registration(phone, Hospital.name("Patient"), null, Hospital.PASSWORD))
                .orElseThrow()
                .id();
    }

    UUID passwordReset(String phone) {
        UUID registration = registration(phone);
        registrations.confirm(registration, sentCode(phone)).orElseThrow();
        return passwords.askReset(phone, null).id();
    }

    UUID loginPhoneChange(Actor actor, String phone) {
        return loginPhones
                .ask(actor, Hospital.PASSWORD, phone, null)
                .orElseThrow()
                .id();
    }

    /** A patient whom the world isn't about. */
    Actor somebodyElse(Facility facility) {
        return new Actor(patientAccount(hospital.patient(facility)).id(), new UUID(0, 0), List.of(), null);
    }

    String sentCode(String phone) {
        return SentCodes.last(outbox, phone);
    }

    /** Of somebody with the role in a facility that no world is about; the same person until forgotten. */
    String foreignerToken(Role role) {
        return foreigners.computeIfAbsent(role, _ -> tokenOf(somebody(role, hospital.facility())));
    }

    /** Where the foreigner may have changed something, another one is needed. */
    void forgetForeigner(Role role) {
        foreigners.remove(role);
    }

    Account somebody(Role role, Facility where) {
        return role == Role.PATIENT ? patientAccount(hospital.patient(where)) : hospital.account(role, where);
    }

    Account patientAccount(Patient patient) {
        Account account = hospital.account(Role.PATIENT);
        patients.giveAccount(Actor.SYSTEM, patient.id(), account.id()).orElseThrow();
        return account;
    }

    Opened open(Account account) {
        return sessions.open(account, Lifetime.PHONE, null).orElseThrow();
    }

    String tokenOf(Account account) {
        Opened opened = open(account);
        return tokens.issue(opened.accountId(), opened.sessionId());
    }
}
