/** The forecast's endpoints. */
@NullMarked
package org.careturn.forecasting.web;

import org.jspecify.annotations.NullMarked;
