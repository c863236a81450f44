/** What happens by itself as time passes. */
@NullMarked
package org.careturn.scheduling.jobs;

import org.jspecify.annotations.NullMarked;
