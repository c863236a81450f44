/** The rules of the queue: pure, with time handed in. What simulates a queue asks them too. */
@NamedInterface("rules")
@NullMarked
package org.careturn.queueing.domain;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
