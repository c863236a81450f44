package org.careturn.platform.settings;

import org.jspecify.annotations.Nullable;
import org.springframework.core.env.Environment;

/**
 * What must stay unknown to others.
 *
 * @param jwtKey signs access tokens: an RSA key as a PEM of PKCS #8
 * @param passwordPepper goes into the hash of every password
 * @param patientDataKey encrypts the keys of patients' personal values: 32 bytes in Base64
 */
record Secrets(String jwtKey, String passwordPepper, String patientDataKey) {
    static final String JWT_KEY = "careturn.identity.jwt-key";
    static final String PASSWORD_PEPPER = "careturn.identity.pepper";
    static final String PATIENT_DATA_KEY = "careturn.audit.patient-data-key";

    static Secrets in(Environment environment) {
        return new Secrets(
                pem(environment.getProperty(JWT_KEY)),
                environment.getProperty(PASSWORD_PEPPER, "").strip(),
                environment.getProperty(PATIENT_DATA_KEY, "").strip());
    }

    /** An environment variable often can't hold line breaks: a backslash and an n stand for one. */
    private static String pem(@Nullable String text) {
        return text == null ? "" : text.replace("\\n", "\n").strip();
    }

    @Override
    public String toString() {
        return "secrets";
    }
}
