package org.careturn.demo.replay;

import java.time.Instant;
import java.util.Map;
import org.careturn.demo.replay.Api.Answer;
import org.careturn.demo.replay.Api.Request;
import org.jspecify.annotations.Nullable;

/** The server's clock, which the replay drives, only forward, and gives back at the end whatever happens. */
final class DemoClock {
    private static final String PATH = "/api/v1/demo/clock";
    private static final int ATTEMPTS_AT_THE_END = 3;

    private final SignIn admin;
    private @Nullable Instant drivenTo;
    private boolean stopped;
    private boolean givenBack;

    DemoClock(SignIn admin) {
        this.admin = admin;
    }

    /**
     * Begins to drive.
     *
     * @param evenIfDriven whether to take the clock over from somebody who drives it already
     * @throws ReplayFailedException where it is driven already, or the server doesn't let it be driven
     */
    void take(Instant now, boolean evenIfDriven) {
        Answer answer = admin.send(Request.get(PATH));
        if (answer.body().path("driven").asBoolean(false)) {
            if (!evenIfDriven) {
                throw new ReplayFailedException("The server's clock is driven already and stands at "
                        + answer.body().path("now").asString("?")
                        + ": another replay is running, or one was cut off (then use --take-clock).");
            }
            admin.send(Request.delete(PATH));
        }
        drive(now);
    }

    /** @throws ReplayFailedException where the server doesn't let its clock be driven */
    synchronized void drive(Instant now) {
        if (stopped) {
            throw new ReplayFailedException("The replay was stopped.");
        }
        if (drivenTo != null && !now.isAfter(drivenTo)) {
            return;
        }
        drivenTo = now;
        Answer answer = admin.send(Request.put(PATH, Map.of("now", now.toString())));
        if (!answer.isOk()) {
            throw new ReplayFailedException(
                    "The server doesn't let its clock be driven, which a replay needs (a demo does): "
                            + answer.detail());
        }
    }

    /**
     * Lets the server follow the machine's time again, also for a thread that has been interrupted. Nothing drives the
     * clock after this.
     *
     * @return false where the server didn't take it
     */
    synchronized boolean release() {
        stopped = true;
        if (drivenTo == null || givenBack) {
            return true;
        }
        boolean interrupted = Thread.interrupted();
        try {
            givenBack = admin.send(Request.delete(PATH), ATTEMPTS_AT_THE_END).isOk();
        } catch (ReplayFailedException unreachable) {
            givenBack = false;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        return givenBack;
    }
}
