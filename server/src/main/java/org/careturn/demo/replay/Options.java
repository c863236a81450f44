package org.careturn.demo.replay;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.careturn.facilities.OrderPolicy;
import org.careturn.platform.input.InvalidInputException;
import org.jspecify.annotations.Nullable;

/**
 * What to replay, and where.
 *
 * @param speed so many times as fast as it was; 0: as fast as it goes
 * @param zone in which the log's times are meant
 * @param country of the replay's facility, ISO 3166
 * @param takeClock whether to take over a clock that is driven already
 * @param json where the report is written too
 */
record Options(
        Path file,
        LocalDate day,
        double speed,
        OrderPolicy policy,
        URI url,
        String user,
        String password,
        ZoneId zone,
        String country,
        boolean takeClock,
        @Nullable Path json) {

    static final String USAGE = """
            Usage: ./careturn replay FILE --day D [OPTIONS]

            Drives a running server with a recorded day of a service centre: its arrivals, patience, service times and
            desks on duty. In which order people are called is the server's to decide; the replay checks it.

              FILE             the log, CSV, plain or gzip
              --day D          the day to replay, such as 1999-01-03
              --speed N        N times as fast as it was; without it, as fast as it goes
              --policy P       %s
                               (default STRICT_WITH_PROMOTION)
              --url URL        the server (default http://127.0.0.1:8080); it must be a demo, whose clock may be driven
              --user NAME      an administrator of all facilities (default: the demo's)
              --password TEXT  the administrator's password (default: the demo's)
              --zone Z         the time zone in which the log's times are meant (default Asia/Jerusalem)
              --country C      country of the facility that is made for the replay (default IL)
              --take-clock     take over a clock that an earlier replay has left driven
              --json OUT       also write the report to the file OUT, as JSON
            """.formatted(String.join(
            ", ", Arrays.stream(OrderPolicy.values()).map(Enum::name).toList()));

    private static final List<String> NAMES =
            List.of("day", "speed", "policy", "url", "user", "password", "zone", "country", "json");

    static Options parse(List<String> arguments) throws InvalidInputException {
        Map<String, String> values = new HashMap<>();
        String file = null;
        boolean takeClock = false;
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            if (!argument.startsWith("--")) {
                if (file != null) {
                    throw new InvalidInputException("Name one file: there are " + file + " and " + argument + ".");
                }
                file = argument;
                continue;
            }
            if (argument.equals("--take-clock")) {
                takeClock = true;
                continue;
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            if (!NAMES.contains(name)) {
                throw new InvalidInputException("There is no option --" + name + ".");
            }
            if (equals < 0 && !rest.hasNext()) {
                throw new InvalidInputException("The option --" + name + " needs a value.");
            }
            values.put(name, equals < 0 ? rest.next() : argument.substring(equals + 1));
        }
        if (file == null || file.isBlank()) {
            throw new InvalidInputException("Name the file to replay.");
        }
        String day = values.get("day");
        if (day == null) {
            throw new InvalidInputException("Name the day to replay, as in --day 1999-01-03.");
        }
        return new Options(
                path(file),
                day(day),
                speed(values.get("speed")),
                policy(values.getOrDefault("policy", OrderPolicy.STRICT_WITH_PROMOTION.name())),
                url(values.getOrDefault("url", "http://127.0.0.1:8080")),
                values.getOrDefault("user", "admin"),
                values.getOrDefault("password", "careturn-demo"),
                zone(values.getOrDefault("zone", "Asia/Jerusalem")),
                country(values.getOrDefault("country", "IL")),
                takeClock,
                json(values.get("json")));
    }

    private static Path path(String text) throws InvalidInputException {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new InvalidInputException("This is no name of a file: " + text, e);
        }
    }

    private static LocalDate day(String text) throws InvalidInputException {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new InvalidInputException("A day is written as 1999-01-03, not as " + text + ".", e);
        }
    }

    private static double speed(@Nullable String text) throws InvalidInputException {
        if (text == null) {
            return 0;
        }
        try {
            double speed = Double.parseDouble(text);
            if (speed >= 0.01 && speed <= 1_000_000) {
                return speed;
            }
        } catch (NumberFormatException e) {
            throw new InvalidInputException("The speed is a number such as 60, not " + text + ".", e);
        }
        throw new InvalidInputException("The speed lies between 0.01 and 1000000.");
    }

    private static OrderPolicy policy(String text) throws InvalidInputException {
        try {
            return OrderPolicy.valueOf(text.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException e) {
            throw new InvalidInputException(
                    "The policy is one of " + Arrays.toString(OrderPolicy.values()) + ", not " + text + ".", e);
        }
    }

    private static URI url(String text) throws InvalidInputException {
        try {
            URI url = new URI(text);
            if (url.getHost() != null && ("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw new InvalidInputException("This is no address of a server: " + text, e);
        }
        throw new InvalidInputException("The server's address begins with http:// or https://, unlike " + text + ".");
    }

    private static ZoneId zone(String text) throws InvalidInputException {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new InvalidInputException("There is no time zone " + text + ".", e);
        }
    }

    private static String country(String text) throws InvalidInputException {
        if (!text.matches("[A-Z]{2}")) {
            throw new InvalidInputException("A country is named by its two letters of ISO 3166, such as IL.");
        }
        return text;
    }

    private static @Nullable Path json(@Nullable String text) throws InvalidInputException {
        if (text == null) {
            return null;
        }
        Path file = path(text);
        Path folder = file.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder) || Files.isDirectory(file)) {
            throw new InvalidInputException("No file can be written at " + text + ".");
        }
        return file;
    }

    @Override
    public String toString() {
        return "Options[" + file + ", " + day + ", " + policy + ", " + url + ']';
    }
}
