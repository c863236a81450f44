package org.careturn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.SecretKey;
import org.careturn.platform.AesGcm;
import org.careturn.platform.Ids;
import org.careturn.platform.settings.InvalidSettingsException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** FR-AUDIT-05. */
class PatientKeysTest extends ChainFixture {
    private static final String OTHER = Base64.getEncoder()
            .encodeToString("another master key of 32 bytes !!"
                    .substring(0, 32)
                    .getBytes(java.nio.charset.StandardCharsets.UTF_8));

    private final UUID patient = Ids.next();

    @Test
    void aPatientHasOneKey() {
        SecretKey key = keys.ofOrNew(patient).orElseThrow();
        assertThat(key.getEncoded()).hasSize(32);
        assertThat(keys.ofOrNew(patient)).contains(key);
        assertThat(keys.ofOrNew(Ids.next())).isNotEmpty().get().isNotEqualTo(key);
        assertThat(jdbc.queryForObject(
                        "select encode(wrapped, 'hex') from patient_key where patient_id = ?", String.class, patient))
                .doesNotContain(HexFormat.of().formatHex(key.getEncoded()));
    }

    @Test
    void nothingIsEncryptedOnceTheKeyIsGone() {
        UUID row = write(patient, Map.of("name", "Marta"));
        keys.destroy(patient);
        assertThat(keys.ofOrNew(patient)).isEmpty();
        assertThat(keys.find(List.of(patient)).get(patient)).isEmpty();
        UUID later = write(patient, Map.of("name", "Marta"));
        assertThat(jdbc.queryForObject("select personal is null from audit_event where id = ?", Boolean.class, later))
                .isTrue();
        assertThat(jdbc.queryForObject("select personal is null from audit_event where id = ?", Boolean.class, row))
                .isFalse();
        UUID never = Ids.next();
        keys.destroy(never);
        assertThat(keys.ofOrNew(never)).isEmpty();
    }

    @Test
    void theMasterKeyIsReplaced() {
        SecretKey key = keys.ofOrNew(patient).orElseThrow();
        assertThatThrownBy(() -> keys(OTHER).find(List.of(patient)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("FORMER_PATIENT_DATA_KEYS");
        PatientKeys after = keys(OTHER, MASTER);
        assertThat(after.find(List.of(patient)).get(patient)).contains(key);
        assertThat(after.rewrap()).isOne();
        assertThat(after.rewrap()).isZero();
        assertThat(keys(OTHER).find(List.of(patient)).get(patient)).contains(key);
    }

    @Test
    void aKeyCantBeMovedToAnotherPatient() {
        UUID other = Ids.next();
        keys.ofOrNew(patient);
        keys.ofOrNew(other);
        tamper("update patient_key set wrapped = (select wrapped from patient_key where patient_id = ?)", patient);
        assertThatThrownBy(() -> keys.find(List.of(other))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void encryptedBytesAreBoundToTheirPlace() {
        SecretKey key = keys.ofOrNew(patient).orElseThrow();
        byte[] encrypted = AesGcm.encrypt(key, "here", new byte[] {1, 2, 3});
        assertThat(AesGcm.decrypt(key, "here", encrypted)).containsExactly(1, 2, 3);
        assertThatThrownBy(() -> AesGcm.decrypt(key, "there", encrypted)).isInstanceOf(IllegalStateException.class);
        encrypted[14] ^= 1;
        assertThatThrownBy(() -> AesGcm.decrypt(key, "here", encrypted)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void personalValuesBelongToSomebody() {
        assertThatThrownBy(() -> log.record(
                        org.careturn.platform.Actor.SYSTEM,
                        "TEST",
                        new AuditLog.Subject("test", patient, null, null),
                        Map.of(),
                        Map.of("name", "Marta")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "c2hvcnQ=", "?"})
    void thatIsNoMasterKey(String key) {
        assertThatThrownBy(() -> keys(key)).isInstanceOf(InvalidSettingsException.class);
    }

    @Test
    void theServersRoleCantRemoveTheTraceOfAKey() {
        keys.ofOrNew(patient);
        assertThatThrownBy(() -> jdbc.execute("delete from patient_key")).isInstanceOf(DataAccessException.class);
    }
}
