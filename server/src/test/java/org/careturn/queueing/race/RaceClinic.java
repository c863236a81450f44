package org.careturn.queueing.race;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.careturn.facilities.Facility;
import org.careturn.support.Hospital;

/** Runs workers side by side, and makes patients by them. */
final class RaceClinic {
    private RaceClinic() {}

    /** Whether the long tests are wanted, as {@code ./careturn test --all} does. */
    static boolean all() {
        return Boolean.getBoolean("careturn.all");
    }

    static List<UUID> patients(Hospital hospital, Facility facility, int count, int workers) throws Exception {
        List<Callable<List<UUID>>> making = new ArrayList<>();
        for (int worker = 0; worker < workers; worker++) {
            int mine = count / workers + (worker < count % workers ? 1 : 0);
            making.add(() -> IntStream.range(0, mine)
                    .mapToObj(i -> hospital.patient(facility).id())
                    .toList());
        }
        return together(making).stream().flatMap(Collection::stream).toList();
    }

    /** Runs them all at once; where one fails, the others are interrupted and its failure is thrown. */
    static <T> List<T> together(List<Callable<T>> workers) throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletionService<T> running = new ExecutorCompletionService<>(threads);
            workers.forEach(running::submit);
            List<T> results = new ArrayList<>();
            for (int i = 0; i < workers.size(); i++) {
                try {
                    results.add(running.take().get());
                } catch (ExecutionException failed) {
                    threads.shutdownNow();
                    throw failed;
                }
            }
            return results;
        }
    }
}
