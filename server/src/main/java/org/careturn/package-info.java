@NullMarked
package org.careturn;

import org.jspecify.annotations.NullMarked;
