package org.careturn.notifications;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes what people answer by SMS, once each. STOP and START are obeyed here; all is published. */
@Service
public class Inbox {
    private static final Duration KEPT = Duration.ofDays(7);

    private final JdbcTemplate jdbc;
    private final OptOuts optOuts;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Inbox(JdbcTemplate jdbc, OptOuts optOuts, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.optOuts = optOuts;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Takes it, unless it was taken before.
     *
     * @param optOutType what the provider has taken it for: STOP, START, HELP; null: it doesn't say
     */
    @Transactional
    public void take(String providerId, String phone, String text, @Nullable String optOutType) {
        Instant now = clock.instant();
        if (jdbc.update(
                        "insert into inbound_message (provider_id, at) values (?, ?) on conflict do nothing",
                        providerId,
                        Columns.utc(now))
                == 0) {
            return;
        }
        jdbc.update("delete from inbound_message where at < ?", Columns.utc(now.minus(KEPT)));
        jdbc.update("delete from sms_answer where at < ?", Columns.utc(now.minus(KEPT)));
        ReplyWords.Meaning meaning = ReplyWords.meaning(text);
        if ("STOP".equals(optOutType) || meaning == ReplyWords.Meaning.STOP) {
            optOuts.stop(phone);
        } else if ("START".equals(optOutType) || meaning == ReplyWords.Meaning.START) {
            optOuts.start(phone);
        }
        events.publishEvent(new InboundMessage(phone, text, providerId, now, optOutType != null));
    }
}
