/** The API's own description: what springdoc reads from the handlers, completed by the texts in {@code openapi/*.yaml}. */
@NullMarked
package org.careturn.platform.openapi;

import org.jspecify.annotations.NullMarked;
