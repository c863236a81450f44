/** Push by Firebase. */
@NullMarked
package org.careturn.notifications.fcm;

import org.jspecify.annotations.NullMarked;
