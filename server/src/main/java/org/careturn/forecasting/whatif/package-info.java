/**
 * What if a day had other staffing, another order, more people or longer services? {@code Day}, {@code DaySimulation} and
 * what they use are pure; times are seconds since the day's begin.
 */
@NullMarked
package org.careturn.forecasting.whatif;

import org.jspecify.annotations.NullMarked;
