package org.careturn.demo;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.identity.CodeDelivery;
import org.careturn.identity.OneTimeCodeIssued;
import org.careturn.identity.PhoneRegisteredAgain;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.Role;
import org.careturn.platform.settings.CareTurnSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What would have been sent to phones, kept where an administrator of everything sees it, in demo mode only: nothing has
 * been sent. The last messages only.
 */
@Component
public class Outbox implements CodeDelivery {
    static final int KEPT = 100;

    private final CareTurnSettings settings;
    private final JdbcClient jdbc;
    private final Clock machine = Clock.systemUTC();

    Outbox(CareTurnSettings settings, JdbcClient jdbc) {
        this.settings = settings;
        this.jdbc = jdbc;
    }

    /** Why somebody would have been written to. */
    public enum Kind {
        REGISTRATION_CODE,
        PASSWORD_RESET_CODE,
        RECORD_CLAIM_CODE,
        PHONE_REGISTERED_AGAIN
    }

    /**
     * A message that was not sent.
     *
     * @param phone E.164
     * @param language BCP 47
     */
    public record Unsent(
            UUID id,
            Instant at,
            Kind kind,
            String phone,
            @Nullable String language,
            @Nullable String code) {
        @Override
        public String toString() {
            return "Unsent[" + id + ", " + kind + "]";
        }
    }

    public record Messages(List<Unsent> items) {}

    @Override
    public boolean isReady() {
        return !settings.isProduction();
    }

    @EventListener
    void issued(OneTimeCodeIssued issued) {
        Kind kind = switch (issued.purpose()) {
            case REGISTRATION -> Kind.REGISTRATION_CODE;
            case PASSWORD_RESET -> Kind.PASSWORD_RESET_CODE;
            case RECORD_CLAIM -> Kind.RECORD_CLAIM_CODE;
        };
        keep(kind, issued.phone(), issued.language(), issued.code());
    }

    @EventListener
    void registeredAgain(PhoneRegisteredAgain again) {
        keep(Kind.PHONE_REGISTERED_AGAIN, again.phone(), again.language(), null);
    }

    /** The newest first. */
    public Outcome<Messages> messages(Actor actor) {
        if (settings.isProduction() || !actor.grants().contains(new Grant(Role.ADMIN, null))) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        return Outcome.done(new Messages(
                jdbc.sql("select id, at, kind, phone, language, code from demo_message order by id desc limit ?")
                        .param(KEPT)
                        .query((row, n) -> new Unsent(
                                row.getObject("id", UUID.class),
                                row.getTimestamp("at").toInstant(),
                                Kind.valueOf(row.getString("kind")),
                                row.getString("phone"),
                                row.getString("language"),
                                row.getString("code")))
                        .list()));
    }

    private void keep(Kind kind, String phone, @Nullable String language, @Nullable String code) {
        if (settings.isProduction()) {
            return;
        }
        jdbc.sql("insert into demo_message (id, at, kind, phone, language, code) values (?, ?, ?, ?, ?, ?)")
                .param(Ids.next())
                .param(Timestamp.from(machine.instant()))
                .param(kind.name())
                .param(phone)
                .param(language)
                .param(code)
                .update();
        jdbc.sql("""
                        delete from demo_message where id in (
                          select id from demo_message order by id desc offset ?)""").param(KEPT).update();
    }
}
