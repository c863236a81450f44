@NullMarked
package org.careturn.facilities;

import org.jspecify.annotations.NullMarked;
