/** What to do next with a message: pure rules and the states as data. */
@NullMarked
package org.careturn.notifications.domain;

import org.jspecify.annotations.NullMarked;
