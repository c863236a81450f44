package org.careturn.audit;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The keys over patients' keys, and whether this node seals.
 *
 * @param patientDataKey the master key: 32 random bytes in Base64
 * @param formerPatientDataKeys those that it has replaced; keys that they wrap are wrapped anew
 * @param seals false only in tests
 */
@ConfigurationProperties("careturn.audit")
record AuditSettings(
        String patientDataKey,
        @DefaultValue List<String> formerPatientDataKeys,
        @DefaultValue("true") boolean seals) {
    @Override
    public String toString() {
        return "AuditSettings[seals=" + seals + "]";
    }
}
