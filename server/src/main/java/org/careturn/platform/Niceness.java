package org.careturn.platform;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How much a platform thread gives way to others that want a processor too: {@code setpriority(2)}, which Linux heeds for
 * each thread. Java's own priorities have no effect there unless the machine is started as root.
 */
public final class Niceness {
    private static final Logger LOG = LoggerFactory.getLogger(Niceness.class);
    private static final int PRIO_PROCESS = 0;
    private static final int CALLING_THREAD = 0;

    private Niceness() {}

    /**
     * Of the calling thread, for good: it can't be taken back without root. Elsewhere than on Linux it does nothing.
     *
     * @param niceness 0 as all others, 19 whatever they leave
     */
    @SuppressWarnings("restricted") // the one call to the system that is needed
    public static void of(int niceness) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            MethodHandle setpriority = linker.downcallHandle(
                    linker.defaultLookup().findOrThrow("setpriority"),
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));
            int failed = (int) setpriority.invokeExact(PRIO_PROCESS, CALLING_THREAD, niceness);
            if (failed != 0) {
                LOG.warn("{} can't give way to others", Thread.currentThread().getName());
            }
        } catch (Throwable unavailable) {
            LOG.warn("{} can't give way to others", Thread.currentThread().getName(), unavailable);
        }
    }
}
