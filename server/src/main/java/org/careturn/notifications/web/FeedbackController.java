package org.careturn.notifications.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.notifications.Feedback;
import org.careturn.notifications.Feedback.FeedbackReport;
import org.careturn.notifications.Feedback.VisitFeedback;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.AllowAnyone;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What patients say about a visit, by its link and without a name. No Idempotency-Key: the same once more changes nothing. */
@RestController
class FeedbackController {
    private final Feedback feedback;

    FeedbackController(Feedback feedback) {
        this.feedback = feedback;
    }

    record Rating(
            @NotNull @Min(1) @Max(5) Integer rating,
            @Nullable @Size(max = 1000) String words) {
        @Override
        public String toString() {
            return "Rating[" + rating + "]";
        }
    }

    @GetMapping("/api/v1/feedback/{feedbackToken}")
    @AllowAnyone(because = "the token is 128 random bits, and the answer names nobody")
    ResponseEntity<VisitFeedback> read(@PathVariable String feedbackToken) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(feedback.get(feedbackToken));
    }

    @PutMapping("/api/v1/feedback/{feedbackToken}")
    @AllowAnyone(because = "the token is 128 random bits, and takes one rating")
    VisitFeedback give(@PathVariable String feedbackToken, @Valid @RequestBody Rating request) {
        return feedback.give(feedbackToken, request.rating, request.words).orElseThrow();
    }

    @GetMapping("/api/v1/facilities/{facilityId}/feedback")
    @Allow(Role.ADMIN)
    FeedbackReport report(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay) {
        return feedback.report(actor, facilityId, firstDay, lastDay);
    }
}
