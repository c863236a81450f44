/** Stand-ins for the providers, each a process of its own: they refuse what the real ones refuse, and fail as told. */
@NullMarked
package org.careturn.notifications.fake;

import org.jspecify.annotations.NullMarked;
