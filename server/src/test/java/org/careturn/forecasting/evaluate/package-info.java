@NullMarked
package org.careturn.forecasting.evaluate;

import org.jspecify.annotations.NullMarked;
