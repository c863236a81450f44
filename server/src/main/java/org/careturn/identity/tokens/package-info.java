/** Access and refresh tokens, and the sessions that they stand for. */
@NullMarked
package org.careturn.identity.tokens;

import org.jspecify.annotations.NullMarked;
