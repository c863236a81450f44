@NullMarked
package org.careturn.analytics;

import org.jspecify.annotations.NullMarked;
