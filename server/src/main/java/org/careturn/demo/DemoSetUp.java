package org.careturn.demo;

import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.careturn.demo.DemoHospital.Department;
import org.careturn.demo.DemoHospital.Person;
import org.careturn.demo.DemoHospital.Way;
import org.careturn.facilities.FacilitySetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.OpeningHours.Hours;
import org.careturn.facilities.OpeningSetup;
import org.careturn.facilities.PlaceSetup;
import org.careturn.facilities.PlaceSetup.NewDepartment;
import org.careturn.facilities.PlaceSetup.NewRoom;
import org.careturn.facilities.Route.Step;
import org.careturn.facilities.RouteSetup;
import org.careturn.facilities.RouteSetup.NewRoute;
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
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Makes the demo hospital's facilities, people and records, as an administrator would. */
@Component
class DemoSetUp {
    private static final int PATIENTS = 96;
    private static final String CHILD = "Mateo";
    private static final long APPOINTMENTS_SEED = 2026;

    private final FacilitySetup facilities;
    private final PlaceSetup places;
    private final OpeningSetup opening;
    private final ServiceSetup services;
    private final RouteSetup routes;
    private final Accounts accounts;
    private final Patients patients;
    private final DemoRecords records;
    private final DemoSchedules schedules;
    private final Clock clock;

    DemoSetUp(
            FacilitySetup facilities,
            PlaceSetup places,
            OpeningSetup opening,
            ServiceSetup services,
            RouteSetup routes,
            Accounts accounts,
            Patients patients,
            DemoRecords records,
            DemoSchedules schedules,
            Clock clock) {
        this.facilities = facilities;
        this.places = places;
        this.opening = opening;
        this.services = services;
        this.routes = routes;
        this.accounts = accounts;
        this.patients = patients;
        this.records = records;
        this.schedules = schedules;
        this.clock = clock;
    }

    /** All of it, or nothing. */
    @Transactional
    void make(PasswordHash password, RandomGenerator random) {
        accounts.create(
                        Actor.SYSTEM,
                        NewAccount.staff(
                                DemoHospital.ADMIN, password, "Ada Admin", List.of(new Grant(Role.ADMIN, null))))
                .orElseThrow();
        for (DemoHospital hospital : DemoHospital.ALL) {
            make(hospital, password, random);
        }
    }

    private void make(DemoHospital hospital, PasswordHash password, RandomGenerator random) {
        UUID facility = facilities
                .open(
                        Actor.SYSTEM,
                        Ids.next(),
                        new NewFacility(hospital.name(), hospital.country(), hospital.timeZone(), null))
                .orElseThrow()
                .id();
        openRoundTheClock(facility);
        Map<String, UUID> queues = new HashMap<>();
        hospital.departments().forEach(department -> make(facility, department, queues));
        hospital.ways().stream().filter(Way::isRoute).forEach(way -> makeRoute(facility, way, queues));
        hospital.staff().forEach(person -> hire(facility, person, password));
        accounts.create(
                        Actor.SYSTEM,
                        new NewAccount(
                                Account.Kind.DEVICE,
                                "display-" + hospital.country().toLowerCase(Locale.ROOT),
                                null,
                                password,
                                "Display in the waiting room",
                                List.of(new Grant(Role.DEVICE, facility))))
                .orElseThrow();
        registerPatients(hospital, facility, password, random);
        schedules.make(hospital, facility, APPOINTMENTS_SEED);
    }

    /** A demo is tried at any hour, and its day in progress needs patients who may come. */
    private void openRoundTheClock(UUID facility) {
        List<Hours> allDay = Arrays.stream(DayOfWeek.values())
                .map(weekday -> new Hours(weekday, LocalTime.MIDNIGHT, LocalTime.MIDNIGHT))
                .toList();
        opening.setWeekly(Actor.SYSTEM, facility, opening.weekly(facility).version(), allDay)
                .orElseThrow();
    }

    private void make(UUID facility, Department plan, Map<String, UUID> queues) {
        UUID department = places.addDepartment(Actor.SYSTEM, facility, Ids.next(), new NewDepartment(plan.name()))
                .orElseThrow()
                .id();
        for (DemoHospital.Service service : plan.services()) {
            UUID queue = Ids.next();
            services.addService(
                            Actor.SYSTEM,
                            facility,
                            Ids.next(),
                            queue,
                            new NewService(department, service.name(), service.minutes(), service.prefix()))
                    .orElseThrow();
            queues.put(service.prefix(), queue);
        }
        for (String room : plan.rooms()) {
            places.addRoom(Actor.SYSTEM, facility, Ids.next(), new NewRoom(department, room))
                    .orElseThrow();
        }
    }

    private void makeRoute(UUID facility, Way way, Map<String, UUID> queues) {
        List<Step> steps = way.steps().stream()
                .map(prefixes -> new Step(prefixes.stream().map(queues::get).toList()))
                .toList();
        routes.addRoute(Actor.SYSTEM, facility, Ids.next(), new NewRoute(way.name(), steps))
                .orElseThrow();
    }

    private void hire(UUID facility, Person person, PasswordHash password) {
        accounts.create(
                        Actor.SYSTEM,
                        NewAccount.staff(
                                person.userName(),
                                password,
                                person.name(),
                                List.of(new Grant(person.role(), facility))))
                .orElseThrow();
    }

    private void registerPatients(DemoHospital hospital, UUID facility, PasswordHash password, RandomGenerator random) {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int i = 0; i < PATIENTS; i++) {
            String phone = "%s%02d".formatted(hospital.phone(), i);
            Patient patient = patients.register(
                            Actor.SYSTEM,
                            new NewPatient(
                                    null,
                                    facility,
                                    name(hospital.patients(), i),
                                    today.minusDays(random.nextInt(365, 33_000)),
                                    random.nextInt(10) == 0 ? null : phone,
                                    random.nextBoolean() ? Patient.Sex.FEMALE : Patient.Sex.MALE,
                                    null))
                    .orElseThrow();
            records.fill(patient, i);
            if (phone.replace(" ", "").equals(DemoHospital.PATIENT_PHONE)) {
                giveAccount(patient, password);
                records.addChild(
                        patient,
                        new NewPatient(
                                null,
                                facility,
                                CHILD,
                                today.minusYears(6).minusDays(40),
                                null,
                                Patient.Sex.MALE,
                                null));
            }
        }
    }

    private void giveAccount(Patient patient, PasswordHash password) {
        Account account = accounts.create(
                        Actor.SYSTEM,
                        new NewAccount(
                                Account.Kind.PATIENT,
                                null,
                                DemoHospital.PATIENT_PHONE,
                                password,
                                patient.name(),
                                List.of(new Grant(Role.PATIENT, null))))
                .orElseThrow();
        patients.giveAccount(Actor.SYSTEM, patient.id(), account.id()).orElseThrow();
    }

    /** The first and last names of so few people make many different ones. */
    private static String name(List<String> names, int i) {
        List<String> last = new ArrayList<>(names.size());
        names.forEach(name -> last.add(name.substring(name.indexOf(' ') + 1)));
        String full = names.get(i % names.size());
        int round = i / names.size();
        String first = full.substring(0, full.indexOf(' '));
        return first + ' ' + last.get((i + 7 * round) % names.size());
    }
}
