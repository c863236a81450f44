/** Scheduling over HTTP. */
@NullMarked
package org.careturn.scheduling.web;

import org.jspecify.annotations.NullMarked;
