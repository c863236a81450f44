/** The queue over HTTP. */
@NullMarked
package org.careturn.queueing.web;

import org.jspecify.annotations.NullMarked;
