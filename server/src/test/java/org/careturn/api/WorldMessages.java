package org.careturn.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NewNotification;
import org.careturn.notifications.Notification;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationState;
import org.careturn.notifications.PushDevices;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;

/** Of a {@link World}: messages and feedback. */
final class WorldMessages {
    private final Worlds by;
    private final World world;

    WorldMessages(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put("pushDeviceId", this::pushDevice);
        records.put("notificationId", this::push);
        records.put("messageId", this::unsent);
        records.put("feedbackToken", this::feedbackToken);
        records.put("messageKind", () -> NotificationKind.TURN_NOW);
        records.put("messageChannel", () -> Channel.SMS);
        records.put("messageLanguage", () -> "EN");
    }

    private UUID pushDevice() {
        UUID id = UUID.randomUUID();
        by.pushDevices
                .put(world.actor(), id, "token of the device " + id, PushDevices.Platform.ANDROID)
                .orElseThrow();
        return id;
    }

    /** A push message to the one with the role here, which its provider is being asked to send. */
    private UUID push() {
        world.value("pushDeviceId");
        String key = "push " + UUID.randomUUID();
        Instant later = Instant.parse("2199-01-01T00:00:00Z"); // no worker of this server takes it
        by.transaction.executeWithoutResult(tx -> by.notifications.stage(new NewNotification(
                NotificationKind.TURN_NOW,
                key,
                world.facility.id(),
                null,
                world.insider.id(),
                null,
                null,
                null,
                null,
                "en",
                Map.of(),
                Map.of(),
                later,
                later.plusSeconds(600))));
        UUID id = by.jdbc
                .sql("select id from notification where dedupe_key = ?")
                .param(key)
                .query(UUID.class)
                .single();
        Notification held = new Notification(
                id,
                NotificationKind.TURN_NOW,
                world.facility.id(),
                null,
                world.insider.id(),
                null,
                null,
                null,
                null,
                "en",
                Map.of(),
                later,
                later.plusSeconds(600),
                NotificationState.PENDING,
                0,
                0,
                0);
        by.sent.move(held, NotificationState.SENDING, null, later, World.NOW);
        by.sent.begin(held, Ids.next(), Channel.PUSH, null, "text", later, Duration.ofMinutes(1));
        return id;
    }

    /** The message with the number of the visit, which nobody could send. */
    private UUID unsent() {
        UUID id = by.jdbc
                .sql("select id from notification where visit_id = ? and kind = 'CHECKED_IN'")
                .param(world.visit.visit().id())
                .query(UUID.class)
                .single();
        fail(id);
        return id;
    }

    private void fail(UUID notificationId) {
        Notification held = by.sent.find(notificationId).orElseThrow();
        while (!held.state().isFinal()) {
            by.sent.move(held, NotificationState.FAILED, "NO_PROVIDER", null, World.NOW);
            held = by.sent.find(notificationId).orElseThrow();
        }
    }

    /** Has the message that nobody could send on its way once more, and there it stays, whichever worker had it. */
    void resendAndHold() {
        by.jdbc
                .sql(
                        "update notification set state = 'SENDING', claim = claim + 1, next_at = '2100-01-01' where id = ?")
                .param(resend())
                .update();
    }

    private UUID resend() {
        return by.resends
                .resend(Actor.SYSTEM, world.facility.id(), world.id("messageId"), "Asked for")
                .orElseThrow()
                .id();
    }

    void resendAsOftenAsMayBe() {
        for (int i = 0; i < 3; i++) {
            fail(resend());
        }
    }

    void giveFeedback() {
        by.feedback.give((String) world.value("feedbackToken"), 1, null).orElseThrow();
    }

    private String feedbackToken() {
        by.transaction.executeWithoutResult(tx -> by.feedback.open(world.visit.visit(), World.NOW));
        return by.feedback.token(world.visit.visit().id()).orElseThrow();
    }
}
