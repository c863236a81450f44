package org.careturn.forecasting.domain;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.careturn.scheduling.NoShowRisk;

/**
 * The probability that somebody booked doesn't come: a table by lead time first; then a logistic regression, learnt case by
 * case (AdaGrad), that begins at the table's answer. A case is learnt when its day is over, not before.
 */
public final class NoShow {
    private static final double RATE = .05;
    /** Cases that the rate of all is worth in each row of the table. */
    private static final double PRIOR = 20;
    /** Cases before the regression counts. */
    private static final int WARM_UP = 500;

    private static final double[] LEAD_DAYS = {0, 1, 2, 3, 5, 8, 15, 22, 31, 61};
    private static final int FEATURES = 40;

    private final double[] shown = new double[LEAD_DAYS.length + 1];
    private final double[] missed = new double[LEAD_DAYS.length + 1];
    private double allShown = 8;
    private double allMissed = 2;
    private final double[] weights = new double[FEATURES];
    private final double[] squares = new double[FEATURES];
    /** Of all cases: what is usual here. */
    private final double[] sums = new double[FEATURES];

    private int cases;

    /** What moves the probability of an appointment away from that of all. */
    public enum Factor {
        LEAD_TIME(5, 6),
        AGE(1, 5),
        REMINDER(7, 9),
        HISTORY(9, 14),
        BOOKED_HOUR(14, 17),
        WEEKDAY(17, 26);

        /** Its features: from this, and before that. */
        private final int from;

        private final int to;

        Factor(int from, int to) {
            this.from = from;
            this.to = to;
        }
    }

    /**
     * What is known of an appointment before it begins.
     *
     * @param leadDays days from booking to its day, 0 for the same day
     * @param bookedHour of the day, 0 to 23
     * @param weekday 1 for Monday to 7
     * @param age years
     * @param reminded whether a message was sent
     * @param earlierShown how often the patient came, of the earlier appointments whose day is over
     * @param earlierMissed how often he didn't
     */
    public record Appointment(
            double leadDays,
            int bookedHour,
            int weekday,
            double age,
            boolean reminded,
            int earlierShown,
            int earlierMissed) {}

    /** Between .005 and .995. */
    public double probability(Appointment appointment) {
        double table = byLead(appointment);
        double logit = logit(table);
        if (cases >= WARM_UP) {
            double[] features = features(appointment);
            for (int i = 0; i < FEATURES; i++) {
                logit += weights[i] * features[i];
            }
        }
        return Math.clamp(1 / (1 + Math.exp(-logit)), .005, .995);
    }

    public void learn(Appointment appointment, boolean noShow) {
        double[] features = features(appointment);
        double logit = logit(byLead(appointment));
        for (int i = 0; i < FEATURES; i++) {
            logit += weights[i] * features[i];
        }
        double error = 1 / (1 + Math.exp(-logit)) - (noShow ? 1 : 0);
        for (int i = 0; i < FEATURES; i++) {
            double gradient = error * features[i];
            squares[i] += gradient * gradient;
            weights[i] -= RATE * gradient / Math.sqrt(squares[i] + 1e-6);
        }
        int row = row(appointment.leadDays());
        if (noShow) {
            missed[row]++;
            allMissed++;
        } else {
            shown[row]++;
            allShown++;
        }
        for (int i = 0; i < FEATURES; i++) {
            sums[i] += features[i];
        }
        cases++;
    }

    /** Whether too little is known for more than the table. */
    public boolean isEarly() {
        return cases < WARM_UP;
    }

    /** Of all, the part that doesn't come. */
    public double rate() {
        return allMissed / (allMissed + allShown);
    }

    /**
     * Why the probability of this appointment isn't that of all: how far each moves its logit, compared with what is usual
     * here. An effect of .1 and of -.1 at .2 makes it .216 and .184.
     */
    public Map<Factor, Double> effects(Appointment appointment) {
        Map<Factor, Double> effects = new EnumMap<>(Factor.class);
        double table = logit(byLead(appointment)) - logit(rate());
        double[] features = features(appointment);
        for (Factor factor : Factor.values()) {
            double effect = factor == Factor.LEAD_TIME ? table : 0;
            for (int i = factor.from; i < factor.to && !isEarly(); i++) {
                effect += weights[i] * (features[i] - sums[i] / cases);
            }
            // age matters by how long before it was booked, and the other way round: that counts for both
            if (!isEarly() && (factor == Factor.LEAD_TIME || factor == Factor.AGE)) {
                effect += weights[6] * (features[6] - sums[6] / cases) / 2;
            }
            effects.put(factor, effect);
        }
        return effects;
    }

    /** How likely it is, in words; a judge sees how many of each really don't come. */
    public static NoShowRisk.Level level(double probability) {
        if (probability < .15) {
            return NoShowRisk.Level.LOW;
        }
        return probability < .3 ? NoShowRisk.Level.MEDIUM : NoShowRisk.Level.HIGH;
    }

    private double byLead(Appointment appointment) {
        int row = row(appointment.leadDays());
        double rate = rate();
        return (missed[row] + PRIOR * rate) / (missed[row] + shown[row] + PRIOR);
    }

    private static int row(double leadDays) {
        int place = Arrays.binarySearch(LEAD_DAYS, leadDays >= 0 ? leadDays : 0);
        return place >= 0 ? place : -place - 1;
    }

    private static double[] features(Appointment a) {
        double[] x = new double[FEATURES];
        double age = a.age() >= 0 && a.age() < 120 ? a.age() / 100 : .37;
        double lead = a.leadDays() > 0 ? Math.log1p(Math.min(a.leadDays(), 365)) : 0;
        int earlier = Math.max(0, a.earlierShown()) + Math.max(0, a.earlierMissed());
        double rate = (Math.max(0, a.earlierMissed()) + .8) / (earlier + 4.0) - .2;
        int i = 0;
        x[i++] = 1;
        x[i++] = age - .37;
        x[i++] = (age - .37) * (age - .37);
        x[i++] = Math.max(0, age - .6);
        x[i++] = Math.max(0, .2 - age);
        x[i++] = lead - 2;
        x[i++] = lead * (age - .37);
        x[i++] = a.reminded() ? 1 : 0;
        x[i++] = a.reminded() ? lead - 2 : 0;
        x[i++] = 4 * rate;
        x[i++] = rate * Math.log1p(earlier);
        x[i++] = earlier == 0 ? 1 : 0;
        x[i++] = a.leadDays() > 0 ? 0 : 4 * rate;
        x[i++] = Math.log1p(earlier) / 2;
        x[i++] = (Math.clamp(a.bookedHour(), 0, 23) - 11) / 6.0;
        x[i++] = a.bookedHour() >= 13 ? 1 : 0;
        x[i++] = a.leadDays() > 0 ? 0 : (a.bookedHour() - 11) / 6.0;
        x[i + Math.clamp(a.weekday(), 1, 7)] = 1;
        return x;
    }

    private static double logit(double probability) {
        return Math.log(probability / (1 - probability));
    }
}
