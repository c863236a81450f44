@NullMarked
package org.careturn.patients.web;

import org.jspecify.annotations.NullMarked;
