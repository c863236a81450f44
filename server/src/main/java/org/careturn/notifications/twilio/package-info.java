/** SMS by Twilio. */
@NullMarked
package org.careturn.notifications.twilio;

import org.jspecify.annotations.NullMarked;
