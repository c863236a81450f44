@NullMarked
package org.careturn.platform.settings;

import org.jspecify.annotations.NullMarked;
