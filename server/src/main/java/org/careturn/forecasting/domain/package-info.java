/** The forecast's rules: pure and deterministic, with time and randomness handed in. Times are seconds. */
@NullMarked
package org.careturn.forecasting.domain;

import org.jspecify.annotations.NullMarked;
