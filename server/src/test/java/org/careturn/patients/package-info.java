@NullMarked
package org.careturn.patients;

import org.jspecify.annotations.NullMarked;
