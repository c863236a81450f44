package org.careturn.notifications.texts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.notifications.Channel;
import org.careturn.notifications.Message;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.NotificationProblem;
import org.careturn.notifications.ReplyWords;
import org.careturn.notifications.texts.DefaultTexts.Text;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The texts of a facility, which its administrators change. */
@Service
@Transactional
public class MessageTemplates {
    private static final String OWN =
            "select kind, channel, language, title, text from message_template where facility_id = ? and text is not null";
    private static final String FIND = """
            select title, text, version from message_template
            where facility_id = ? and kind = ? and channel = ? and language = ?""";
    private static final String ADD = """
            insert into message_template (facility_id, kind, channel, language, title, text, version, changed_at)
            values (?, ?, ?, ?, ?, ?, 2, ?) on conflict do nothing""";
    private static final String CHANGE = """
            update message_template set title = ?, text = ?, version = version + 1, changed_at = ?
            where facility_id = ? and kind = ? and channel = ? and language = ? and version = ?""";

    private final JdbcTemplate jdbc;
    private final Facilities facilities;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    MessageTemplates(JdbcTemplate jdbc, Facilities facilities, ChangeFeed feed, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.facilities = facilities;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A text with sample values.
     *
     * @param encoding of an SMS; null for a push, as are {@code units} and {@code segments}
     * @param units septets or UTF-16 code units, as the encoding counts
     */
    public record Preview(
            @Nullable String title,
            String text,
            SmsSize.@Nullable Encoding encoding,
            @Nullable Integer units,
            @Nullable Integer segments) {}

    /**
     * A text as it is now.
     *
     * @param title of a push
     * @param isDefault whether it is the one that comes with the product
     * @param arguments what it may name
     */
    public record MessageTemplate(
            NotificationKind kind,
            Channel channel,
            Language language,
            @Nullable String title,
            String text,
            boolean isDefault,
            List<Argument> arguments,
            Preview preview,
            long version) {}

    /** All texts of a facility in one language, as they are now; 1 is the version of one that was never changed. */
    @Transactional(readOnly = true)
    public List<MessageTemplate> in(Actor actor, UUID facilityId, Language language) {
        Facility facility = facilities.administered(actor, facilityId);
        List<MessageTemplate> all = new ArrayList<>();
        for (NotificationKind kind : NotificationKind.values()) {
            for (Channel channel : Channel.values()) {
                all.add(current(facility, new TemplateKey(kind, channel, language)));
            }
        }
        return all;
    }

    @Transactional(readOnly = true)
    public MessageTemplate get(Actor actor, UUID facilityId, TemplateKey key) {
        return current(facilities.administered(actor, facilityId), key);
    }

    /** What people would read; nothing is stored. */
    @Transactional(readOnly = true)
    public Outcome<Preview> preview(Actor actor, UUID facilityId, TemplateKey key, Text text) {
        Facility facility = facilities.administered(actor, facilityId);
        Outcome<Preview> refused = refusal(key, text);
        return refused == null ? Outcome.done(preview(facility, key, text)) : refused;
    }

    /** Sets the facility's own text; null: the default holds again. */
    public Outcome<MessageTemplate> set(
            Actor actor, UUID facilityId, TemplateKey key, long expected, @Nullable Text text) {
        Facility facility = facilities.administered(actor, facilityId);
        if (text != null) {
            Outcome<MessageTemplate> refused = refusal(key, text);
            if (refused != null) {
                return refused;
            }
        }
        MessageTemplate before = current(facility, key);
        if (before.version() != expected) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        String title = text == null ? null : text.title();
        String body = text == null ? null : text.text();
        int changed = expected == 1
                ? jdbc.update(
                        ADD,
                        facilityId,
                        key.kind().name(),
                        key.channel().name(),
                        key.language().name(),
                        title,
                        body,
                        Columns.utc(clock.instant()))
                : jdbc.update(
                        CHANGE,
                        title,
                        body,
                        Columns.utc(clock.instant()),
                        facilityId,
                        key.kind().name(),
                        key.channel().name(),
                        key.language().name(),
                        expected);
        if (changed == 0) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        Map<String, Object> detail = new HashMap<>();
        detail.put("kind", key.kind());
        detail.put("channel", key.channel());
        detail.put("language", key.language());
        detail.put("from", before.text());
        detail.put("to", body == null ? "" : body);
        audit.record(
                actor,
                "MESSAGE_TEMPLATE_CHANGED",
                new Subject("message_template", facilityId, facilityId, null),
                detail);
        feed.changed(facilityId, "message_template", facilityId);
        return Outcome.done(current(facility, key));
    }

    /** The texts that the facility has changed. */
    @Transactional(readOnly = true)
    Map<TemplateKey, Text> own(UUID facilityId) {
        Map<TemplateKey, Text> own = new HashMap<>();
        jdbc.query(
                OWN,
                row -> {
                    own.put(
                            new TemplateKey(
                                    NotificationKind.valueOf(row.getString("kind")),
                                    Channel.valueOf(row.getString("channel")),
                                    Language.valueOf(row.getString("language"))),
                            new Text(row.getString("title"), row.getString("text")));
                },
                facilityId);
        return own;
    }

    private record Row(@Nullable String title, @Nullable String text, long version) {}

    private MessageTemplate current(Facility facility, TemplateKey key) {
        Row row = jdbc
                .query(
                        FIND,
                        (r, n) -> new Row(r.getString("title"), r.getString("text"), r.getLong("version")),
                        facility.id(),
                        key.kind().name(),
                        key.channel().name(),
                        key.language().name())
                .stream()
                .findFirst()
                .orElse(new Row(null, null, 1));
        Text text = row.text == null
                ? DefaultTexts.of(key.kind(), key.channel(), key.language())
                : new Text(row.title, row.text);
        return new MessageTemplate(
                key.kind(),
                key.channel(),
                key.language(),
                text.title(),
                text.text(),
                row.text == null,
                Arguments.of(key.kind(), key.channel()),
                preview(facility, key, text),
                row.version);
    }

    private static Preview preview(Facility facility, TemplateKey key, Text text) {
        Map<String, String> samples = new HashMap<>(Arguments.samples(key.kind(), key.channel()));
        samples.computeIfPresent("facility", (name, sample) -> facility.name());
        samples.computeIfPresent(
                "confirm", (name, sample) -> ReplyWords.confirm(key.language().tag()));
        samples.computeIfPresent(
                "cancel", (name, sample) -> ReplyWords.cancel(key.language().tag()));
        samples.computeIfPresent(
                "stop", (name, sample) -> ReplyWords.stop(key.language().tag()));
        Message message = FacilityTexts.write(
                key.channel(),
                text,
                Arguments.of(key.kind(), key.channel()),
                samples,
                key.language(),
                facility.timeZone());
        if (key.channel() == Channel.PUSH) {
            return new Preview(message.title(), message.text(), null, null, null);
        }
        SmsSize size = SmsSize.of(message.text());
        return new Preview(null, message.text(), size.encoding(), size.units(), size.segments());
    }

    /** Null where both can be sent. */
    private static <T> @Nullable Outcome<T> refusal(TemplateKey key, Text text) {
        List<Argument> arguments = Arguments.of(key.kind(), key.channel());
        List<String> errors = new ArrayList<>();
        if ((key.channel() == Channel.PUSH) != (text.title() != null)) {
            errors.add(key.channel() == Channel.PUSH ? "A push needs a title." : "An SMS has no title.");
        }
        if (text.title() != null) {
            List<Argument> optional = arguments.stream()
                    .map(one -> new Argument(one.name(), one.type(), false, one.sample()))
                    .toList();
            errors.addAll(Template.errors(text.title(), optional, key.language()));
        }
        errors.addAll(Template.errors(text.text(), arguments, key.language()));
        return errors.isEmpty()
                ? null
                : Outcome.refused(
                        NotificationProblem.UNUSABLE_TEXT, String.join(" ", errors), Map.of("errors", errors));
    }
}
