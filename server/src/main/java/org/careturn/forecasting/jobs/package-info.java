/** What the forecast does by itself as time passes. */
@NullMarked
package org.careturn.forecasting.jobs;

import org.jspecify.annotations.NullMarked;
