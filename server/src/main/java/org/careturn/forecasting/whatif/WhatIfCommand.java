package org.careturn.forecasting.whatif;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.careturn.platform.input.InvalidInputException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

/**
 * {@code ./careturn what-if}: asks a running server, shows how far it is, and prints what came out. Ends with 0 where there
 * is a result, with 1 where there is none, and with 2 where the arguments can't be used.
 */
public final class WhatIfCommand {
    private static final int DONE = 0;
    private static final int FAILED = 1;
    private static final int INVALID = 2;
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final JsonMapper JSON = JsonMapper.shared();

    private final WhatIfOptions options;
    private final PrintStream out;
    private final PrintStream err;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private String token = "";

    private WhatIfCommand(WhatIfOptions options, PrintStream out, PrintStream err) {
        this.options = options;
        this.out = out;
        this.err = err;
    }

    public static void main(String[] arguments) throws InterruptedException {
        System.exit(run(List.of(arguments), System.out, System.err));
    }

    static int run(List<String> arguments, PrintStream out, PrintStream err) throws InterruptedException {
        if (arguments.isEmpty() || arguments.contains("--help") || arguments.contains("-h")) {
            out.print(WhatIfOptions.USAGE);
            return arguments.isEmpty() ? INVALID : DONE;
        }
        try {
            return new WhatIfCommand(WhatIfOptions.parse(arguments), out, err).ask();
        } catch (InvalidInputException invalid) {
            err.println("what-if: " + invalid.getMessage());
            return INVALID;
        } catch (IOException unreachable) {
            err.println("what-if: " + unreachable.getMessage());
            return FAILED;
        }
    }

    private int ask() throws IOException, InterruptedException, InvalidInputException {
        token = send(
                        "POST",
                        "/api/v1/auth/login",
                        Map.of(
                                "userName",
                                options.user(),
                                "password",
                                options.password(),
                                "client",
                                "APP",
                                "label",
                                "what-if"))
                .path("accessToken")
                .asString("");
        JsonNode job = send("POST", "/api/v1/forecasts/what-if", options.body(facility()));
        String path = "/api/v1/forecasts/what-if/" + job.path("id").asString("").replaceAll("[^0-9a-f-]", "");
        int shown = -1;
        while (job.path("finishedAt").isNull()) {
            int progress = job.path("progress").asInt(0);
            if (progress != shown) {
                (options.json() ? err : out).println(progress + " %");
                shown = progress;
            }
            Thread.sleep(PAUSE);
            job = send("GET", path, null);
        }
        if (!job.path("state").asString("").equals("DONE")) {
            (options.json() ? err : out)
                    .println("There is no result: " + job.path("state").asString("") + " "
                            + job.path("failure").asString(""));
            return FAILED;
        }
        if (options.json()) {
            out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(job));
            return DONE;
        }
        out.print(WhatIfTable.of(JSON.treeToValue(job.path("result"), WhatIf.Result.class)));
        return DONE;
    }

    /** By its id or name. */
    private String facility() throws IOException, InterruptedException, InvalidInputException {
        String asked = options.facility();
        JsonNode all = send("GET", "/api/v1/facilities", null);
        for (JsonNode one : all.isArray() ? all : all.path("items")) {
            if (asked.isEmpty()
                    || one.path("id").asString("").equals(asked)
                    || one.path("name").asString("").equalsIgnoreCase(asked)) {
                return one.path("id").asString("");
            }
        }
        throw new InvalidInputException("There is no facility " + asked + ".");
    }

    private JsonNode send(String method, String path, @Nullable Object body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(options.url() + path))
                .timeout(TIMEOUT)
                .header("Accept", "application/json")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(JSON.writeValueAsString(body)));
        if (body != null) {
            request.header("Content-Type", "application/json")
                    .header("Idempotency-Key", UUID.randomUUID().toString());
        }
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        HttpResponse<String> answer;
        try {
            answer = http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new IOException("The server at " + options.url() + " can't be reached.", unreachable);
        }
        JsonNode read = read(answer.body());
        if (answer.statusCode() >= 300) {
            String detail = read.path("detail").asString(read.path("title").asString(""));
            throw new IOException(String.format(
                    Locale.ROOT, "The server refuses %s %s: %d %s", method, path, answer.statusCode(), detail));
        }
        return read;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException notJson) {
            return MissingNode.getInstance();
        }
    }
}
