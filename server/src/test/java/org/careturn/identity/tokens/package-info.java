@NullMarked
package org.careturn.identity.tokens;

import org.jspecify.annotations.NullMarked;
