package org.careturn.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.careturn.CareTurn;
import org.careturn.facilities.FacilitySetup;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.PlaceSetup;
import org.careturn.facilities.PlaceSetup.NewDepartment;
import org.careturn.facilities.PlaceSetup.NewRoom;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.ServiceSetup.NewService;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.NewAccount;
import org.careturn.identity.PasswordHash;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.Ids;
import org.careturn.platform.Role;
import org.careturn.platform.database.DatabaseAccess;
import org.careturn.platform.database.EmbeddedPostgres;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A hospital to measure in: an embedded PostgreSQL of its own with the settings of the product's, durable as that is,
 * facilities, doctors and rooms made by the product's services, and a server process on it.
 */
final class Clinic implements AutoCloseable {
    private static final String PASSWORD = "only for measuring 7";
    private static final int PATIENTS = 1_000;

    private final Path folder;
    private final EmbeddedPostgres postgres;
    private final Map<String, String> settings;
    private final List<Doctor> doctors = new ArrayList<>();
    private final ServerProcess server;
    private final WaitingRoom waitingRoom;

    /** A doctor in a room, with the only queue that they serve. */
    record Doctor(String userName, UUID accountId, UUID facilityId, UUID queueId, UUID roomId) {}

    /** A doctor who is signed in, at an open desk. */
    record Desk(Doctor doctor, UUID id, String token) {}

    /** How many facilities there are to be, queues in each, and doctors at each queue. */
    record Size(int facilities, int queues, int doctors) {}

    private Clinic(Path folder, EmbeddedPostgres postgres, Installation installation, Size size, List<String> arguments)
            throws Exception {
        this.folder = folder;
        this.postgres = postgres;
        settings = Map.of(
                "DATABASE_URL",
                url(postgres.app()),
                "DATABASE_OWNER_URL",
                url(postgres.owner()),
                "JWT_PRIVATE_KEY",
                key(),
                "PASSWORD_PEPPER",
                "for measuring only, and for nothing else",
                "PATIENT_DATA_KEY",
                "Zm9yIG1lYXN1cmluZyBvbmx5LCBmb3Igbm90aGluZyE=",
                "CARETURN_DEMO_DATA",
                "false");
        setUp(settings, size);
        server = ServerProcess.start(installation, folder, settings, arguments);
        waitingRoom = new WaitingRoom(postgres.owner());
    }

    static Clinic open(Installation installation, Size size, String... arguments) throws Exception {
        Path folder = installation.work();
        EmbeddedPostgres postgres =
                EmbeddedPostgres.start(new EmbeddedPostgres.Options(folder.resolve("postgres"), 0, true));
        try {
            return new Clinic(folder, postgres, installation, size, List.of(arguments));
        } catch (Exception failure) {
            postgres.close();
            throw failure;
        }
    }

    ServerProcess server() {
        return server;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    WaitingRoom waitingRoom() {
        return waitingRoom;
    }

    List<Doctor> doctors() {
        return List.copyOf(doctors);
    }

    List<UUID> queues() {
        return doctors.stream().map(Doctor::queueId).distinct().toList();
    }

    /** Whose processor time is to be told apart. */
    Map<String, ProcessHandle> processes() {
        return Map.of(
                "load", ProcessHandle.current(),
                "server", ProcessHandle.of(server.pid()).orElseThrow(),
                "database", ProcessHandle.of(postgres.processId()).orElseThrow());
    }

    /** Signs the doctor in, at a desk. */
    Desk desk(Doctor doctor) throws IOException {
        try (HttpConnection connection = HttpConnection.open(server.port())) {
            String token = signIn(connection, doctor);
            String id = connection
                    .post(
                            "/api/v1/desk-sessions",
                            DeskClient.headers(token) + DeskClient.newKey(),
                            "{\"roomId\":\"" + doctor.roomId + "\",\"queueIds\":[\"" + doctor.queueId + "\"]}")
                    .text("", "id");
            return new Desk(doctor, UUID.fromString(id), token);
        }
    }

    /** Signs the doctor in. */
    static String signIn(HttpConnection connection, Doctor doctor) throws IOException {
        return connection
                .post(
                        "/api/v1/auth/login",
                        "",
                        "{\"userName\":\"" + doctor.userName + "\",\"password\":\"" + PASSWORD
                                + "\",\"client\":\"APP\"}")
                .expect(200)
                .text("", "accessToken");
    }

    /** The version of the first facility's order of events. */
    long version() throws SQLException {
        try (Connection connection = postgres.owner().connect();
                PreparedStatement select =
                        connection.prepareStatement("select version from facility_feed where facility_id = ?")) {
            select.setObject(1, doctors.getFirst().facilityId());
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    /** How often a statement ran for the server's role since {@link #resetStatements}. */
    double statements() throws SQLException {
        try (Connection connection =
                        postgres.superuser(EmbeddedPostgres.DATABASE).connect();
                Statement statement = connection.createStatement();
                var row = statement.executeQuery("""
                        select sum(calls) from pg_stat_statements s join pg_roles r on r.oid = s.userid
                        where r.rolname = '%s'""".formatted(EmbeddedPostgres.APP))) {
            row.next();
            return row.getDouble(1);
        }
    }

    void resetStatements() throws SQLException {
        try (Connection connection =
                        postgres.superuser(EmbeddedPostgres.DATABASE).connect();
                Statement statement = connection.createStatement()) {
            statement.execute("create extension if not exists pg_stat_statements");
            statement.execute("select pg_stat_statements_reset()");
        }
    }

    /** The application inside this process, on the same database as the server: to measure it without HTTP. */
    ConfigurableApplicationContext application() {
        return application(settings);
    }

    private ConfigurableApplicationContext application(Map<String, String> settings) {
        List<String> arguments = List.of(
                "--server.port=0",
                "--careturn.mode=demo",
                "--careturn.data-dir=" + folder.resolve("set-up"),
                "--careturn.demo-data=false",
                "--careturn.database.url=" + settings.get("DATABASE_URL"),
                "--careturn.database.owner-url=" + settings.get("DATABASE_OWNER_URL"),
                "--careturn.identity.jwt-key=" + settings.get("JWT_PRIVATE_KEY"),
                "--careturn.identity.pepper=" + settings.get("PASSWORD_PEPPER"),
                "--careturn.audit.patient-data-key=" + settings.get("PATIENT_DATA_KEY"),
                "--logging.level.org.careturn=warn");
        return SpringApplication.run(CareTurn.class, arguments.toArray(String[]::new));
    }

    private void setUp(Map<String, String> settings, Size size) throws SQLException {
        try (ConfigurableApplicationContext context = application(settings)) {
            Accounts accounts = context.getBean(Accounts.class);
            PasswordHash hash = accounts.hash(PASSWORD, null).orElseThrow();
            for (int f = 1; f <= size.facilities; f++) {
                UUID facility = context.getBean(FacilitySetup.class)
                        .open(Actor.SYSTEM, Ids.next(), new NewFacility("Hospital " + f, "IE", "UTC", null))
                        .orElseThrow()
                        .id();
                PlaceSetup places = context.getBean(PlaceSetup.class);
                UUID department = places.addDepartment(
                                Actor.SYSTEM, facility, Ids.next(), new NewDepartment("Outpatients"))
                        .orElseThrow()
                        .id();
                for (int q = 1; q <= size.queues; q++) {
                    UUID queue = Ids.next();
                    NewService service =
                            new NewService(department, "Clinic " + q, 10, String.valueOf((char) ('A' + q - 1)));
                    context.getBean(ServiceSetup.class)
                            .addService(Actor.SYSTEM, facility, Ids.next(), queue, service)
                            .orElseThrow();
                    for (int d = 1; d <= size.doctors; d++) {
                        String name = "doctor-" + f + "-" + q + "-" + d;
                        UUID room = places.addRoom(
                                        Actor.SYSTEM,
                                        facility,
                                        Ids.next(),
                                        new NewRoom(department, "Room " + q + "-" + d))
                                .orElseThrow()
                                .id();
                        UUID account = accounts.create(
                                        Actor.SYSTEM,
                                        new NewAccount(
                                                Account.Kind.STAFF,
                                                name,
                                                null,
                                                hash,
                                                name,
                                                List.of(new Grant(Role.DOCTOR, facility))))
                                .orElseThrow()
                                .id();
                        doctors.add(new Doctor(name, account, facility, queue, room));
                    }
                }
            }
        }
        try (Connection connection = postgres.owner().connect();
                Statement statement = connection.createStatement()) {
            statement.execute("insert into patient (id, name, created_at) select uuidv7(), 'Patient ' || n, now()"
                    + " from generate_series(1, " + PATIENTS + ") n");
            statement.execute("insert into patient_facility select p.id, f.id from patient p, facility f");
        }
    }

    private static String url(DatabaseAccess access) {
        return access.jdbcUrl() + "?user=" + access.user() + "&password=" + access.password();
    }

    private static String key() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048, new SecureRandom());
        return "-----BEGIN PRIVATE KEY-----\\n"
                + Base64.getEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\\n-----END PRIVATE KEY-----";
    }

    @Override
    public void close() throws SQLException, IOException {
        waitingRoom.close();
        server.close();
        postgres.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
