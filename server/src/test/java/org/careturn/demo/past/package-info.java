@NullMarked
package org.careturn.demo.past;

import org.jspecify.annotations.NullMarked;
