package org.careturn.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import org.careturn.notifications.NotificationSettings.Fcm;
import org.careturn.notifications.NotificationSettings.Twilio;
import org.junit.jupiter.api.Test;

/** FR-NOTIF-11: a provider is set in full or not at all. */
class ProviderRulesTest {
    private static final String SID = "AC" + "0".repeat(32);
    private static final String REAL = "https://api.twilio.com";

    @Test
    void noneAndAWholeOneAreFine() {
        assertThat(problems(false, "", "", "", "", REAL)).isEmpty();
        assertThat(problems(true, SID, "secret", "+14155550100", "", REAL)).isEmpty();
        assertThat(problems(true, SID, "secret", "", "MG" + "0".repeat(32), REAL))
                .isEmpty();
    }

    @Test
    void halfOfOneIsRefusedWithoutNamingItsValues() {
        assertThat(problems(false, SID, "", "+14155550100", "", REAL))
                .singleElement()
                .asString()
                .startsWith("TWILIO_AUTH_TOKEN is missing")
                .doesNotContain(SID);
        assertThat(problems(false, "", "secret", "", "", REAL)).hasSize(2);
        assertThat(problems(false, SID, "secret", "", "", REAL)).hasSize(1);
        assertThat(problems(false, SID, "secret", "+14155550100", "MG" + "0".repeat(32), REAL))
                .hasSize(1);
        assertThat(problems(false, SID, "secret", "014155550100 or so", "", REAL))
                .hasSize(1);
    }

    @Test
    void productionKeepsToTheRealOnes() {
        assertThat(problems(true, SID, "secret", "+14155550100", "", "http://localhost:1"))
                .hasSize(1);
        assertThat(problems(false, SID, "secret", "+14155550100", "", "http://localhost:1"))
                .isEmpty();
    }

    private static List<String> problems(
            boolean production, String sid, String token, String from, String service, String base) {
        return ProviderRules.problems(
                new NotificationSettings(
                        URI.create("https://queue.example.org"),
                        1,
                        1,
                        1,
                        true,
                        new Twilio(sid, token, from, service, URI.create(base)),
                        new Fcm("", URI.create("https://fcm.googleapis.com"))),
                production);
    }
}
