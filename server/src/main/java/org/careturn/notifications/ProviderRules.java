package org.careturn.notifications;

import java.util.ArrayList;
import java.util.List;
import org.careturn.notifications.NotificationSettings.Fcm;
import org.careturn.notifications.NotificationSettings.Twilio;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.platform.settings.InvalidSettingsException;
import org.springframework.stereotype.Component;

/** Refuses providers that are set half, and in production mode stand-ins for them. */
@Component
class ProviderRules {
    ProviderRules(NotificationSettings settings, CareTurnSettings server) {
        List<String> problems = problems(settings, server.isProduction());
        if (!problems.isEmpty()) {
            throw new InvalidSettingsException(problems);
        }
    }

    static List<String> problems(NotificationSettings settings, boolean production) {
        List<String> problems = new ArrayList<>();
        Twilio twilio = settings.twilio();
        Fcm fcm = settings.fcm();
        boolean any = twilio.isSet()
                || !twilio.authToken().isBlank()
                || !twilio.from().isBlank()
                || !twilio.messagingServiceSid().isBlank();
        if (any) {
            if (!twilio.accountSid().matches("AC[0-9a-f]{32}")) {
                problems.add(
                        "TWILIO_ACCOUNT_SID must be AC and 32 hexadecimal digits, as other settings of Twilio are there.");
            }
            if (twilio.authToken().isBlank()) {
                problems.add("TWILIO_AUTH_TOKEN is missing, though other settings of Twilio are there.");
            }
            if (twilio.from().isBlank() == twilio.messagingServiceSid().isBlank()) {
                problems.add("Exactly one of TWILIO_FROM and TWILIO_MESSAGING_SERVICE_SID must be set.");
            }
            if (!twilio.from().isBlank() && !twilio.from().matches("\\+[1-9][0-9]{6,14}|[A-Za-z0-9 ]{1,11}")) {
                problems.add(
                        "TWILIO_FROM must be a number like +14155550100 or a name of 11 letters and digits at most.");
            }
            if (!twilio.messagingServiceSid().isBlank()
                    && !twilio.messagingServiceSid().matches("MG[0-9a-f]{32}")) {
                problems.add("TWILIO_MESSAGING_SERVICE_SID must be MG and 32 hexadecimal digits.");
            }
        }
        if (production && !"https".equals(twilio.baseUrl().getScheme())) {
            problems.add("TWILIO_BASE_URL must begin with https: in production mode.");
        }
        if (production && !"https".equals(fcm.baseUrl().getScheme())) {
            problems.add("FCM_BASE_URL must begin with https: in production mode.");
        }
        return problems;
    }
}
