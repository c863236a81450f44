@NullMarked
package org.careturn.platform.database;

import org.jspecify.annotations.NullMarked;
