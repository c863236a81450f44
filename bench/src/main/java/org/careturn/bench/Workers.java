package org.careturn.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Work that is done side by side. */
final class Workers {
    private Workers() {}

    /** Runs them all on virtual threads and waits for all; the first failure is thrown. */
    static <T> List<T> together(List<Callable<T>> workers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<T> results = new ArrayList<>();
            for (Future<T> done : threads.invokeAll(workers)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
