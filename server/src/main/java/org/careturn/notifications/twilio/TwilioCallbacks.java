package org.careturn.notifications.twilio;

import com.twilio.security.RequestValidator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.careturn.notifications.Inbox;
import org.careturn.notifications.NotificationSettings;
import org.careturn.notifications.Receipts;
import org.careturn.notifications.domain.Answer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/**
 * What Twilio tells: what became of a message, and what people answer. Taken only with its signature over the address as
 * the provider knows it, and every parameter.
 */
@Configuration(proxyBeanMethods = false)
class TwilioCallbacks {
    private static final String STATUS = "/callbacks/twilio/status/";
    private static final String INBOUND = "/callbacks/twilio/inbound";
    private static final Pattern SID = Pattern.compile("[!-~]{1,64}");
    private static final Pattern STATUS_WORD = Pattern.compile("[a-z_-]{1,40}");
    private static final Pattern PHONE = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final int LONGEST = 2_000;
    private static final int PARAMETERS = 100;

    static String statusUrl(URI publicUrl, UUID attempt) {
        return publicUrl.resolve(STATUS + attempt).toString();
    }

    @Bean
    RouterFunction<ServerResponse> twilioRoutes(NotificationSettings settings, Receipts receipts, Inbox inbox) {
        return RouterFunctions.route()
                .POST(STATUS + "{attempt}", request -> status(settings, receipts, request))
                .POST(INBOUND, request -> inbound(settings, inbox, request))
                .build();
    }

    private static ServerResponse status(NotificationSettings settings, Receipts receipts, ServerRequest request) {
        Optional<UUID> attempt = id(request.pathVariable("attempt"));
        Optional<Map<String, String>> parameters =
                attempt.flatMap(id -> signed(settings, statusUrl(settings.publicUrl(), id), request));
        if (parameters.isEmpty()) {
            return ServerResponse.status(HttpStatus.FORBIDDEN).build();
        }
        String sid = parameters.get().get("MessageSid");
        String status = parameters.get().get("MessageStatus");
        if (sid == null
                || !SID.matcher(sid).matches()
                || status == null
                || !STATUS_WORD.matcher(status).matches()) {
            return ServerResponse.badRequest().build();
        }
        String code = parameters.get().get("ErrorCode");
        receipts.told(
                attempt.get(),
                new Answer(
                        TwilioSms.stateOf(status),
                        sid,
                        status,
                        code != null && code.matches("[0-9]{1,6}") ? "TWILIO_" + code : null,
                        null,
                        null,
                        null));
        return ServerResponse.noContent().build();
    }

    private static ServerResponse inbound(NotificationSettings settings, Inbox inbox, ServerRequest request) {
        String url = settings.publicUrl().resolve(INBOUND).toString();
        Optional<Map<String, String>> parameters = signed(settings, url, request);
        if (parameters.isEmpty()) {
            return ServerResponse.status(HttpStatus.FORBIDDEN).build();
        }
        String sid = parameters.get().get("MessageSid");
        String from = parameters.get().get("From");
        String body = parameters.get().getOrDefault("Body", "");
        if (sid == null
                || !SID.matcher(sid).matches()
                || from == null
                || !PHONE.matcher(from).matches()) {
            return ServerResponse.badRequest().build();
        }
        inbox.take(sid, from, body, parameters.get().get("OptOutType"));
        return ServerResponse.ok().contentType(MediaType.TEXT_XML).body("<Response/>"); // no answer by this way
    }

    private static Optional<Map<String, String>> signed(
            NotificationSettings settings, String url, ServerRequest request) {
        String signature = request.headers().firstHeader("X-Twilio-Signature");
        if (!settings.twilio().isSet()
                || signature == null
                || request.servletRequest().getQueryString() != null
                || request.params().size() > PARAMETERS) {
            return Optional.empty();
        }
        Map<String, String> parameters = new TreeMap<>();
        request.params().forEach((name, values) -> parameters.put(name, values.getFirst()));
        boolean bounded = parameters.values().stream().allMatch(value -> value.length() <= LONGEST);
        boolean valid =
                bounded && new RequestValidator(settings.twilio().authToken()).validate(url, parameters, signature);
        return valid ? Optional.of(parameters) : Optional.empty();
    }

    private static Optional<UUID> id(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException notAnId) {
            return Optional.empty();
        }
    }
}
