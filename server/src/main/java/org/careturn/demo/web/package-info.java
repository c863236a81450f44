/** The demo over HTTP. */
@NullMarked
package org.careturn.demo.web;

import org.jspecify.annotations.NullMarked;
