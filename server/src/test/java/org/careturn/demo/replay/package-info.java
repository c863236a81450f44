@NullMarked
package org.careturn.demo.replay;

import org.jspecify.annotations.NullMarked;
