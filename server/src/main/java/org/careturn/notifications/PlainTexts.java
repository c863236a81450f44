package org.careturn.notifications;

import org.springframework.stereotype.Component;

/** Stands in until there are texts. */
@Component
class PlainTexts implements MessageTexts {
    @Override
    public Message render(Notification notification, Channel channel, String language) {
        String text = notification.kind() + " " + notification.arguments();
        return new Message(channel == Channel.PUSH ? "CareTurn" : null, text);
    }
}
