/** The forecast's statements: how a facility stands, what was told, and what was learnt. */
@NullMarked
package org.careturn.forecasting.jdbc;

import org.jspecify.annotations.NullMarked;
