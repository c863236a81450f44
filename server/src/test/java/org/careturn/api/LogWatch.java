package org.careturn.api;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.logback.StructuredLogEncoder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Keeps what the server writes to its log, as a person and as a program reads it, and what was said about people meanwhile,
 * so that the one may be looked for in the other.
 */
final class LogWatch {
    /** Fields whose values tell who somebody is, or let somebody in. */
    private static final Set<String> PERSONAL = Set.of(
            "name",
            "patientName",
            "guardianName",
            "userName",
            "phone",
            "contactPhone",
            "loginPhone",
            "birthDate",
            "text",
            "words",
            "reason",
            "reasonForComing",
            "password",
            "oldPassword",
            "newPassword",
            "accessToken",
            "refreshToken",
            "token",
            "pushToken",
            "feedbackToken",
            "secret",
            "clientSecret",
            "bookingCode",
            "recoveryCodes");

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final List<String> LINES = new CopyOnWriteArrayList<>();
    private static final Set<String> SAID = ConcurrentHashMap.newKeySet();

    private LogWatch() {}

    /** Looks on from now; an application that starts sets all logs up anew, hence once more after each. */
    static void begin() {
        Logger root = root();
        if (root.getAppender("watch") == null) {
            Encoder<ILoggingEvent> console = console(root);
            Encoder<ILoggingEvent> ecs = ecs(root.getLoggerContext());
            Appender<ILoggingEvent> watch = new AppenderBase<>() {
                @Override
                protected void append(ILoggingEvent event) {
                    LINES.add(new String(console.encode(event), StandardCharsets.UTF_8));
                    LINES.add(new String(ecs.encode(event), StandardCharsets.UTF_8));
                }
            };
            watch.setName("watch");
            watch.setContext(root.getLoggerContext());
            watch.start();
            root.addAppender(watch);
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    private static Encoder<ILoggingEvent> console(Logger root) {
        for (Iterator<Appender<ILoggingEvent>> all = root.iteratorForAppenders(); all.hasNext(); ) {
            if (all.next() instanceof ConsoleAppender<ILoggingEvent> console) {
                return Objects.requireNonNull(console.getEncoder());
            }
        }
        throw new AssertionError("the server writes its log to no console");
    }

    /** As by CARETURN_LOG_FORMAT=ecs. */
    private static Encoder<ILoggingEvent> ecs(LoggerContext context) {
        StructuredLogEncoder encoder = new StructuredLogEncoder();
        encoder.setFormat("ecs");
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    static void said(Request request, Answer answer) {
        String authorization = request.headers().get("Authorization");
        if (authorization != null) {
            keep(authorization.substring(authorization.indexOf(' ') + 1));
        }
        if (request.body() != null && request.body().startsWith("{")) {
            try {
                said(JsonMapper.shared().readTree(request.body()));
            } catch (RuntimeException broken) {
                // sent so on purpose
            }
        }
        said(answer.body());
    }

    private static void said(JsonNode node) {
        node.properties().forEach(field -> {
            if (PERSONAL.contains(field.getKey())) {
                keepAll(field.getValue());
            } else {
                said(field.getValue());
            }
        });
        if (node.isArray()) {
            node.forEach(LogWatch::said);
        }
    }

    private static void keepAll(JsonNode value) {
        if (value.isString()) {
            keep(value.asString());
        } else if (value.isContainer()) {
            value.forEach(LogWatch::keepAll);
        }
    }

    /** Short ones and single words stand in any text by chance, and very long ones were sent for their length. */
    private static void keep(String value) {
        if (value.length() >= 6
                && value.length() <= 2_000
                && !value.isBlank()
                && !WORD.matcher(value).matches()) {
            SAID.add(value.toLowerCase(Locale.ROOT));
        }
    }

    static void forget() {
        LINES.clear();
        SAID.clear();
    }

    static List<String> lines() {
        return List.copyOf(LINES);
    }

    /** Lines that hold something that was said about somebody, with what it is. */
    static List<String> leaks(Iterable<String> lines) {
        List<String> leaks = new ArrayList<>();
        for (String line : lines) {
            String low = line.toLowerCase(Locale.ROOT);
            for (String value : SAID) {
                if (low.contains(value)) {
                    leaks.add("\"" + value + "\" in " + line);
                }
            }
        }
        return leaks;
    }
}
