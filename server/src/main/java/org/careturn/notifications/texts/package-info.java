/** The words of messages: default templates in seven languages, facilities' own, and what an SMS of them costs. */
@NullMarked
package org.careturn.notifications.texts;

import org.jspecify.annotations.NullMarked;
