package org.careturn.queueing;

import org.jspecify.annotations.Nullable;

/**
 * Published in the transaction of each transition, so that whoever must tell the patient stages that with it.
 *
 * @param before null where the entry was made
 */
public record EntryChanged(EntryAction action, @Nullable Entry before, Entry after) {}
