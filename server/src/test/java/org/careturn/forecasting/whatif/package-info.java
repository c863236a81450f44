@NullMarked
package org.careturn.forecasting.whatif;

import org.jspecify.annotations.NullMarked;
