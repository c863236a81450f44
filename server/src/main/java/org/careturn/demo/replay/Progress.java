package org.careturn.demo.replay;

import java.io.PrintStream;
import java.util.Locale;

/** Shows how far a replay is: a bar that moves on a terminal, else a line for each recorded hour. */
final class Progress {
    private static final int WIDTH = 20;
    private static final long MILLIS_BETWEEN = 100;

    private final PrintStream out;
    private final boolean terminal;
    private final int tickets;
    private final long begunNanos = System.nanoTime();
    private long shownNanos;
    private int shownHour = -1;

    Progress(PrintStream out, boolean terminal, int tickets) {
        this.out = out;
        this.terminal = terminal;
        this.tickets = tickets;
    }

    void show(World world) {
        if (terminal) {
            long now = System.nanoTime();
            if (now - shownNanos >= MILLIS_BETWEEN * 1_000_000) {
                shownNanos = now;
                out.print('\r' + bar(world) + ' ' + words(world) + "\u001b[K");
                out.flush();
            }
        } else if (world.nowS() / 3600 != shownHour) {
            shownHour = world.nowS() / 3600;
            out.println(words(world));
        }
    }

    /** Leaves the line as it stands at the end. */
    void end(World world) {
        if (terminal) {
            out.println('\r' + bar(world) + ' ' + words(world) + "\u001b[K");
        } else {
            out.println(words(world));
        }
    }

    private String bar(World world) {
        int done = (int) ((long) WIDTH * (world.served() + world.left()) / Math.max(1, tickets));
        return '[' + "#".repeat(Math.min(WIDTH, done)) + ".".repeat(Math.max(0, WIDTH - done)) + ']';
    }

    private String words(World world) {
        double seconds = Math.max(0.001, (System.nanoTime() - begunNanos) / 1e9);
        return String.format(
                Locale.ROOT,
                "%s  %,d of %,d tickets  %,d waiting  %.1f calls/s",
                Times.ofDay(world.nowS()),
                world.arrived(),
                tickets,
                world.waiting(),
                world.called() / seconds);
    }
}
