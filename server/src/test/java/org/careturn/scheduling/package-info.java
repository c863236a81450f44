@NullMarked
package org.careturn.scheduling;

import org.jspecify.annotations.NullMarked;
