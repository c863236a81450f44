/** The filter chain, and the addresses for signing in and for staff. */
@NullMarked
package org.careturn.identity.web;

import org.jspecify.annotations.NullMarked;
