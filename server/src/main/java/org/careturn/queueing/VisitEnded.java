package org.careturn.queueing;

import java.time.Instant;

/**
 * Nothing of the visit is left to wait for; published in the transaction that ends it. An undo may open it again within
 * {@link Undo#WITHIN}.
 *
 * @param seen whether the patient was served anywhere
 */
public record VisitEnded(Visit visit, Instant at, boolean seen) {}
