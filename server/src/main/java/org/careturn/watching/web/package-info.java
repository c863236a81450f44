@NullMarked
package org.careturn.watching.web;

import org.jspecify.annotations.NullMarked;
