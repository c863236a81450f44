package org.careturn.demo.replay;

import java.time.LocalDate;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import org.careturn.facilities.OrderPolicy;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * What came out of a replay.
 *
 * @param stoppedBecause why it ended early; null where the whole day was replayed
 * @param hoursOnDuty of all desks together
 * @param typicalServiceS for people without a recorded service time of their own
 * @param notAdmitted people whom the server refused
 */
record Report(
        String facility,
        LocalDate day,
        String timeZone,
        OrderPolicy policy,
        @Nullable String stoppedBecause,
        int tickets,
        int desks,
        double hoursOnDuty,
        int withoutServiceTime,
        int typicalServiceS,
        int served,
        int left,
        int stillWaiting,
        int notAdmitted,
        OrderCheck.Result order,
        List<OfClass> classes,
        int errorCount,
        List<Mishaps.Kind> errors,
        int requests,
        int repeatedRequests,
        double seconds) {

    private static final int FIRST = 10;
    private static final int LAST = 5;

    /**
     * A class's waits until service started, in seconds.
     *
     * @param shareWithinTarget of those whose service started, 0 to 1
     */
    record OfClass(
            int priorityClass,
            Urgency urgency,
            int targetMinutes,
            double shareWithinTarget,
            Figures replayed,
            Figures recorded) {}

    /** @param left people who left before their service */
    record Figures(int started, int left, int medianS, int p90S, int maxS) {
        static Figures of(Waits waits, int left) {
            return new Figures(waits.count(), left, waits.medianS(), waits.p90S(), waits.maxS());
        }
    }

    boolean passed() {
        return stoppedBecause == null && errorCount == 0 && order.passed();
    }

    double requestsPerSecond() {
        return seconds > 0 ? requests / seconds : 0;
    }

    double callsPerSecond() {
        return seconds > 0 ? order.calls() / seconds : 0;
    }

    String text() {
        try (Formatter text = new Formatter(Locale.ROOT)) {
            text.format("%s (%s, %s)%n", facility, timeZone, policy);
            if (stoppedBecause != null) {
                text.format("STOPPED EARLY: %s%n", stoppedBecause);
            }
            text.format(
                    "%,d tickets: %,d served, %,d left before they were called, %,d still waiting, %,d not admitted%n%n",
                    tickets, served, left, stillWaiting, notAdmitted);
            waits(text);
            order(text);
            errors(text);
            text.format(
                    "%,d requests in %.1f s: %.0f requests/s, %.1f calls/s; %,d were repeated%n",
                    requests, seconds, requestsPerSecond(), callsPerSecond(), repeatedRequests);
            return text.toString();
        }
    }

    private void waits(Formatter text) {
        text.format("Waits until service started, in minutes:seconds%n");
        text.format("%-15s %-56s %s%n", "", "replayed", "recorded that day, for comparison");
        text.format(
                "%-15s %7s %5s %7s %7s %7s %18s   %7s %5s %7s %7s%n",
                "class", "started", "left", "median", "P90", "max", "within target", "served", "left", "median", "P90");
        for (OfClass each : classes) {
            text.format(
                    "%-15s %7d %5d %7s %7s %7s %7.1f %% of %3d:00   %7d %5d %7s %7s%n",
                    each.priorityClass + " " + each.urgency,
                    each.replayed.started,
                    each.replayed.left,
                    Times.minutes(each.replayed.medianS),
                    Times.minutes(each.replayed.p90S),
                    Times.minutes(each.replayed.maxS),
                    100 * each.shareWithinTarget,
                    each.targetMinutes,
                    each.recorded.started,
                    each.recorded.left,
                    Times.minutes(each.recorded.medianS),
                    Times.minutes(each.recorded.p90S));
        }
        text.format("""
                The recorded waits arose under the centre's own rules, with breaks and other work. Here %d desks are on duty
                for %.1f hours together, each from its first recorded service to its last. %,d people have no service time on
                record, as they left or none was noted: theirs is the day's median, %d s.%n%n""", desks, hoursOnDuty, withoutServiceTime, typicalServiceS);
    }

    private void order(Formatter text) {
        List<OrderCheck.Call> called = order.called();
        text.format("Called in this order (all of them with --json)%n");
        called.stream().limit(FIRST).forEach(call -> call(text, call));
        if (called.size() > FIRST + LAST) {
            text.format("  ... %,d more%n", called.size() - FIRST - LAST);
        }
        called.stream().skip(Math.max(FIRST, called.size() - LAST)).forEach(call -> call(text, call));
        text.format("%n");
        if (order.passed()) {
            text.format(
                    "Order: each of %,d calls took who came first by the policy; their sequence has no gap%n",
                    order.calls());
            return;
        }
        text.format("""
                ORDER BROKEN: of %,d calls, %,d took somebody else than who came first, %,d somebody who didn't wait, %,d had
                a wrong sequence number%n""", order.calls(), order.outOfOrder(), order.notWaiting(), order.outOfSequence());
        order.examples().forEach(example -> text.format("  %s%n", example));
    }

    private static void call(Formatter text, OrderCheck.Call call) {
        text.format(
                "  %5d  %s  ticket %s, %s, waited %s%n",
                call.sequence(), call.at(), call.ticket(), call.urgency(), Times.minutes(call.waitedS()));
    }

    private void errors(Formatter text) {
        if (errorCount == 0) {
            text.format("Errors: none%n");
        } else {
            text.format("ERRORS: %,d%n", errorCount);
        }
        errors.forEach(kind -> text.format("  %,d x %s; first: %s%n", kind.count(), kind.what(), kind.example()));
    }
}
