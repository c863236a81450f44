/** The rules by which entries and visits become figures, without time, database or framework. */
@NullMarked
package org.careturn.analytics.domain;

import org.jspecify.annotations.NullMarked;
