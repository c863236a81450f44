package org.careturn.demo;

import java.util.List;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Role;

/**
 * What the demo hospital consists of. People are made up; phone numbers are from ranges that belong to nobody.
 *
 * @param phone a pattern for patients' numbers, with the last two digits left out
 */
record DemoHospital(
        String name,
        String country,
        String timeZone,
        String phone,
        List<Department> departments,
        List<Person> staff,
        List<Way> ways,
        List<String> patients) {

    /** Everybody's, and no secret. */
    static final String PASSWORD = "careturn-demo";

    static final String ADMIN = "admin";

    /** With which somebody may sign in as a patient. */
    static final String PATIENT_PHONE = "+12125550100";

    /** @param rooms their names */
    record Department(String name, List<Service> services, List<String> rooms) {}

    /** @param prefix of the queue's numbers; names the queue within this plan */
    record Service(String name, int minutes, String prefix) {}

    /**
     * Somebody at work.
     *
     * @param queues prefixes of the queues that they serve today; none: off duty
     */
    record Person(String userName, String name, Role role, String room, List<String> queues) {}

    /**
     * How people go through the house.
     *
     * @param steps prefixes; those within one list are waited for in parallel. One step: no route is made of it.
     * @param perHour how many come
     * @param booked the share of them who have booked, 0 to 1
     * @param urgencies so many in a thousand are IMMEDIATE, EMERGENT, and so on
     */
    record Way(String name, List<List<String>> steps, double perHour, double booked, List<Integer> urgencies) {
        boolean isRoute() {
            return steps.size() > 1;
        }

        /** @param share 0 to 1 */
        Urgency urgency(double share) {
            double left = share * 1000;
            for (int i = 0; i < urgencies.size(); i++) {
                left -= urgencies.get(i);
                if (left < 0) {
                    return Urgency.ofLevel(i + 1);
                }
            }
            return Urgency.NON_URGENT;
        }
    }

    static final List<DemoHospital> ALL = List.of(dublin(), newYork());

    private static DemoHospital dublin() {
        List<Integer> emergency = List.of(8, 76, 380, 420, 116);
        List<Integer> outpatients = List.of(0, 0, 40, 260, 700);
        return new DemoHospital(
                "Saint Brigid's Hospital",
                "IE",
                "Europe/Dublin",
                "+44 20 7946 00",
                List.of(
                        new Department(
                                "Emergency",
                                List.of(new Service("Triage", 4, "T"), new Service("Emergency doctor", 14, "E")),
                                List.of("Triage 1", "Cubicle 1", "Cubicle 2")),
                        new Department(
                                "Outpatients",
                                List.of(new Service("General medicine", 9, "A"), new Service("Cardiology", 18, "C")),
                                List.of("Room 1", "Room 2", "Room 3")),
                        new Department(
                                "Diagnostics",
                                List.of(new Service("Laboratory", 4, "L"), new Service("X-ray", 7, "X")),
                                List.of("Laboratory", "X-ray 1")),
                        new Department("Pharmacy", List.of(new Service("Pharmacy", 3, "P")), List.of("Counter 1")),
                        new Department("Reception", List.of(), List.of("Reception 1", "Reception 2"))),
                List.of(
                        new Person("doctor", "Dr Aoife Byrne", Role.DOCTOR, "Room 1", List.of("A")),
                        new Person("doctor2", "Dr Samuel Okafor", Role.DOCTOR, "Room 2", List.of("A")),
                        new Person("doctor3", "Dr Lucía Herrera", Role.DOCTOR, "Room 3", List.of("C")),
                        new Person("doctor4", "Dr Hassan Karimi", Role.DOCTOR, "Cubicle 1", List.of("E")),
                        new Person("doctor5", "Dr Mei Lin", Role.DOCTOR, "Cubicle 2", List.of("E")),
                        new Person("nurse", "Niamh Doyle", Role.NURSE, "Triage 1", List.of("T")),
                        new Person("nurse2", "Tomasz Nowak", Role.NURSE, "Laboratory", List.of("L")),
                        new Person("nurse3", "Ngozi Eze", Role.NURSE, "X-ray 1", List.of("X")),
                        new Person("nurse4", "Conor Walsh", Role.NURSE, "Counter 1", List.of("P")),
                        new Person("reception", "Ciara Murphy", Role.RECEPTIONIST, "Reception 1", List.of()),
                        new Person("reception2", "Amit Patel", Role.RECEPTIONIST, "Reception 2", List.of())),
                List.of(
                        new Way("Emergency", List.of(List.of("T"), List.of("E")), 6.5, 0, emergency),
                        new Way(
                                "Emergency with tests",
                                List.of(List.of("T"), List.of("L", "X"), List.of("E"), List.of("P")),
                                1.5,
                                0,
                                emergency),
                        new Way("General medicine", List.of(List.of("A")), 11, 0.55, outpatients),
                        new Way(
                                "General medicine and pharmacy",
                                List.of(List.of("A"), List.of("P")),
                                2,
                                0,
                                outpatients),
                        new Way("Cardiology", List.of(List.of("C")), 3, 0.9, outpatients),
                        new Way("Laboratory", List.of(List.of("L")), 6, 0.3, outpatients)),
                List.of(
                        "Seán Kelly",
                        "Mary O'Connor",
                        "Zofia Kowalska",
                        "Patrick Brennan",
                        "Fatima Hussain",
                        "Liam Gallagher",
                        "Ana Silva",
                        "Éabha Ní Bhriain",
                        "João Pereira",
                        "Grace Adeyemi",
                        "Declan Moore",
                        "Oleksandr Shevchenko",
                        "Saoirse Lynch",
                        "Noor Al-Amin",
                        "Eileen Fitzgerald",
                        "Marek Dvořák",
                        "Róisín Quinn",
                        "Daniel Mensah",
                        "Bridget Nolan",
                        "Chen Wei"));
    }

    private static DemoHospital newYork() {
        List<Integer> clinic = List.of(0, 10, 120, 330, 540);
        return new DemoHospital(
                "Harbor View Clinic",
                "US",
                "America/New_York",
                "+1 212 555 01",
                List.of(
                        new Department(
                                "Primary care",
                                List.of(new Service("Family medicine", 12, "G"), new Service("Pediatrics", 10, "K")),
                                List.of("Suite 1", "Suite 2", "Suite 3")),
                        new Department(
                                "Nursing",
                                List.of(new Service("Blood draw", 4, "B"), new Service("Vaccination", 5, "V")),
                                List.of("Station 1")),
                        new Department("Front desk", List.of(), List.of("Desk 1"))),
                List.of(
                        new Person("ny-doctor", "Dr Elena Ramos", Role.DOCTOR, "Suite 1", List.of("G")),
                        new Person("ny-doctor2", "Dr David Cohen", Role.DOCTOR, "Suite 2", List.of("G", "K")),
                        new Person("ny-doctor3", "Dr Priya Nair", Role.DOCTOR, "Suite 3", List.of("K")),
                        new Person("ny-nurse", "Jasmine Carter", Role.NURSE, "Station 1", List.of("B", "V")),
                        new Person("ny-reception", "Miguel Torres", Role.RECEPTIONIST, "Desk 1", List.of())),
                List.of(
                        new Way("Family medicine", List.of(List.of("G")), 7, 0.6, clinic),
                        new Way(
                                "Family medicine with blood draw",
                                List.of(List.of("B"), List.of("G")),
                                1.5,
                                0.5,
                                clinic),
                        new Way("Pediatrics", List.of(List.of("K")), 6, 0.5, clinic),
                        new Way("Vaccination", List.of(List.of("V")), 3, 0.2, clinic)),
                List.of(
                        "Rosa Jiménez",
                        "James Wilson",
                        "Aaliyah Brown",
                        "Wei Zhang",
                        "Sofia Rossi",
                        "Mohammed Rahman",
                        "Olivia Johnson",
                        "Kenji Tanaka",
                        "Camila Vargas",
                        "Ethan Miller",
                        "Nadia Haddad",
                        "Sunita Sharma"));
    }
}
