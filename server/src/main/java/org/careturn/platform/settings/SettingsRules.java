package org.careturn.platform.settings;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.careturn.platform.settings.CareTurnSettings.ClockSource;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/** What the settings must fulfil: one sentence for each that does not, naming it and never its value. */
final class SettingsRules {
    private static final int PEPPER_BYTES = 32;
    private static final int KEY_BITS = 2048;
    private static final int PATIENT_DATA_KEY_BYTES = 32;
    private static final int BACKUP_KEY_BYTES = 32;
    private static final String EXAMPLE = "change-me";

    private SettingsRules() {}

    /** In every mode. */
    static List<String> problems(CareTurnSettings settings, Secrets secrets) {
        List<String> problems = new ArrayList<>();
        if (!isAddress(settings.publicUrl())) {
            problems.add("CARETURN_PUBLIC_URL must be an address like https://queue.example.org, without a path.");
        }
        if (!secrets.jwtKey().isEmpty() && !isExample(secrets.jwtKey())) {
            add(problems, keyProblem(secrets.jwtKey()));
        }
        if (!secrets.patientDataKey().isEmpty()
                && !isExample(secrets.patientDataKey())
                && !isKey(secrets.patientDataKey(), PATIENT_DATA_KEY_BYTES)) {
            problems.add("PATIENT_DATA_KEY must be " + PATIENT_DATA_KEY_BYTES + " random bytes in Base64.");
        }
        return problems;
    }

    /** Of the backups of the embedded database: one that can't be made is no server without backups. */
    static List<String> backupProblems(Environment environment) {
        List<String> problems = new ArrayList<>();
        String folder = environment.getProperty("careturn.database.backup-dir", "");
        String key = environment.getProperty("careturn.database.backup-key", "");
        if (!folder.isBlank() && !isKey(key, BACKUP_KEY_BYTES)) {
            problems.add(
                    key.isBlank()
                            ? "BACKUP_KEY is missing: backups are encrypted (openssl rand -base64 32)."
                            : "BACKUP_KEY must be " + BACKUP_KEY_BYTES
                                    + " random bytes in Base64 (openssl rand -base64 32).");
        }
        if (!isNumber(environment.getProperty("careturn.database.backup-hour", "1"), 0, 23)) {
            problems.add("CARETURN_BACKUP_HOUR must be an hour from 0 to 23.");
        }
        if (!isNumber(environment.getProperty("careturn.database.backups-kept", "14"), 1, 1000)) {
            problems.add("CARETURN_BACKUPS_KEPT must be a number from 1 to 1000.");
        }
        return problems;
    }

    private static boolean isNumber(String text, int least, int most) {
        try {
            int number = Integer.parseInt(text.strip());
            return number >= least && number <= most;
        } catch (NumberFormatException none) {
            return false;
        }
    }

    /** What a server for patients must not run with. */
    static List<String> productionProblems(CareTurnSettings settings, Secrets secrets, Predicate<String> madeForDemo) {
        List<String> problems = new ArrayList<>();
        String key = secrets.jwtKey();
        if (key.isEmpty()) {
            problems.add("JWT_PRIVATE_KEY is missing: production mode makes no key of its own.");
        } else if (isExample(key) || madeForDemo.test(key)) {
            problems.add("JWT_PRIVATE_KEY is a key for demonstrations: make one that nobody else knows.");
        }
        String pepper = secrets.passwordPepper();
        if (pepper.isEmpty()) {
            problems.add("PASSWORD_PEPPER is missing: production mode makes none of its own.");
        } else if (isExample(pepper) || madeForDemo.test(pepper)) {
            problems.add("PASSWORD_PEPPER is one for demonstrations: make one that nobody else knows.");
        } else if (pepper.getBytes(StandardCharsets.UTF_8).length < PEPPER_BYTES) {
            problems.add("PASSWORD_PEPPER is too short: it needs " + PEPPER_BYTES + " random bytes or more.");
        }
        String patientDataKey = secrets.patientDataKey();
        if (patientDataKey.isEmpty()) {
            problems.add("PATIENT_DATA_KEY is missing: production mode makes none of its own.");
        } else if (isExample(patientDataKey) || madeForDemo.test(patientDataKey)) {
            problems.add("PATIENT_DATA_KEY is a key for demonstrations: make one that nobody else knows.");
        }
        if (settings.clock() == ClockSource.DRIVEN) {
            problems.add("CARETURN_CLOCK=driven lets time be set, which only a demo may: leave it out.");
        }
        if (Boolean.TRUE.equals(settings.demoData())) {
            problems.add("CARETURN_DEMO_DATA=true would load people with known passwords: leave it out.");
        }
        if (isAddress(settings.publicUrl())
                && !"https".equals(settings.publicUrl().getScheme())) {
            problems.add("CARETURN_PUBLIC_URL must begin with https: in production mode.");
        }
        return problems;
    }

    private static boolean isAddress(URI url) {
        return ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))
                && url.getHost() != null
                && url.getUserInfo() == null
                && url.getQuery() == null
                && url.getFragment() == null
                && (url.getPath().isEmpty() || url.getPath().equals("/"));
    }

    private static boolean isExample(String secret) {
        return secret.toLowerCase(Locale.ROOT).contains(EXAMPLE);
    }

    private static boolean isKey(String base64, int bytes) {
        try {
            return Base64.getDecoder().decode(base64).length == bytes;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static @Nullable String keyProblem(String pem) {
        String form = "JWT_PRIVATE_KEY must be an RSA key of " + KEY_BITS
                + " bits or more as a PEM that begins with -----BEGIN PRIVATE KEY-----";
        try {
            String body = pem.replace("-----BEGIN PRIVATE KEY-----", "").replace("-----END PRIVATE KEY-----", "");
            byte[] der = Base64.getDecoder().decode(body.replaceAll("\\s", ""));
            boolean longEnough = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der))
                            instanceof RSAPrivateKey key
                    && key.getModulus().bitLength() >= KEY_BITS;
            return longEnough ? null : form + "; this one is shorter.";
        } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
            return form + ".";
        }
    }

    private static void add(List<String> problems, @Nullable String problem) {
        if (problem != null) {
            problems.add(problem);
        }
    }
}
