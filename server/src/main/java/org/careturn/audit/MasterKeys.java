package org.careturn.audit;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.careturn.platform.AesGcm;
import org.careturn.platform.settings.InvalidSettingsException;

/** The keys under which patients' keys are kept: the current one, and those that it has replaced. */
final class MasterKeys {
    private static final int KEY_BYTES = 32;
    private static final int NAME_BYTES = 8;

    private final Map<String, SecretKey> byName = new LinkedHashMap<>();
    private final String current;

    /** @throws InvalidSettingsException where one of them isn't 32 bytes in Base64 */
    MasterKeys(AuditSettings settings) {
        this.current = add(settings.patientDataKey(), "PATIENT_DATA_KEY");
        settings.formerPatientDataKeys().stream()
                .filter(key -> !key.isBlank())
                .forEach(key -> add(key, "FORMER_PATIENT_DATA_KEYS"));
    }

    /** The name of the current one: what anybody may know of it. */
    String current() {
        return current;
    }

    byte[] wrap(UUID patientId, SecretKey key) {
        return AesGcm.encrypt(master(current), patientId.toString(), key.getEncoded());
    }

    /** @throws IllegalStateException where no key of this name is given, or the wrapped one isn't this patient's */
    SecretKey unwrap(UUID patientId, String master, byte[] wrapped) {
        return new SecretKeySpec(AesGcm.decrypt(master(master), patientId.toString(), wrapped), "AES");
    }

    private SecretKey master(String name) {
        SecretKey key = byName.get(name);
        if (key == null) {
            throw new IllegalStateException("no master key is called " + name + ": FORMER_PATIENT_DATA_KEYS lacks it");
        }
        return key;
    }

    private String add(String base64, String setting) {
        byte[] secret;
        try {
            secret = Base64.getDecoder().decode(base64.strip());
        } catch (IllegalArgumentException notBase64) {
            throw new InvalidSettingsException(setting + " must be 32 random bytes in Base64.", notBase64);
        }
        if (secret.length != KEY_BYTES) {
            throw new InvalidSettingsException(setting + " must be 32 random bytes in Base64.");
        }
        try {
            KDF hkdf = KDF.getInstance("HKDF-SHA256");
            String name = HexFormat.of().formatHex(hkdf.deriveData(use(secret, "name of a master key", NAME_BYTES)));
            byName.put(name, hkdf.deriveKey("AES", use(secret, "wraps patients' keys", KEY_BYTES)));
            return name;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static AlgorithmParameterSpec use(byte[] secret, String use, int bytes) {
        return HKDFParameterSpec.ofExtract()
                .addIKM(secret)
                .thenExpand(("careturn: " + use).getBytes(java.nio.charset.StandardCharsets.UTF_8), bytes);
    }
}
