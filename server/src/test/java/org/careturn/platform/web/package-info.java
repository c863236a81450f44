@NullMarked
package org.careturn.platform.web;

import org.jspecify.annotations.NullMarked;
