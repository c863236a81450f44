package org.careturn.notifications;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.notifications.jdbc.NotificationStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** How many SMS a number gets in an hour and a facility sends in a day of its own clock. A call to come passes both. */
@Component
class SmsLimits {
    private static final Logger LOG = LoggerFactory.getLogger(SmsLimits.class);
    private static final Duration HOUR = Duration.ofHours(1);

    private final NotificationStore store;
    private final NotificationSettings settings;
    private final Facilities facilities;
    private final DeliveryMetrics metrics;

    SmsLimits(NotificationStore store, NotificationSettings settings, Facilities facilities, DeliveryMetrics metrics) {
        this.store = store;
        this.settings = settings;
        this.facilities = facilities;
        this.metrics = metrics;
    }

    /** What the limits say to an SMS. */
    sealed interface Verdict {
        record Free() implements Verdict {}

        /** Its number has had its share of this hour. */
        record Later(Instant at) implements Verdict {}

        /** The facility has sent its share of the day; somebody was told, once. */
        record Capped() implements Verdict {}
    }

    /**
     * Asks, and counts it.
     *
     * @param counted whether it was counted at an earlier attempt
     */
    Verdict ask(Notification message, byte[] recipientHash, boolean counted, Instant now) {
        NotificationStore.Recent recent = store.recent(recipientHash, now.minus(HOUR));
        if (recent.oldest() != null
                && recent.count() >= settings.smsPerHour()
                && !message.kind().isCall()) {
            return new Verdict.Later(recent.oldest().plus(HOUR));
        }
        UUID facility = message.facilityId();
        if (facility == null || counted) {
            return new Verdict.Free();
        }
        LocalDate day = now.atZone(facilities.facility(facility).timeZone()).toLocalDate();
        if (store.count(facility, day, message.kind().isBeyondCap() ? Integer.MAX_VALUE : settings.smsPerDay())) {
            return new Verdict.Free();
        }
        if (store.alert(facility, day, now)) {
            LOG.error(
                    "Facility {} has sent its {} SMS of {}: only calls and codes are sent until tomorrow",
                    facility,
                    settings.smsPerDay(),
                    day);
            metrics.capped();
        }
        return new Verdict.Capped();
    }
}
