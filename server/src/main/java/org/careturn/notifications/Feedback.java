package org.careturn.notifications;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.identity.Vault;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.database.Columns;
import org.careturn.queueing.Visit;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** How a visit was, as whoever has its link says, once. */
@Service
@Transactional
public class Feedback {
    static final Duration OPEN = Duration.ofDays(14);
    private static final String VAULT_USE = "visit feedback";
    private static final int SHOWN = 50;

    private static final String FIND = """
            select f.visit_id, f.facility_id, v.service_day, f.created_at, f.rating, f.words, f.given_at
            from visit_feedback f join visit v on v.id = f.visit_id where f.token = ?""";
    private static final String COUNT = """
            select rating, count(*) from visit_feedback
            where facility_id = ? and given_at >= ? and given_at < ? group by rating order by rating""";
    private static final String LATEST = """
            select visit_id, rating, words, given_at from visit_feedback
            where facility_id = ? and given_at >= ? and given_at < ? and words is not null
            order by given_at desc, visit_id limit ?""";

    private final JdbcTemplate jdbc;
    private final Facilities facilities;
    private final Vault vault;
    private final AuditLog audit;
    private final Clock clock;

    Feedback(JdbcTemplate jdbc, Facilities facilities, Vault vault, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.vault = vault;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * What a link opens; it names nobody.
     *
     * @param visitDay the service day
     * @param rating 1 is bad, 5 is good; null: nothing was said yet
     */
    public record VisitFeedback(
            String facilityName,
            LocalDate visitDay,
            @Nullable Integer rating,
            @Nullable Instant givenAt,
            Instant openUntil) {}

    /**
     * What was said about a facility in a period.
     *
     * @param visits that ended in it with somebody served
     * @param average of the ratings; null: there are none
     * @param ratings how often each of 1 to 5 was given
     * @param latest the fifty latest that have words
     */
    public record FeedbackReport(
            long visits,
            long answers,
            @Nullable BigDecimal average,
            List<RatingCount> ratings,
            List<FeedbackWords> latest) {}

    /** How often a rating was given. */
    public record RatingCount(int rating, long answers) {}

    /** What somebody wrote. */
    public record FeedbackWords(int rating, String words, Instant givenAt) {}

    /** Makes the link of a visit that has ended; one that ends again keeps it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void open(Visit visit, Instant at) {
        jdbc.update(
                "insert into visit_feedback (visit_id, facility_id, token, created_at) values (?, ?, ?, ?) on conflict do nothing",
                visit.id(),
                visit.facilityId(),
                Ids.token(),
                Columns.utc(at));
    }

    /** What the link of a visit ends with. */
    @Transactional(readOnly = true)
    public Optional<String> token(UUID visitId) {
        return jdbc
                .query("select token from visit_feedback where visit_id = ?", (row, n) -> row.getString(1), visitId)
                .stream()
                .findFirst();
    }

    private record Row(
            UUID visitId,
            UUID facilityId,
            LocalDate day,
            Instant createdAt,
            @Nullable Integer rating,
            @Nullable String words,
            @Nullable Instant givenAt) {}

    @Transactional(readOnly = true)
    public VisitFeedback get(String token) {
        return shown(find(token).orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND)));
    }

    /** Keeps it; the same once more is nothing to do, anything else is refused. */
    public Outcome<VisitFeedback> give(String token, int rating, @Nullable String words) {
        Optional<Row> found = find(token);
        if (found.isEmpty()) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Row before = found.get();
        String text = words == null || words.isBlank() ? null : words.strip();
        if (before.givenAt != null) {
            return isSame(before, rating, text)
                    ? Outcome.noop(shown(before))
                    : Outcome.refused(NotificationProblem.FEEDBACK_GIVEN);
        }
        Instant now = clock.instant();
        if (!now.isBefore(before.createdAt.plus(OPEN))) {
            return Outcome.refused(NotificationProblem.FEEDBACK_CLOSED);
        }
        byte[] sealed = text == null
                ? null
                : vault.seal(VAULT_USE, before.visitId.toString(), text.getBytes(StandardCharsets.UTF_8));
        int changed = jdbc.update(
                "update visit_feedback set rating = ?, words = ?, given_at = ? where visit_id = ? and given_at is null",
                rating,
                sealed,
                Columns.utc(now),
                before.visitId);
        return changed == 1
                ? Outcome.done(shown(find(token).orElseThrow()))
                : Outcome.refused(NotificationProblem.FEEDBACK_GIVEN);
    }

    private boolean isSame(Row before, int rating, @Nullable String text) {
        return Objects.equals(before.rating, rating) && Objects.equals(before.words, text);
    }

    /** What was said from the first day to the last, by the facility's clock. The reading is audited, as words are shown. */
    public FeedbackReport report(Actor actor, UUID facilityId, LocalDate firstDay, LocalDate lastDay) {
        Facility facility = facilities.administered(actor, facilityId);
        Days days = Days.of(facility, firstDay, lastDay);
        Map<Integer, Long> ratings = new TreeMap<>();
        for (int rating = 1; rating <= 5; rating++) {
            ratings.put(rating, 0L);
        }
        jdbc.query(
                COUNT,
                row -> {
                    ratings.put(row.getInt(1), row.getLong(2));
                },
                facilityId,
                days.from(),
                days.until());
        long answers = ratings.values().stream().mapToLong(Long::longValue).sum();
        long sum = ratings.entrySet().stream()
                .mapToLong(one -> one.getKey() * one.getValue())
                .sum();
        Long visits = jdbc.queryForObject(
                "select count(*) from visit_feedback where facility_id = ? and created_at >= ? and created_at < ?",
                Long.class,
                facilityId,
                days.from(),
                days.until());
        List<FeedbackWords> latest = jdbc.query(
                LATEST,
                (row, n) -> new FeedbackWords(
                        row.getInt("rating"),
                        Objects.requireNonNull(opened(Columns.id(row, "visit_id"), row.getBytes("words"))),
                        Columns.instant(row, "given_at")),
                facilityId,
                days.from(),
                days.until(),
                SHOWN);
        audit.record(
                actor,
                "FEEDBACK_READ",
                new Subject("facility", facilityId, facilityId, null),
                Map.of("answers", answers, "words", latest.size()));
        return new FeedbackReport(
                visits == null ? 0 : visits,
                answers,
                answers == 0
                        ? null
                        : BigDecimal.valueOf(sum).divide(BigDecimal.valueOf(answers), 2, RoundingMode.HALF_EVEN),
                ratings.entrySet().stream()
                        .map(one -> new RatingCount(one.getKey(), one.getValue()))
                        .toList(),
                latest);
    }

    /** What was said about a patient's visits, for whoever it is about. */
    List<Map<String, ?>> of(UUID patientId) {
        return jdbc.query(
                """
                select f.visit_id, f.rating, f.words, f.given_at from visit_feedback f join visit v on v.id = f.visit_id
                where v.patient_id = ? and f.given_at is not null order by f.given_at""",
                (row, n) -> {
                    String words = opened(Columns.id(row, "visit_id"), row.getBytes("words"));
                    return Map.of(
                            "visitId", Columns.id(row, "visit_id"),
                            "rating", row.getInt("rating"),
                            "words", words == null ? "" : words,
                            "givenAt", Columns.instant(row, "given_at"));
                },
                patientId);
    }

    private Optional<Row> find(String token) {
        return jdbc
                .query(
                        FIND,
                        (row, n) -> new Row(
                                Columns.id(row, "visit_id"),
                                Columns.id(row, "facility_id"),
                                row.getObject("service_day", LocalDate.class),
                                Columns.instant(row, "created_at"),
                                row.getObject("rating", Integer.class),
                                opened(Columns.id(row, "visit_id"), row.getBytes("words")),
                                Columns.instantOrNull(row, "given_at")),
                        token)
                .stream()
                .findFirst();
    }

    private VisitFeedback shown(Row row) {
        return new VisitFeedback(
                facilities.facility(row.facilityId).name(), row.day, row.rating, row.givenAt, row.createdAt.plus(OPEN));
    }

    private @Nullable String opened(UUID visitId, byte @Nullable [] sealed) {
        return sealed == null
                ? null
                : new String(vault.open(VAULT_USE, visitId.toString(), sealed), StandardCharsets.UTF_8);
    }
}
