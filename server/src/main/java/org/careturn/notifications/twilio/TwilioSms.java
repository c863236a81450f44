package org.careturn.notifications.twilio;

import com.twilio.exception.ApiException;
import com.twilio.http.Response;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.MessageCreator;
import com.twilio.type.PhoneNumber;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationSettings;
import org.careturn.notifications.Provider;
import org.careturn.notifications.domain.Answer;
import org.careturn.notifications.domain.Attempt;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** SMS by Twilio's SDK. */
@Component
class TwilioSms implements Provider {
    private static final int TOO_MANY = 429;
    private static final int UNSUBSCRIBED = 21610;
    private static final Duration SKEW = Duration.ofMinutes(2);
    private static final int LISTED = 100;

    private final NotificationSettings settings;
    private final TwilioHttp http;

    TwilioSms(NotificationSettings settings) {
        this.http = new TwilioHttp(settings.twilio().baseUrl());
        this.settings = settings;
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public boolean isReady() {
        return settings.twilio().isSet();
    }

    /** A client for each call: it remembers its last answer, which another call must not read. They share connections. */
    private TwilioRestClient client(Once once) {
        NotificationSettings.Twilio account = settings.twilio();
        return new TwilioRestClient.Builder(account.accountSid(), account.authToken())
                .httpClient(once)
                .build();
    }

    @Override
    public Answer send(Outgoing outgoing) {
        if (outgoing.phone() == null) {
            return Answer.failed("NO_ADDRESS");
        }
        NotificationSettings.Twilio account = settings.twilio();
        PhoneNumber to = new PhoneNumber(outgoing.phone());
        MessageCreator creator = account.messagingServiceSid().isBlank()
                ? Message.creator(
                        to, new PhoneNumber(account.from()), outgoing.message().text())
                : Message.creator(
                        to, account.messagingServiceSid(), outgoing.message().text());
        creator.setStatusCallback(TwilioCallbacks.statusUrl(settings.publicUrl(), outgoing.attemptId()));
        creator.setSmartEncoded(false); // its list is searched by the text
        Once once = new Once(http);
        try {
            return answer(creator.create(client(once)));
        } catch (ApiException refused) {
            return refusal(refused, once.last);
        } catch (TwilioHttp.NotConnectedException notConnected) {
            return Answer.refused("NOT_CONNECTED", null);
        } catch (RuntimeException noAnswer) {
            return Answer.unknown("NO_ANSWER");
        }
    }

    private static Answer refusal(ApiException refused, @Nullable Response response) {
        int status = response == null ? 0 : response.getStatusCode();
        if (status == TOO_MANY) {
            return Answer.refused("429", retryAfter(response));
        }
        Integer code = refused.getCode();
        if (status == 408) {
            return Answer.refused("408", null);
        }
        if (isOfTheAccount(status, code)) {
            return Answer.refused(Answer.NOT_SIGNED_IN, null);
        }
        if (status >= 400 && status < 500) {
            return code != null && code == UNSUBSCRIBED
                    ? Answer.failed("OPTED_OUT")
                    : Answer.failed(code == null ? Integer.toString(status) : "TWILIO_" + code);
        }
        return Answer.unknown(status == 0 ? "NO_ANSWER" : Integer.toString(status));
    }

    /** Its codes 20000 to 20999 are of the request's account; those of a message are 21000 and more. */
    private static boolean isOfTheAccount(int status, @Nullable Integer code) {
        boolean ofAccount = code == null || (code >= 20_000 && code < 21_000);
        return status == 401 || ((status == 403 || status == 404) && ofAccount);
    }

    private static @Nullable Duration retryAfter(@Nullable Response response) {
        if (response == null) {
            return null;
        }
        for (var header : response.getHeaders()) {
            if (header.getName().equalsIgnoreCase("Retry-After")
                    && header.getValue().matches("[0-9]{1,5}")) {
                return Duration.ofSeconds(Long.parseLong(header.getValue()));
            }
        }
        return null;
    }

    /** Twilio's list has no field of ours: it is the same number, the same text, about that time, and no other attempt's. */
    @Override
    public Found find(Sought sought) {
        String sid = sought.providerId();
        if (sid != null) {
            return fetch(sid);
        }
        String phone = sought.phone();
        String text = sought.text();
        return phone == null || text == null ? new Found(false, null) : listed(sought, phone, text.strip());
    }

    private Found fetch(String sid) {
        try {
            return new Found(true, answer(Message.fetcher(sid).fetch(client(new Once(http)))));
        } catch (RuntimeException unavailable) {
            return new Found(false, null);
        }
    }

    private Found listed(Sought sought, String phone, String text) {
        ZonedDateTime from = sought.startedAt().minus(SKEW).atZone(ZoneOffset.UTC);
        try {
            var read = Message.reader()
                    .setTo(new PhoneNumber(phone))
                    .setDateSentAfter(from)
                    .limit(LISTED)
                    .read(client(new Once(http)));
            List<Message> mine = StreamSupport.stream(read.spliterator(), false)
                    .filter(message -> message.getBody() != null
                            && message.getBody().strip().endsWith(text))
                    .filter(message -> !sought.known().test(message.getSid()))
                    .filter(message -> isAbout(message, sought.startedAt()))
                    .sorted(Comparator.comparing(Message::getDateCreated))
                    .toList();
            return new Found(true, mine.isEmpty() ? null : answer(mine.getFirst()));
        } catch (RuntimeException unavailable) {
            return new Found(false, null);
        }
    }

    private static boolean isAbout(Message message, Instant started) {
        ZonedDateTime created = message.getDateCreated();
        return created != null
                && created.toInstant().isAfter(started.minus(SKEW))
                && created.toInstant().isBefore(started.plus(SKEW));
    }

    private static Answer answer(Message message) {
        String status = String.valueOf(message.getStatus());
        String error = message.getErrorCode() == null ? null : "TWILIO_" + message.getErrorCode();
        BigDecimal cost = message.getPrice() == null ? null : new BigDecimal(message.getPrice()).abs();
        String currency =
                message.getPriceUnit() == null ? null : message.getPriceUnit().getCurrencyCode();
        return new Answer(stateOf(status), message.getSid(), status, error, null, cost, currency);
    }

    static Attempt.State stateOf(String status) {
        return switch (status) {
            case "delivered", "read" -> Attempt.State.DELIVERED;
            case "undelivered", "failed", "canceled" -> Attempt.State.FAILED;
            default -> Attempt.State.SENT;
        };
    }

    /** Keeps the answer of its one call. */
    private static final class Once extends com.twilio.http.HttpClient {
        private final TwilioHttp http;
        private @Nullable Response last;

        Once(TwilioHttp http) {
            this.http = http;
        }

        @Override
        public Response reliableRequest(com.twilio.http.Request request) {
            return makeRequest(request);
        }

        @Override
        public Response reliableRequest(
                com.twilio.http.Request request, int[] retryCodes, int retries, long delayMillis) {
            return makeRequest(request);
        }

        @Override
        public Response makeRequest(com.twilio.http.Request request) {
            Response answer = http.makeRequest(request);
            last = answer;
            return answer;
        }
    }
}
