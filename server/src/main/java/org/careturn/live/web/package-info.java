/** Event streams over HTTP. */
@NullMarked
package org.careturn.live.web;

import org.jspecify.annotations.NullMarked;
