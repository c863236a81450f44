@NullMarked
package org.careturn.notifications.texts;

import org.jspecify.annotations.NullMarked;
