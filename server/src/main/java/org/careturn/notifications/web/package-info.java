/** Devices, acknowledgements and the providers' callbacks. */
@NullMarked
package org.careturn.notifications.web;

import org.jspecify.annotations.NullMarked;
