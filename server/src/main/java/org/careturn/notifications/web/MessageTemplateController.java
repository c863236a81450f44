package org.careturn.notifications.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;
import org.careturn.notifications.texts.DefaultTexts.Text;
import org.careturn.notifications.texts.Language;
import org.careturn.notifications.texts.MessageTemplates;
import org.careturn.notifications.texts.MessageTemplates.MessageTemplate;
import org.careturn.notifications.texts.MessageTemplates.Preview;
import org.careturn.notifications.texts.TemplateKey;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.ETags;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The words of a facility's messages. */
@RestController
@RequestMapping("/api/v1/facilities/{facilityId}/message-templates")
class MessageTemplateController {
    private final MessageTemplates templates;
    private final Writes writes;

    MessageTemplateController(MessageTemplates templates, Writes writes) {
        this.templates = templates;
        this.writes = writes;
    }

    record TemplateList(List<MessageTemplate> items) {}

    /** @param text null: the text that comes with the product again */
    record MessageTemplateChange(
            @Nullable @Size(min = 1, max = 200) String title,
            @Nullable @Size(min = 1, max = 1_000) String text) {}

    record MessageDraft(
            @NotNull NotificationKind kind,
            @NotNull Channel channel,
            @NotNull Language language,
            @Nullable @Size(min = 1, max = 200) String title,
            @NotNull @Size(min = 1, max = 1_000) String text) {}

    @GetMapping
    @Allow(Role.ADMIN)
    TemplateList list(Actor actor, @PathVariable UUID facilityId, @RequestParam Language messageLanguage) {
        return new TemplateList(templates.in(actor, facilityId, messageLanguage));
    }

    @GetMapping("/{messageKind}/{messageChannel}/{messageLanguage}")
    @Allow(Role.ADMIN)
    ResponseEntity<MessageTemplate> read(
            Actor actor,
            @PathVariable UUID facilityId,
            @PathVariable NotificationKind messageKind,
            @PathVariable Channel messageChannel,
            @PathVariable Language messageLanguage) {
        MessageTemplate current =
                templates.get(actor, facilityId, new TemplateKey(messageKind, messageChannel, messageLanguage));
        return ETags.ok(current, current.version());
    }

    @PutMapping("/{messageKind}/{messageChannel}/{messageLanguage}")
    @Allow(Role.ADMIN)
    ResponseEntity<MessageTemplate> set(
            Actor actor,
            WriteKey key,
            @PathVariable UUID facilityId,
            @PathVariable NotificationKind messageKind,
            @PathVariable Channel messageChannel,
            @PathVariable Language messageLanguage,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody MessageTemplateChange request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                MessageTemplate.class,
                MessageTemplate::version,
                expected -> templates.set(
                        actor,
                        facilityId,
                        new TemplateKey(messageKind, messageChannel, messageLanguage),
                        expected,
                        request.text == null ? null : new Text(request.title, request.text)));
    }

    @PostMapping("/preview")
    @Allow(Role.ADMIN)
    Preview preview(Actor actor, @PathVariable UUID facilityId, @Valid @RequestBody MessageDraft request) {
        return templates
                .preview(
                        actor,
                        facilityId,
                        new TemplateKey(request.kind, request.channel, request.language),
                        new Text(request.title, request.text))
                .orElseThrow();
    }
}
