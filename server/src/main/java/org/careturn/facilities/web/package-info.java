@NullMarked
package org.careturn.facilities.web;

import org.jspecify.annotations.NullMarked;
