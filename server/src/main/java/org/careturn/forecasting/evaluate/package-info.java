/**
 * Judges the forecast on recorded days, in time order, beside simple references computed in the same run. Nothing here is
 * part of the forecast.
 */
@NullMarked
package org.careturn.forecasting.evaluate;

import org.jspecify.annotations.NullMarked;
