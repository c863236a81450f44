@NullMarked
package org.careturn.notifications.domain;

import org.jspecify.annotations.NullMarked;
