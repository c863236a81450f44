/** The addresses of the pages. They answer HTML, so they stand beside the API and not in it. */
@NullMarked
package org.careturn.pages.web;

import org.jspecify.annotations.NullMarked;
