@NullMarked
package org.careturn.identity;

import org.jspecify.annotations.NullMarked;
