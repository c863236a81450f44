@NullMarked
package org.careturn.notifications;

import org.jspecify.annotations.NullMarked;
