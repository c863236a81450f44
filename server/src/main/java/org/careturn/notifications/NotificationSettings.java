package org.careturn.notifications;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How messages leave; {@code .env.example} describes each setting. Blank: none.
 *
 * @param publicUrl where the providers reach this server
 * @param smsPerDay of a facility; no more are sent
 * @param smsPerHour to one number; others wait
 * @param atOnce how many messages this node brings at the same time
 * @param delivers whether this node brings messages
 */
@ConfigurationProperties("careturn.notifications")
public record NotificationSettings(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue("5000") int smsPerDay,
        @DefaultValue("20") int smsPerHour,
        @DefaultValue("64") int atOnce,
        @DefaultValue("true") boolean delivers,
        @DefaultValue Twilio twilio,
        @DefaultValue Fcm fcm) {

    /** An account with Twilio; {@code from} or {@code messagingServiceSid}. */
    public record Twilio(
            @DefaultValue("") String accountSid,
            @DefaultValue("") String authToken,
            @DefaultValue("") String from,
            @DefaultValue("") String messagingServiceSid,
            @DefaultValue("https://api.twilio.com") URI baseUrl) {
        public boolean isSet() {
            return !accountSid.isBlank();
        }

        @Override
        public String toString() {
            return "Twilio[]";
        }
    }

    /** A service account of Firebase, as JSON or as the path of a file that holds it. */
    public record Fcm(
            @DefaultValue("") String credentials,
            @DefaultValue("https://fcm.googleapis.com") URI baseUrl) {
        public boolean isSet() {
            return !credentials.isBlank();
        }

        @Override
        public String toString() {
            return "Fcm[]";
        }
    }
}
