package org.careturn.notifications;

/** How a message reaches a phone. */
public enum Channel {
    PUSH,
    SMS
}
