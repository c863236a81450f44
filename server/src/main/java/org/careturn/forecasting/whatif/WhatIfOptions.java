package org.careturn.forecasting.whatif;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.careturn.platform.input.InvalidInputException;

/**
 * What {@code ./careturn what-if} is to ask, and whom.
 *
 * @param asked the fields of the request, but for the facility
 */
record WhatIfOptions(
        String url, String user, String password, String facility, boolean json, Map<String, Object> asked) {
    static final String USAGE = """
            Usage: ./careturn what-if --day D [OPTIONS]

            Asks a running server what a day of a facility would be like, beside how it was or is planned.

              --day D              the day, such as 2026-03-02; one that is over is taken as it was recorded
              --facility NAME      the facility, by name or id (default: the first)
              --desks FROM-TO=N    N desks for all queues, such as 08:00-16:00=4; again for more. Instead of the day's own
              --policy P           STRICT_WITH_PROMOTION, ACCUMULATING_PRIORITY or FIFO
              --demand PERCENT     people who come, in per cent of those who do
              --demand HOUR=PERCENT  the same of one hour, such as 9=130; again for more
              --duration PERCENT   of services
              --mean MINUTES       of services
              --days N             how often the day is simulated (default 200)
              --json               the question and its result as JSON, instead of a table
              --url URL            the server (default http://127.0.0.1:8080)
              --user NAME          an administrator (default: the demo's)
              --password TEXT      the administrator's password (default: the demo's)
            """;

    private static final Pattern DESKS = Pattern.compile("([0-9:]{4,8})-([0-9:]{4,8})=([0-9]{1,2})");
    private static final Pattern HOUR = Pattern.compile("([0-9]{1,2})=([0-9]{1,3})");

    static WhatIfOptions parse(List<String> arguments) throws InvalidInputException {
        Map<String, String> texts = new LinkedHashMap<>(Map.of(
                "--url", "http://127.0.0.1:8080", "--user", "admin", "--password", "careturn-demo", "--facility", ""));
        Map<String, Object> asked = new LinkedHashMap<>();
        List<Object> desks = new ArrayList<>();
        List<Object> hours = new ArrayList<>();
        boolean json = false;
        for (Iterator<String> rest = arguments.iterator(); rest.hasNext(); ) {
            String option = rest.next();
            if (option.equals("--json")) {
                json = true;
                continue;
            }
            boolean known = texts.containsKey(option)
                    || List.of("--day", "--desks", "--policy", "--demand", "--duration", "--mean", "--days")
                            .contains(option);
            if (!known) {
                throw new InvalidInputException("There is no option " + option + ".");
            }
            if (!rest.hasNext()) {
                throw new InvalidInputException("The option " + option + " needs a value.");
            }
            String value = rest.next();
            Matcher hour = HOUR.matcher(value);
            switch (option) {
                case "--day" -> asked.put("day", day(value));
                case "--desks" -> desks.add(desks(value));
                case "--policy" -> asked.put("policy", value);
                case "--demand" -> {
                    if (hour.matches()) {
                        hours.add(Map.of("hour", number(hour.group(1)), "percent", number(hour.group(2))));
                    } else {
                        asked.put("demandPercent", number(value));
                    }
                }
                case "--duration" -> asked.put("durationPercent", number(value));
                case "--mean" -> asked.put("meanMinutes", number(value));
                case "--days" -> asked.put("days", number(value));
                default -> texts.put(option, value);
            }
        }
        if (!asked.containsKey("day")) {
            throw new InvalidInputException("Name the --day; ./careturn what-if --help says how.");
        }
        if (!desks.isEmpty()) {
            asked.put("desks", desks);
        }
        if (!hours.isEmpty()) {
            asked.put("demandByHour", hours);
        }
        return new WhatIfOptions(
                texts.getOrDefault("--url", "").replaceAll("/+$", ""),
                texts.getOrDefault("--user", ""),
                texts.getOrDefault("--password", ""),
                texts.getOrDefault("--facility", ""),
                json,
                asked);
    }

    Map<String, Object> body(String facilityId) {
        Map<String, Object> body = new LinkedHashMap<>(asked);
        body.put("facilityId", facilityId);
        return body;
    }

    private static Object desks(String value) throws InvalidInputException {
        Matcher matcher = DESKS.matcher(value);
        try {
            if (matcher.matches()) {
                return Map.of(
                        "opens", LocalTime.parse(matcher.group(1)).toString(),
                        "closes", LocalTime.parse(matcher.group(2)).toString(),
                        "count", number(matcher.group(3)));
            }
        } catch (DateTimeException noTime) {
            throw new InvalidInputException("Desks are written as 08:00-16:00=4, not as " + value + ".", noTime);
        }
        throw new InvalidInputException("Desks are written as 08:00-16:00=4, not as " + value + ".");
    }

    private static String day(String value) throws InvalidInputException {
        try {
            return LocalDate.parse(value).toString();
        } catch (DateTimeException e) {
            throw new InvalidInputException("A day is written as 2026-03-02, not as " + value + ".", e);
        }
    }

    private static int number(String value) throws InvalidInputException {
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new InvalidInputException("A whole number is expected, not " + value + ".", e);
        }
    }
}
