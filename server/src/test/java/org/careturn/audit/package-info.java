@NullMarked
package org.careturn.audit;

import org.jspecify.annotations.NullMarked;
