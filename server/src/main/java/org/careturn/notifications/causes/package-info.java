/** What happens elsewhere and somebody must be told: each event becomes at most one message. */
@NullMarked
package org.careturn.notifications.causes;

import org.jspecify.annotations.NullMarked;
