package org.careturn.facilities;

/** How a queue picks the next among the heads of its urgencies. */
public enum OrderPolicy {
    STRICT_WITH_PROMOTION,
    ACCUMULATING_PRIORITY,
    FIFO
}
