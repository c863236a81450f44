/** The rules of slots, bookings and check-in: pure, with the time handed in. */
@NullMarked
package org.careturn.scheduling.domain;

import org.jspecify.annotations.NullMarked;
