@NullMarked
package org.careturn.pages;

import org.jspecify.annotations.NullMarked;
