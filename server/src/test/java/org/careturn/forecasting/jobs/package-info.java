@NullMarked
package org.careturn.forecasting.jobs;

import org.jspecify.annotations.NullMarked;
