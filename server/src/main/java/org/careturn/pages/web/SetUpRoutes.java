package org.careturn.pages.web;

import java.util.Locale;
import java.util.regex.Pattern;
import org.careturn.facilities.FacilityProblem;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.facilities.FirstSetUp;
import org.careturn.facilities.FirstSetUp.FirstAdmin;
import org.careturn.identity.IdentityProblem;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempt;
import org.careturn.identity.Limits.Attempted;
import org.careturn.pages.SetUpPage;
import org.careturn.pages.SetUpPage.Given;
import org.careturn.pages.Words;
import org.careturn.platform.ProblemType;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.SafeText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** The first step of an installation. There only while nobody has an account. */
@Configuration(proxyBeanMethods = false)
class SetUpRoutes {
    private static final Pattern USER_NAME = Pattern.compile("[A-Za-z0-9._@-]{3,100}");
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_PASSWORD = 1_000;

    private final FirstSetUp setUp;
    private final Limits limits;
    private final PageAnswers answers;

    SetUpRoutes(FirstSetUp setUp, Limits limits, PageAnswers answers) {
        this.setUp = setUp;
        this.limits = limits;
        this.answers = answers;
    }

    @Bean
    RouterFunction<ServerResponse> setUpPages() {
        return RouterFunctions.route()
                .GET(SetUpPage.PATH, this::show)
                .POST(SetUpPage.PATH, this::make)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        if (!setUp.isOpen()) {
            return answers.missing(request, SetUpPage.PATH);
        }
        return page(PageAnswers.words(request, null, null), Given.NOTHING, null);
    }

    private ServerResponse make(ServerRequest request) {
        if (!setUp.isOpen()) {
            return answers.missing(request, SetUpPage.PATH);
        }
        Words words = PageAnswers.words(request, null, null);
        Given given = new Given(
                text(request, "code"),
                text(request, "facility"),
                text(request, "country"),
                text(request, "timeZone"),
                text(request, "name"),
                text(request, "userName"),
                request.param("password").orElse(""));
        String told = fault(request, given);
        if (told == null) {
            told = PageAnswers.refusal(() -> made(request, given), SetUpRoutes::told);
        }
        return told == null
                ? answers.page(
                        words, "setup.title", SetUpPage.PATH, new SetUpPage(words, Given.NOTHING, null).done(), false)
                : page(words, given, told);
    }

    private ServerResponse page(Words words, Given given, @Nullable String told) {
        return answers.page(words, "setup.title", SetUpPage.PATH, new SetUpPage(words, given, told).html(), false);
    }

    private static @Nullable String fault(ServerRequest request, Given given) {
        if (!PageAnswers.isOwn(request)) {
            return "refused.unavailable";
        }
        if (!isName(given.facility()) || !isName(given.name())) {
            return "setup.nameMissing";
        }
        if (!USER_NAME.matcher(given.userName()).matches()) {
            return "setup.userNameWrong";
        }
        return given.password().length() > LONGEST_PASSWORD || !SafeText.isSafe(given.password())
                ? "setup.passwordWeak"
                : null;
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && text.length() <= LONGEST_NAME && SafeText.isSafe(text);
    }

    private @Nullable String made(ServerRequest request, Given given) {
        Attempt attempt = limits.begin(Attempted.SET_UP, SetUpPage.PATH, ClientAddress.of(request.servletRequest()));
        if (!setUp.isCode(given.code())) {
            return "setup.codeWrong";
        }
        attempt.doesNotCount();
        setUp.make(
                new NewFacility(given.facility(), given.country(), given.timeZone(), null),
                new FirstAdmin(given.userName().toLowerCase(Locale.ROOT), given.name(), given.password()));
        return null;
    }

    private static String told(ProblemType problem) {
        if (problem == IdentityProblem.WEAK_PASSWORD || problem == IdentityProblem.BREACHED_PASSWORD) {
            return "setup.passwordWeak";
        }
        return problem == FacilityProblem.UNKNOWN_COUNTRY || problem == FacilityProblem.UNKNOWN_TIME_ZONE
                ? "setup.placeWrong"
                : "refused.unavailable";
    }

    private static String text(ServerRequest request, String name) {
        return request.param(name).orElse("").strip();
    }
}
