package org.careturn.notifications.texts;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.notifications.Channel;
import org.careturn.notifications.Feedback;
import org.careturn.notifications.Message;
import org.careturn.notifications.MessageTexts;
import org.careturn.notifications.Notification;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.ReplyWords;
import org.careturn.notifications.texts.DefaultTexts.Text;
import org.careturn.platform.Actor;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.queueing.Visits;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes messages: the facility's own text or the default one, with values in the language and the facility's zone. */
@Component
class FacilityTexts implements MessageTexts {
    private static final Duration STALE_AFTER = Duration.ofSeconds(2);

    private final MessageTemplates templates;
    private final Facilities facilities;
    private final Visits visits;
    private final Feedback feedback;
    private final CareTurnSettings settings;
    private final Cache<UUID, Map<TemplateKey, Text>> own = Caffeine.newBuilder()
            .maximumSize(2_000)
            .expireAfterWrite(STALE_AFTER)
            .build();

    FacilityTexts(
            MessageTemplates templates,
            Facilities facilities,
            Visits visits,
            Feedback feedback,
            CareTurnSettings settings) {
        this.feedback = feedback;
        this.templates = templates;
        this.facilities = facilities;
        this.visits = visits;
        this.settings = settings;
    }

    @Override
    public Message render(Notification notification, Channel channel, String tag) {
        Language language = Language.of(tag);
        NotificationKind kind = notification.kind();
        Facility facility = notification.facilityId() == null ? null : facilities.facility(notification.facilityId());
        Text chosen = text(facility, new TemplateKey(kind, channel, language));
        Text text = fits(chosen, "known", notification, "RANGE") && fits(chosen, "confirmed", notification, "NO")
                ? chosen
                : DefaultTexts.of(kind, channel, language);
        Map<String, String> values = new HashMap<>(notification.arguments());
        List<Argument> arguments = Arguments.of(kind, channel);
        if (facility != null) {
            values.put("facility", facility.name());
        }
        values.put("confirm", ReplyWords.confirm(language.tag()));
        values.put("cancel", ReplyWords.cancel(language.tag()));
        values.put("stop", ReplyWords.stop(language.tag()));
        if (notification.visitId() != null && names(text, "link")) {
            values.put("link", link(kind, notification.visitId()));
        }
        ZoneId zone = facility == null ? ZoneOffset.UTC : facility.timeZone();
        return write(channel, text, arguments, values, language, zone);
    }

    static Message write(
            Channel channel,
            Text text,
            List<Argument> arguments,
            Map<String, String> values,
            Language language,
            ZoneId zone) {
        String body = Template.render(text.text(), arguments, values, language, zone);
        return channel == Channel.SMS
                ? new Message(null, SmsSize.plain(body))
                : new Message(
                        Template.render(Objects.requireNonNull(text.title()), arguments, values, language, zone), body);
    }

    private Text text(@Nullable Facility facility, TemplateKey key) {
        Text changed = facility == null ? null : ownOf(facility.id()).get(key);
        return changed == null ? DefaultTexts.of(key.kind(), key.channel(), key.language()) : changed;
    }

    /** Loads outside the cache's lock. */
    private Map<TemplateKey, Text> ownOf(UUID facilityId) {
        Map<TemplateKey, Text> cached = own.getIfPresent(facilityId);
        if (cached == null) {
            cached = templates.own(facilityId);
            own.put(facilityId, cached);
        }
        return cached;
    }

    /** A text of their own may name two times where there are none, or ask for a word that was given. */
    private static boolean fits(Text own, String argument, Notification notification, String usual) {
        return names(own, argument) || usual.equals(notification.arguments().getOrDefault(argument, usual));
    }

    private static boolean names(Text text, String argument) {
        return text.text().contains("{" + argument);
    }

    private String link(NotificationKind kind, UUID visitId) {
        String address = settings.publicUrl().toString();
        String base = address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return kind == NotificationKind.VISIT_FINISHED
                ? feedback.token(visitId).map(token -> base + "/f/" + token).orElse("")
                : base + "/t/" + visits.get(Actor.SYSTEM, visitId).visit().token();
    }
}
