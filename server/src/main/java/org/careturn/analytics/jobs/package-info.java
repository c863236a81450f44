/** Gathers days as time passes. */
@NullMarked
package org.careturn.analytics.jobs;

import org.jspecify.annotations.NullMarked;
