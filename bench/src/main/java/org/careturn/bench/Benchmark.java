package org.careturn.bench;

/** One thing to measure. */
interface Benchmark {
    /** Measures on a new installation; says on the way what it is doing. */
    Report run(Installation installation) throws Exception;
}
