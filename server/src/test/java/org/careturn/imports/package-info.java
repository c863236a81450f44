@NullMarked
package org.careturn.imports;

import org.jspecify.annotations.NullMarked;
