package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.careturn.api.AccessRules.Expected;
import org.careturn.api.AccessRules.Whose;
import org.careturn.api.Exchange.Answer;
import org.careturn.api.Exchange.Request;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.handler.AbstractHandlerMethodMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;

/** FR-ID-16, FR-ID-17: every endpoint, every role, own and foreign records. */
class AccessWalkTest extends ApiServer {

    /** What the framework maps, and how it answers somebody who isn't signed in. */
    private static final Map<String, Integer> FRAMEWORK = new TreeMap<>(Map.of(
            "/actuator", 404,
            "/actuator/health", 200,
            "/actuator/health/**", 404,
            "/actuator/prometheus", 404,
            "/v3/api-docs", 200,
            "/v3/api-docs.yaml", 200,
            "/v3/api-docs/swagger-config", 200,
            "/swagger-ui", 302));

    @Test
    void everyEndpointDeclaresItsPolicy() {
        for (ApiOperation operation : api().operations()) {
            assertThat(operation.handler().hasMethodAnnotation(Allow.class)
                            ^ operation.handler().hasMethodAnnotation(AllowAnyone.class))
                    .as("%s needs @Allow or @AllowAnyone, one of the two", operation)
                    .isTrue();
        }
    }

    /** What is read or refused changes nothing, so that it may be of one world; each change has one of its own. */
    @Test
    void everybodyGetsWhatTheyMay() {
        Contract contract = new Contract(api());
        Examples examples = new Examples(exchange());
        List<String> faults = new ArrayList<>();
        Map<Role, World> shared = new EnumMap<>(Role.class);
        for (ApiOperation operation : api().operations()) {
            boolean reads = operation.method().equals("GET");
            Role someone = AccessRules.someoneFor(operation);
            World unchanged = Examples.changesItsWorld(operation)
                    ? worlds.of(someone)
                    : shared.computeIfAbsent(someone, worlds::of);
            for (Role role : Role.values()) {
                for (Whose whose : List.of(Whose.FOREIGN, Whose.COLLEAGUE, Whose.OWN)) {
                    Expected expected = AccessRules.of(operation, role, whose);
                    boolean changes = expected == Expected.DONE && !reads;
                    World world = changes ? worlds.of(role) : unchanged;
                    Request request = examples.of(operation, world, role, world.token(role, whose));
                    if (operation.isOpen()) {
                        request = request.without("Authorization");
                    }
                    String who = operation + " for a " + role + ", " + whose;
                    faults.addAll(check(contract, operation, request, who, expected));
                    if (changes) {
                        worlds.forgetForeigner(role);
                    }
                }
            }
        }
        assertThat(faults).isEmpty();
    }

    @Test
    void nobodyGetsWhatIsForAnybody() {
        Contract contract = new Contract(api());
        Examples examples = new Examples(exchange());
        List<String> faults = new ArrayList<>();
        for (ApiOperation operation : api().operations()) {
            World world = worlds.of(AccessRules.someoneFor(operation));
            Request request = examples.of(operation, world, null);
            Expected expected = AccessRules.nobody(operation);
            faults.addAll(check(contract, operation, request, operation + " for nobody", expected));
            if (expected == Expected.SIGN_IN) {
                faults.addAll(check(
                        contract,
                        operation,
                        request.with("Authorization", "Bearer " + UUID.randomUUID()),
                        operation + " with a made-up token",
                        expected));
            }
        }
        assertThat(faults).isEmpty();
    }

    private List<String> check(
            Contract contract, ApiOperation operation, Request request, String who, Expected expected) {
        Fingerprint before = fingerprint();
        Answer answer = exchange().send(request);
        List<String> faults = new ArrayList<>();
        if (!expected.fits(answer.status())) {
            faults.add(who + ": expected " + expected + " but got " + answer
                    + "; where that is right, AccessRules says so");
        }
        contract.faults(operation, answer).forEach(fault -> faults.add(who + ": " + fault));
        if (answer.status() >= 400 && !fingerprint().equals(before)) {
            faults.add(who + " was refused, but something was written: " + before.differenceTo(fingerprint()));
        }
        return faults;
    }

    @Test
    void whateverIsNotListedIsNotThere() {
        TreeSet<String> mapped = new TreeSet<>();
        for (AbstractHandlerMethodMapping<?> mapping :
                application.getBeansOfType(AbstractHandlerMethodMapping.class).values()) {
            for (Object info : mapping.getHandlerMethods().keySet()) {
                mapped.addAll(((RequestMappingInfo) info).getPatternValues());
            }
        }
        api().operations().forEach(operation -> mapped.remove(operation.path()));
        mapped.remove("/swagger-ui/index.html");
        assertThat(mapped)
                .as("mapped by the framework and not listed in FRAMEWORK")
                .isSubsetOf(FRAMEWORK.keySet());

        Map<String, Integer> answers = new TreeMap<>();
        FRAMEWORK.keySet().forEach(path -> answers.put(path, get(path.replace("**", "nothing"))));
        assertThat(answers).isEqualTo(FRAMEWORK);
        assertThat(get("/actuator/health/liveness")).isEqualTo(200);
        assertThat(get("/actuator/health/readiness")).isEqualTo(200);
        assertThat(get("/swagger-ui/index.html")).isEqualTo(200);
        for (String absent : List.of(
                "/",
                "/index.html",
                "/actuator/",
                "/actuator/env",
                "/actuator/beans",
                "/actuator/heapdump",
                "/actuator/metrics",
                "/actuator/shutdown",
                "/.well-known/openid-configuration",
                "/.env",
                "/api",
                "/api/v1",
                "/api/v1/nothing",
                "/api/v1/visits/",
                "/api/v2/visits",
                "/login",
                "/logout",
                "/oauth2/token",
                "/swagger-resources",
                "/v2/api-docs",
                "/webjars/swagger-ui/index.html")) {
            assertThat(get(absent)).as(absent).isEqualTo(404);
        }
    }

    /** They say themselves whom they let in: a link's token, a provider's signature, nobody before there is an account. */
    @Test
    void pagesAreThoseThatAreKnown() {
        TreeSet<String> routes = new TreeSet<>();
        for (RouterFunction<?> function :
                application.getBeansOfType(RouterFunction.class).values()) {
            function.accept(new Routes(routes));
        }
        assertThat(routes)
                .containsExactlyInAnyOrder(
                        "(GET && /e/{digits})",
                        "(GET && /f/{token})",
                        "(POST && /f/{token})",
                        "(GET && /set-up)",
                        "(POST && /set-up)",
                        "(GET && /t/{token})",
                        "(POST && /t/{token}/here)",
                        "(POST && /t/{token}/late)",
                        "(POST && /t/{token}/leave)",
                        "(POST && /t/{token}/rejoin)",
                        "(POST && /callbacks/twilio/inbound)",
                        "(POST && /callbacks/twilio/status/{attempt})");
    }

    private record Routes(Set<String> found) implements RouterFunctions.Visitor {
        @Override
        public void route(RequestPredicate predicate, HandlerFunction<?> handler) {
            found.add(predicate.toString());
        }

        @Override
        public void startNested(RequestPredicate predicate) {
            found.add("nested " + predicate);
        }

        @Override
        public void endNested(RequestPredicate predicate) {}

        @Override
        public void resources(Function<ServerRequest, Optional<Resource>> lookup) {
            found.add("resources");
        }

        @Override
        public void attributes(Map<String, Object> attributes) {}

        @Override
        public void unknown(RouterFunction<?> function) {
            found.add("unknown " + function);
        }
    }

    private int get(String path) {
        return exchange().send(new Request("GET", path, Map.of(), null)).status();
    }
}
