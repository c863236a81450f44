/** The endpoints of analytics. */
@NullMarked
package org.careturn.analytics.web;

import org.jspecify.annotations.NullMarked;
