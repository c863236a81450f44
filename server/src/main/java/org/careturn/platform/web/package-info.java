/** How requests come in and answers go out: access rules, idempotent writes, problems, strict JSON. */
@NullMarked
package org.careturn.platform.web;

import org.jspecify.annotations.NullMarked;
