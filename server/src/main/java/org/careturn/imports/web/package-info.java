@NullMarked
package org.careturn.imports.web;

import org.jspecify.annotations.NullMarked;
