@NullMarked
package org.careturn.queueing.domain;

import org.jspecify.annotations.NullMarked;
