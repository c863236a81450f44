@NullMarked
package org.careturn.demo;

import org.jspecify.annotations.NullMarked;
