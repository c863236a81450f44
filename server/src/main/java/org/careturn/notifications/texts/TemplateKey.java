package org.careturn.notifications.texts;

import org.careturn.notifications.Channel;
import org.careturn.notifications.NotificationKind;

/** Which text: there is one for each of these. */
public record TemplateKey(NotificationKind kind, Channel channel, Language language) {}
