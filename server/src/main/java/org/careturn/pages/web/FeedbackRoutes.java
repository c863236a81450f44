package org.careturn.pages.web;

import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.careturn.identity.Limits;
import org.careturn.identity.Limits.Attempted;
import org.careturn.notifications.Feedback;
import org.careturn.notifications.Feedback.VisitFeedback;
import org.careturn.notifications.NotificationProblem;
import org.careturn.pages.FeedbackPage;
import org.careturn.pages.Words;
import org.careturn.platform.ProblemType;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.ClientAddress;
import org.careturn.platform.web.SafeText;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** How a visit was, as whoever has its link says. */
@Configuration(proxyBeanMethods = false)
class FeedbackRoutes {
    private static final Set<String> TOLD =
            Set.of("feedback.choose", "feedback.given", "feedback.closed", "refused.tooMany", "refused.unavailable");

    private final Feedback feedback;
    private final Limits limits;
    private final PageAnswers answers;
    private final Clock clock;

    FeedbackRoutes(Feedback feedback, Limits limits, PageAnswers answers, Clock clock) {
        this.feedback = feedback;
        this.limits = limits;
        this.answers = answers;
        this.clock = clock;
    }

    @Bean
    RouterFunction<ServerResponse> feedbackPages() {
        return RouterFunctions.route()
                .GET("/f/{token}", this::show)
                .POST("/f/{token}", this::give)
                .build();
    }

    private ServerResponse show(ServerRequest request) {
        String token = PageAnswers.token(request);
        Optional<VisitFeedback> found = find(token);
        if (token == null || found.isEmpty()) {
            return answers.missing(request, "/f/-");
        }
        Words words = PageAnswers.words(request, null, null);
        String told = request.param("told").filter(TOLD::contains).orElse(null);
        FeedbackPage page = new FeedbackPage(words, "/f/" + token, found.get(), clock.instant(), told);
        return answers.page(words, "feedback.title", "/f/" + token, page.html(), false);
    }

    private ServerResponse give(ServerRequest request) {
        String token = PageAnswers.token(request);
        if (token == null || find(token).isEmpty()) {
            return answers.missing(request, "/f/-");
        }
        return PageAnswers.back("/f/" + token, PageAnswers.words(request, null, null), refusal(request, token));
    }

    private @Nullable String refusal(ServerRequest request, String token) {
        String rating = request.param("rating").orElse("");
        String words = request.param("words").orElse("").replace("\r\n", "\n");
        if (!rating.matches("[1-5]")
                || words.length() > FeedbackPage.LONGEST
                || !SafeText.isSafe(words)
                || !PageAnswers.isOwn(request)) {
            return "feedback.choose";
        }
        return PageAnswers.refusal(
                () -> {
                    limits.begin(Attempted.TICKET_ACT, token, ClientAddress.of(request.servletRequest()));
                    feedback.give(token, Integer.parseInt(rating), words).orElseThrow();
                    return null;
                },
                FeedbackRoutes::told);
    }

    private static String told(ProblemType problem) {
        return problem == NotificationProblem.FEEDBACK_CLOSED ? "feedback.closed" : "feedback.given";
    }

    private Optional<VisitFeedback> find(@Nullable String token) {
        try {
            return token == null ? Optional.empty() : Optional.of(feedback.get(token));
        } catch (RefusedException none) {
            return Optional.empty();
        }
    }
}
