@NullMarked
package org.careturn.scheduling.domain;

import org.jspecify.annotations.NullMarked;
