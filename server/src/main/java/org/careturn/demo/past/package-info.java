/** Visits that never were, of a hospital's past: for statistics and forecasts to have something to go by. */
@NullMarked
package org.careturn.demo.past;

import org.jspecify.annotations.NullMarked;
