@NullMarked
package org.careturn.forecasting.domain;

import org.jspecify.annotations.NullMarked;
