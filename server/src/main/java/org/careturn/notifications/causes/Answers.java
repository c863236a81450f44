package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.careturn.identity.Vault;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.Notifications;
import org.careturn.platform.database.Columns;
import org.careturn.scheduling.Appointment;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Answers who has written to us. A number is answered once in five minutes at most, and what can't be understood once in a
 * day, so that two machines don't answer each other for ever.
 */
@Component
class Answers {
    static final Duration PAUSE = Duration.ofMinutes(5);
    static final Duration PAUSE_AFTER_NOISE = Duration.ofDays(1);

    private static final Duration USE = Duration.ofMinutes(30);
    private static final String TAKE_TURN = """
            insert into sms_answer as told (phone_hash, at) values (?, ?)
            on conflict (phone_hash) do update set at = excluded.at where told.at <= ?""";
    private static final String LANGUAGES = """
            select coalesce(m.language, p.language) as language from patient p left join patient m on m.id = p.merged_into
            where p.contact_phone = ? and p.erased_at is null order by p.id desc limit 1""";

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final Notifications notifications;
    private final Clock clock;

    /** What the answer says; the names that its text chooses by. */
    enum About {
        HELP,
        CONFIRMED,
        DECLINED,
        NOTHING_OPEN,
        SEVERAL,
        REFUSED,
        NOT_UNDERSTOOD
    }

    Answers(JdbcTemplate jdbc, Vault vault, Notifications notifications, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.notifications = notifications;
        this.clock = clock;
    }

    /**
     * Stages the answer with what the message has done.
     *
     * @param providerId of the message that is answered
     * @param appointment that it was about; null: none
     */
    void answer(String phone, String providerId, About about, @Nullable Appointment appointment) {
        Instant now = clock.instant();
        List<Optional<String>> known =
                jdbc.query(LANGUAGES, (row, n) -> Optional.ofNullable(row.getString("language")), phone);
        if (known.isEmpty() && about != About.HELP) {
            return;
        }
        Duration pause = about == About.NOT_UNDERSTOOD ? PAUSE_AFTER_NOISE : PAUSE;
        byte[] hash = vault.hash("sms answer", phone);
        if (jdbc.update(TAKE_TURN, hash, Columns.utc(now), Columns.utc(now.minus(pause))) == 0) {
            return;
        }
        String language = known.stream().flatMap(Optional::stream).findFirst().orElse(null);
        Cause answer = new Cause(NotificationKind.ANSWER, providerId).with("about", about);
        if (appointment != null) {
            answer.of(appointment.facilityId(), appointment.patientId());
        }
        notifications.stage(answer.toPhone(phone, language, now, now.plus(USE)));
    }
}
