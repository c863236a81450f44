package org.careturn.notifications;

/** The words of messages. Asked when one is sent, outside of any transaction. */
public interface MessageTexts {
    /**
     * The message in this language.
     *
     * @param language BCP 47
     */
    Message render(Notification notification, Channel channel, String language);
}
