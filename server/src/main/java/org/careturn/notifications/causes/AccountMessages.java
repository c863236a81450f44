package org.careturn.notifications.causes;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.careturn.identity.AccountErased;
import org.careturn.identity.CodeDelivery;
import org.careturn.identity.OneTimeCodeIssued;
import org.careturn.identity.OneTimeCodes;
import org.careturn.identity.PhoneRegisteredAgain;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationSettings;
import org.careturn.notifications.Notifications;
import org.careturn.platform.Ids;
import org.careturn.platform.settings.CareTurnSettings;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Brings one-time codes to phones, and tells an owner that somebody wanted to register again. */
@Component
class AccountMessages implements CodeDelivery {
    private static final Duration TOLD_AGAIN_USE = Duration.ofHours(12);

    private final Notifications notifications;
    private final JdbcTemplate jdbc;
    private final CareTurnSettings settings;
    private final NotificationSettings delivery;
    private final Clock clock;

    AccountMessages(
            Notifications notifications,
            JdbcTemplate jdbc,
            CareTurnSettings settings,
            NotificationSettings delivery,
            Clock clock) {
        this.notifications = notifications;
        this.jdbc = jdbc;
        this.settings = settings;
        this.delivery = delivery;
        this.clock = clock;
    }

    /** In a demo the visible outbox shows them. */
    @Override
    public boolean isReady() {
        return !settings.isProduction() || delivery.twilio().isSet();
    }

    @EventListener
    void issued(OneTimeCodeIssued code) {
        Instant now = clock.instant();
        notifications.stage(new Cause(NotificationKind.ACCOUNT_CODE, Ids.next())
                .with("code", code.code())
                .with("purpose", code.purpose())
                .with("minutes", OneTimeCodes.LIFETIME.toMinutes())
                .toPhone(code.phone(), code.language(), now, now.plus(OneTimeCodes.LIFETIME)));
    }

    @EventListener
    void registeredAgain(PhoneRegisteredAgain again) {
        Instant now = clock.instant();
        notifications.stage(new Cause(NotificationKind.PHONE_REGISTERED_AGAIN, Ids.next())
                .toPhone(again.phone(), again.language(), now, now.plus(TOLD_AGAIN_USE)));
    }

    /** What was to go to this phone is nobody's any more. */
    @EventListener
    void erased(AccountErased account) {
        if (account.phone() != null) {
            jdbc.update("delete from notification where phone = ?", account.phone());
        }
    }
}
