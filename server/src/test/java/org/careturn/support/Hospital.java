package org.careturn.support;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.careturn.facilities.Department;
import org.careturn.facilities.Facility;
import org.careturn.facilities.FacilitySetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.PlaceSetup;
import org.careturn.facilities.PlaceSetup.NewDepartment;
import org.careturn.facilities.PlaceSetup.NewRoom;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.ServiceSetup.NewService;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.NewAccount;
import org.careturn.identity.PasswordHash;
import org.careturn.patients.NewPatient;
import org.careturn.patients.Patient;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes what a test needs, through the application's own services, each time under new names. */
public class Hospital {
    public static final String PASSWORD = "only for the tests 7";
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final FacilitySetup facilities;
    private final PlaceSetup places;
    private final ServiceSetup services;
    private final Patients patients;
    private final Accounts accounts;
    private final JdbcClient jdbc;
    private final Environment environment;
    private volatile @Nullable PasswordHash hash;

    Hospital(
            FacilitySetup facilities,
            PlaceSetup places,
            ServiceSetup services,
            Patients patients,
            Accounts accounts,
            JdbcClient jdbc,
            Environment environment) {
        this.facilities = facilities;
        this.places = places;
        this.services = services;
        this.patients = patients;
        this.accounts = accounts;
        this.jdbc = jdbc;
        this.environment = environment;
    }

    /** A client of the server that isn't signed in. */
    public Http http() {
        return Http.on(environment.getRequiredProperty("local.server.port", Integer.class));
    }

    /** A facility in Dublin. */
    public Facility facility() {
        return facility("Europe/Dublin", "IE");
    }

    public Facility facility(String timeZone, String country) {
        return facilities
                .open(Actor.SYSTEM, Ids.next(), new NewFacility(name("Facility"), country, timeZone, null))
                .orElseThrow();
    }

    public Department department(Facility facility) {
        return places.addDepartment(Actor.SYSTEM, facility.id(), Ids.next(), new NewDepartment(name("Department")))
                .orElseThrow();
    }

    public Room room(Facility facility) {
        return places.addRoom(
                        Actor.SYSTEM,
                        facility.id(),
                        Ids.next(),
                        new NewRoom(department(facility).id(), name("Room")))
                .orElseThrow();
    }

    /** A service with its queue, in a department of its own. */
    public Service service(Facility facility, String prefix) {
        return services.addService(
                        Actor.SYSTEM,
                        facility.id(),
                        Ids.next(),
                        Ids.next(),
                        new NewService(department(facility).id(), name("Service"), 15, prefix))
                .orElseThrow();
    }

    public Patient patient(Facility facility) {
        return patient(facility, name("Patient"));
    }

    public Patient patient(Facility facility, String name) {
        return patients.register(Actor.SYSTEM, new NewPatient(null, facility.id(), name, null, null, null, null))
                .orElseThrow();
    }

    /** Somebody with the role in these facilities, signed in; without any, where the role allows it, in all. */
    public Http signedIn(Role role, Facility... where) {
        return signedIn(account(role, where));
    }

    /** The patient with an account, signed in. */
    public Http signedIn(Patient patient) {
        Account account = account(Role.PATIENT);
        patients.giveAccount(Actor.SYSTEM, patient.id(), account.id()).orElseThrow();
        return signedIn(account);
    }

    public Account account(Role role, Facility... where) {
        List<Grant> grants = new ArrayList<>();
        for (Facility facility : where) {
            grants.add(new Grant(role, facility.id()));
        }
        if (grants.isEmpty()) {
            grants.add(new Grant(role, null));
        }
        Account.Kind kind = switch (role) {
            case PATIENT -> Account.Kind.PATIENT;
            case DEVICE -> Account.Kind.DEVICE;
            case ADMIN, DOCTOR, NURSE, RECEPTIONIST -> Account.Kind.STAFF;
        };
        return accounts.create(
                        Actor.SYSTEM,
                        new NewAccount(
                                kind, "user-" + NUMBER.incrementAndGet(), null, passwordHash(), name("Person"), grants))
                .orElseThrow();
    }

    public Http signedIn(Account account) {
        return http().signedIn(String.valueOf(account.userName()), PASSWORD);
    }

    /** What the audit log tells of a record, in order. */
    public List<String> auditOf(UUID subjectId) {
        return jdbc.sql("select action from audit_event where subject_id = ? order by id")
                .param(subjectId)
                .query((row, n) -> row.getString(1))
                .list();
    }

    /** The version of the facility's order of events. */
    public long version(UUID facilityId) {
        return jdbc.sql("select version from facility_feed where facility_id = ?")
                .param(facilityId)
                .query(Long.class)
                .single();
    }

    /** What changed under this version, as {@code kind id}. */
    public List<String> changesAt(UUID facilityId, long version) {
        return jdbc.sql("select kind || ' ' || row_id from change where facility_id = ? and version = ? order by kind")
                .params(facilityId, version)
                .query((row, n) -> row.getString(1))
                .list();
    }

    public long count(String table, String where, Object... arguments) {
        return jdbc.sql("select count(*) from " + table + " where " + where)
                .params(arguments)
                .query(Long.class)
                .single();
    }

    public static String name(String kind) {
        return kind + ' ' + NUMBER.incrementAndGet();
    }

    private PasswordHash passwordHash() {
        PasswordHash made = hash;
        if (made == null) {
            made = accounts.hash(PASSWORD, null).orElseThrow();
            hash = made;
        }
        return made;
    }
}
