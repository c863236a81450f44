@NullMarked
package org.careturn.licences;

import org.jspecify.annotations.NullMarked;
