/** Synchronisation over HTTP. */
@NullMarked
package org.careturn.sync.web;

import org.jspecify.annotations.NullMarked;
