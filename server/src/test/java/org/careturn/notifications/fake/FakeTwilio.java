package org.careturn.notifications.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Twilio's Messages resource, its list, and its callbacks. Arguments: port, account SID, token, milliseconds of latency. */
public final class FakeTwilio extends FakeServer {
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss Z", Locale.US);
    private static final int LONGEST = 1600;

    private final String sid;
    private final String token;
    private final int latency;
    private final List<Map<String, @Nullable Object>> messages = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();

    private FakeTwilio(String sid, String token, int latency) {
        this.sid = sid;
        this.token = token;
        this.latency = latency;
    }

    public static void main(String[] arguments) throws IOException {
        new FakeTwilio(arguments[1], arguments[2], Integer.parseInt(arguments[3]))
                .serve(Integer.parseInt(arguments[0]));
    }

    @Override
    void handle(HttpExchange exchange, String path, Map<String, String> query)
            throws IOException, InterruptedException {
        String basic =
                "Basic " + Base64.getEncoder().encodeToString((sid + ":" + token).getBytes(StandardCharsets.UTF_8));
        if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, 401, 20003, "Authenticate");
        } else if (path.matches("/2010-04-01/Accounts/" + sid + "/Messages/SM[0-9a-f]{32}\\.json")) {
            fetch(exchange, path.substring(path.lastIndexOf('/') + 1, path.lastIndexOf('.')));
        } else if (!path.equals("/2010-04-01/Accounts/" + sid + "/Messages.json")) {
            refuse(exchange, 404, 20404, "The requested resource was not found");
        } else if (exchange.getRequestMethod().equals("GET")) {
            list(exchange, query);
        } else {
            create(exchange, form(body(exchange)));
        }
    }

    private void create(HttpExchange exchange, Map<String, String> form) throws IOException, InterruptedException {
        Thread.sleep(latency);
        String to = form.get("To");
        String text = form.get("Body");
        String callback = form.get("StatusCallback");
        if (to == null || to.isEmpty()) {
            refuse(exchange, 400, 21604, "A 'To' phone number is required.");
        } else if (!to.matches("\\+[1-9][0-9]{6,14}")) {
            refuse(exchange, 400, 21211, "The 'To' number is not a valid phone number.");
        } else if (text == null || text.isEmpty()) {
            refuse(exchange, 400, 21602, "Message body is required.");
        } else if (text.length() > LONGEST) {
            refuse(exchange, 400, 21617, "The concatenated message body exceeds the 1600 character limit.");
        } else if (!form.containsKey("From") && !form.containsKey("MessagingServiceSid")) {
            refuse(exchange, 400, 21603, "A 'From' phone number is required.");
        } else if (callback != null && !callback.startsWith("http")) {
            refuse(exchange, 400, 21609, "The 'StatusCallback' URL is not a valid URL.");
        } else {
            create(exchange, form, to, callback);
        }
    }

    private void create(HttpExchange exchange, Map<String, String> form, String to, @Nullable String callback)
            throws IOException, InterruptedException {
        Mode mode = modeOf(to);
        switch (mode) {
            case GONE -> refuse(exchange, 400, 21610, "Attempt to send to unsubscribed recipient");
            case REFUSE_503 -> refuse(exchange, 503, 20503, "Service unavailable");
            case CREDENTIALS -> {
                modes.put(to, Mode.OK);
                refuse(exchange, 401, 20003, "Authenticate");
            }
            case RATE -> {
                modes.put(to, Mode.OK);
                exchange.getResponseHeaders().set("Retry-After", "2");
                refuse(exchange, 429, 20429, "Too many requests");
            }
            case OK, DROP, ACCEPT_500, HANG -> {
                Map<String, @Nullable Object> message = accept(form);
                if (callback != null) {
                    Thread.ofVirtual().start(() -> tell(callback, message));
                }
                if (mode == Mode.OK) {
                    answer(exchange, 201, message);
                } else if (mode == Mode.ACCEPT_500) {
                    refuse(exchange, 500, 20500, "Internal server error");
                } else if (mode == Mode.HANG) {
                    hang();
                }
            }
        }
    }

    private Map<String, @Nullable Object> accept(Map<String, String> form) {
        String now = DATE.format(ZonedDateTime.now(ZoneOffset.UTC));
        Map<String, @Nullable Object> message = new LinkedHashMap<>();
        message.put("sid", "SM" + UUID.randomUUID().toString().replace("-", ""));
        message.put("account_sid", sid);
        message.put("to", form.get("To"));
        message.put("from", form.get("From"));
        message.put("messaging_service_sid", form.get("MessagingServiceSid"));
        message.put("body", form.get("Body"));
        message.put("status", "queued");
        message.put("direction", "outbound-api");
        message.put("date_created", now);
        message.put("date_updated", now);
        message.put("date_sent", now);
        message.put("num_segments", "1");
        message.put("num_media", "0");
        message.put("price", "-0.00750");
        message.put("price_unit", "USD");
        message.put("error_code", null);
        message.put("error_message", null);
        message.put("api_version", "2010-04-01");
        message.put("subresource_uris", Map.of());
        messages.add(message);
        return message;
    }

    /** By then it has arrived. */
    private void fetch(HttpExchange exchange, String name) throws IOException {
        for (Map<String, @Nullable Object> message : messages) {
            if (name.equals(message.get("sid"))) {
                Map<String, @Nullable Object> now = new LinkedHashMap<>(message);
                now.put("status", "delivered");
                answer(exchange, 200, now);
                return;
            }
        }
        refuse(exchange, 404, 20404, "The requested resource was not found");
    }

    private void list(HttpExchange exchange, Map<String, String> query) throws IOException {
        String to = query.get("To");
        List<Map<String, @Nullable Object>> found = messages.stream()
                .filter(message -> to == null || to.equals(message.get("to")))
                .toList();
        Map<String, @Nullable Object> page = new LinkedHashMap<>();
        page.put("messages", found);
        page.put("page", 0);
        page.put("page_size", 50);
        page.put("next_page_uri", null);
        page.put("first_page_uri", "/2010-04-01/Accounts/" + sid + "/Messages.json?Page=0");
        page.put("uri", "/2010-04-01/Accounts/" + sid + "/Messages.json");
        answer(exchange, 200, page);
    }

    /** Out of order, and the last one twice. Numbers that end in 99 are told nothing. */
    private void tell(String callback, Map<String, @Nullable Object> message) {
        if (String.valueOf(message.get("to")).endsWith("99")) {
            return;
        }
        List<String> states = new ArrayList<>(List.of("delivered", "sent", "delivered"));
        for (String state : states) {
            Map<String, String> form = new TreeMap<>();
            form.put("MessageSid", String.valueOf(message.get("sid")));
            form.put("MessageStatus", state);
            form.put("AccountSid", sid);
            form.put("To", String.valueOf(message.get("to")));
            try {
                Thread.sleep(50);
                client.send(
                        HttpRequest.newBuilder(URI.create(callback))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-Twilio-Signature", signature(token, callback, form))
                                .POST(BodyPublishers.ofString(encoded(form)))
                                .build(),
                        BodyHandlers.discarding());
            } catch (IOException lost) {
                // Twilio would try once more
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** As Twilio's documentation on the security of webhooks has it. */
    public static String signature(String token, String url, Map<String, String> form) {
        StringBuilder text = new StringBuilder(url);
        new TreeMap<>(form).forEach((name, value) -> text.append(name).append(value));
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(text.toString().getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String encoded(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8)
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static void refuse(HttpExchange exchange, int status, int code, String message) throws IOException {
        answer(
                exchange,
                status,
                Map.of(
                        "code", code,
                        "message", message,
                        "more_info", "https://www.twilio.com/docs/errors/" + code,
                        "status", status));
    }
}
