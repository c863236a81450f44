/** Tests that walk every endpoint of the running application: its description, its answers, who may use it, bad input. */
@NullMarked
package org.careturn.api;

import org.jspecify.annotations.NullMarked;
