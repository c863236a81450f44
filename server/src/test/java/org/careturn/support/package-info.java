@NullMarked
package org.careturn.support;

import org.jspecify.annotations.NullMarked;
