@NullMarked
package org.careturn.audit.web;

import org.jspecify.annotations.NullMarked;
