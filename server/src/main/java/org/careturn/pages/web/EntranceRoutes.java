package org.careturn.pages.web;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The short address that is printed for a facility's entrance, for whoever can't scan the code beside it. */
@Configuration(proxyBeanMethods = false)
class EntranceRoutes {
    /** So many last digits of a facility's id, which are random, stand in the address. */
    private static final int DIGITS = 8;

    private final Facilities facilities;
    private final PageAnswers answers;

    EntranceRoutes(Facilities facilities, PageAnswers answers) {
        this.facilities = facilities;
        this.answers = answers;
    }

    @Bean
    RouterFunction<ServerResponse> entrancePages() {
        return RouterFunctions.route().GET("/e/{digits}", this::show).build();
    }

    private ServerResponse show(ServerRequest request) {
        String digits = request.pathVariable("digits").toLowerCase(Locale.ROOT);
        List<UUID> found = facilities.all().stream()
                .map(Facility::id)
                .filter(id -> digits.length() == DIGITS && id.toString().endsWith(digits))
                .toList();
        // of two that end alike, neither is meant for sure
        return found.size() == 1
                ? ServerResponse.status(HttpStatus.SEE_OTHER)
                        .location(URI.create("/app/check-in/" + found.getFirst()))
                        .cacheControl(CacheControl.noStore())
                        .build()
                : answers.missing(request, "/e/-");
    }
}
