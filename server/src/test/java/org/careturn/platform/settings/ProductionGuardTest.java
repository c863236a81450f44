package org.careturn.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.SpringApplication;
import org.springframework.mock.env.MockEnvironment;

class ProductionGuardTest {
    private static final String PEPPER = "oXb0J2l4v3Zq8mB6yT1cR9sW5eK7uN0h";

    private static final String PATIENT_DATA_KEY = "kQ0vX2m5n8r1t4w7z0c3f6i9l2o5r8u1x4A7D0G3J6M=";

    private static String key = "";

    @TempDir
    Path folder;

    private MockEnvironment environment = new MockEnvironment();

    @BeforeAll
    static void makeKey() throws Exception {
        key = pem(2048);
    }

    @BeforeEach
    void production() {
        environment = new MockEnvironment()
                .withProperty("careturn.mode", "production")
                .withProperty("careturn.data-dir", folder.toString())
                .withProperty("careturn.public-url", "https://queue.example.org")
                .withProperty(Secrets.JWT_KEY, key)
                .withProperty(Secrets.PASSWORD_PEPPER, PEPPER)
                .withProperty(Secrets.PATIENT_DATA_KEY, PATIENT_DATA_KEY);
    }

    @Test
    void acceptsAServerForPatients() {
        assertThatCode(this::read).doesNotThrowAnyException();
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            careturn.clock              | driven                          | CARETURN_CLOCK
            careturn.demo-data          | true                            | CARETURN_DEMO_DATA
            careturn.public-url         | http://queue.example.org        | CARETURN_PUBLIC_URL
            careturn.public-url         | https://queue.example.org/desk  | CARETURN_PUBLIC_URL
            careturn.public-url         | ftp://queue.example.org         | CARETURN_PUBLIC_URL
            careturn.identity.jwt-key   | ''                              | JWT_PRIVATE_KEY
            careturn.identity.jwt-key   | change-me                       | JWT_PRIVATE_KEY
            careturn.identity.jwt-key   | c2hvcnQ=                        | JWT_PRIVATE_KEY
            careturn.identity.pepper    | ''                              | PASSWORD_PEPPER
            careturn.identity.pepper    | change-me-change-me-change-me-change-me | PASSWORD_PEPPER
            careturn.identity.pepper    | 31-bytes-are-not-enough-for-it. | PASSWORD_PEPPER
            careturn.audit.patient-data-key | ''                          | PATIENT_DATA_KEY
            careturn.audit.patient-data-key | change-me                   | PATIENT_DATA_KEY
            careturn.audit.patient-data-key | c2hvcnQ=                    | PATIENT_DATA_KEY
            careturn.audit.patient-data-key | no base64                   | PATIENT_DATA_KEY
            """)
    void refusesEachSettingThatIsForDemonstrations(String property, String value, String named) {
        environment.withProperty(property, value);
        assertThat(problems()).singleElement().asString().startsWith(named);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            careturn.database.backup-key   | ''        | BACKUP_KEY
            careturn.database.backup-key   | c2hvcnQ=  | BACKUP_KEY
            careturn.database.backup-key   | no base64 | BACKUP_KEY
            careturn.database.backup-hour  | 24        | CARETURN_BACKUP_HOUR
            careturn.database.backup-hour  | one       | CARETURN_BACKUP_HOUR
            careturn.database.backups-kept | 0         | CARETURN_BACKUPS_KEPT
            """)
    void refusesBackupsThatCouldNotBeMadeEvenInADemo(String property, String value, String named) {
        environment
                .withProperty("careturn.mode", "demo")
                .withProperty(
                        "careturn.database.backup-dir", folder.resolve("backup").toString())
                .withProperty("careturn.database.backup-key", PATIENT_DATA_KEY);
        assertThatCode(this::read).doesNotThrowAnyException();
        environment.withProperty(property, value);
        assertThat(problems()).singleElement().asString().startsWith(named);
    }

    @Test
    void refusesAShortKey() throws Exception {
        environment.withProperty(Secrets.JWT_KEY, pem(1024));
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("JWT_PRIVATE_KEY")
                .endsWith("this one is shorter.");
    }

    @Test
    void namesEverythingAtOnce() {
        environment
                .withProperty("careturn.clock", "driven")
                .withProperty("careturn.demo-data", "true")
                .withProperty("careturn.public-url", "http://localhost:8080")
                .withProperty(Secrets.JWT_KEY, "")
                .withProperty(Secrets.PASSWORD_PEPPER, "short")
                .withProperty(Secrets.PATIENT_DATA_KEY, "");
        assertThat(problems()).hasSize(6).noneMatch(problem -> problem.contains("short\""));
    }

    @Test
    void refusesTheSecretsThatADemoMade() {
        environment
                .withProperty("careturn.mode", "demo")
                .withProperty(Secrets.JWT_KEY, "")
                .withProperty(Secrets.PASSWORD_PEPPER, "")
                .withProperty(Secrets.PATIENT_DATA_KEY, "");
        read();
        environment.withProperty("careturn.mode", "production");
        assertThat(problems()).hasSize(3).allMatch(problem -> problem.contains("for demonstrations"));
    }

    @Test
    void makesADemosSecretsOnceAndKeepsThemToItself() throws Exception {
        environment = new MockEnvironment()
                .withProperty("careturn.data-dir", folder.resolve("data").toString());
        read();
        String made = environment.getProperty(Secrets.PASSWORD_PEPPER);
        String madeKey = environment.getProperty(Secrets.JWT_KEY);
        assertThat(made).hasSizeGreaterThanOrEqualTo(32);
        assertThat(madeKey).startsWith("-----BEGIN PRIVATE KEY-----");
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).hasSize(3).allMatch(file -> permissions(file).equals("rw-------"));
        }
        environment = new MockEnvironment()
                .withProperty("careturn.data-dir", folder.resolve("data").toString());
        read();
        assertThat(environment.getProperty(Secrets.PASSWORD_PEPPER)).isEqualTo(made);
        assertThat(environment.getProperty(Secrets.JWT_KEY)).isEqualTo(madeKey);
    }

    @Test
    void takesAKeyOnOneLine() {
        environment.withProperty(Secrets.JWT_KEY, key.replace("\n", "\\n"));
        read();
        assertThat(environment.getProperty(Secrets.JWT_KEY)).isEqualTo(key.strip());
    }

    @Test
    void decidesWhatNobodySetByTheMode() {
        CareTurnSettings demo = new CareTurnSettings(
                CareTurnSettings.Mode.DEMO, folder, java.net.URI.create("http://localhost"), null, null);
        assertThat(demo.mayDriveClock()).isTrue();
        assertThat(demo.loadsDemoData()).isTrue();
        CareTurnSettings production = new CareTurnSettings(
                CareTurnSettings.Mode.PRODUCTION, folder, java.net.URI.create("https://localhost"), null, null);
        assertThat(production.mayDriveClock()).isFalse();
        assertThat(production.loadsDemoData()).isFalse();
    }

    private void read() {
        new ProductionGuard().postProcessEnvironment(environment, new SpringApplication());
    }

    private List<String> problems() {
        InvalidSettingsException refusal = catchThrowableOfType(InvalidSettingsException.class, this::read);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal.problems();
    }

    private static String permissions(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static String pem(int bits) throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(generator.generateKeyPair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }
}
