package org.careturn.forecasting.domain;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of how long a service takes, and how much slower or faster than the others each doctor is. As long as
 * little was observed, the configured mean counts as much, log-normally spread.
 *
 * @param <D> what tells doctors apart
 */
public final class ServiceTimes<D> {
    private static final int POOL = 1000;
    private static final int TABLE = 256;
    /** The spread of the logarithm as long as nothing is observed: that of consultations, roughly. */
    private static final double SIGMA = .6;
    /** Observations that the configured mean is worth. */
    private static final int PRIOR = 20;
    /** Observations of the pool's mean that each doctor's own are mixed with. */
    private static final double SHRINK = 40;
    /** Of a doctor's observations, how many count at most: he may change. */
    private static final double MEMORY = 400;

    private static final int ENOUGH = 50;
    private static final double FAR = 4;

    private final RecentValues pool = new RecentValues(POOL);
    private final Map<D, double[]> doctors = new HashMap<>();
    private final double configuredMean;
    private @Nullable DurationLaw law;
    private int sinceLaw;

    /** What became of an observed duration. */
    public enum Use {
        USED,
        /** Longer than can be, as after a forgotten "served": it counts as a very long one, and is unreliable. */
        CAPPED,
        /** No duration at all. */
        REFUSED
    }

    /** @param configuredMean seconds; what isn't positive counts as a minute */
    public ServiceTimes(double configuredMean) {
        this.configuredMean = configuredMean > 0 && configuredMean < Quantiles.MOST ? configuredMean : 60;
    }

    /**
     * Takes note of a service that has ended.
     *
     * @param doctor null where nobody knows
     * @param seconds its duration
     */
    public Use observe(@Nullable D doctor, double seconds) {
        if (!(seconds >= 0)) {
            return Use.REFUSED;
        }
        double cap = cap();
        double value = Math.min(seconds, cap);
        pool.add(value);
        if (doctor != null) {
            double[] own = doctors.computeIfAbsent(doctor, fresh -> new double[2]);
            double keep = own[0] < MEMORY ? 1 : 1 - 1 / MEMORY;
            own[0] = own[0] * keep + 1;
            own[1] = own[1] * keep + value;
        }
        sinceLaw++;
        return seconds > cap ? Use.CAPPED : Use.USED;
    }

    /** Whether nothing was observed yet. */
    public boolean isEmpty() {
        return pool.count() == 0;
    }

    /** Longer durations are taken for mishaps, in seconds. */
    public double cap() {
        return pool.count() < ENOUGH ? 8 * configuredMean : FAR * Math.max(pool.quantile(.95), 1);
    }

    /** Of the service, whoever gives it. */
    public DurationLaw law() {
        DurationLaw known = law;
        if (known == null || sinceLaw > pool.count() / 20) {
            known = DurationLaw.of(table());
            law = known;
            sinceLaw = 0;
        }
        return known;
    }

    /** How long a doctor takes in relation to the pool: 1 is as usual; shrunk strongly to it. */
    public double factor(@Nullable D doctor) {
        double[] own = doctor == null ? null : doctors.get(doctor);
        double usual = pool.mean();
        if (own == null || usual <= 0) {
            return 1;
        }
        return (own[1] + SHRINK * usual) / ((own[0] + SHRINK) * usual);
    }

    private double[] table() {
        double[] values = new double[TABLE];
        int observed = pool.count();
        int ofPool = (int) Math.round((double) TABLE * observed / (observed + PRIOR));
        if (observed >= 10 * PRIOR) {
            ofPool = TABLE;
        }
        for (int i = 0; i < ofPool; i++) {
            values[i] = pool.quantile((i + .5) / ofPool);
        }
        for (int i = ofPool; i < TABLE; i++) {
            double level = (i - ofPool + .5) / (TABLE - ofPool);
            values[i] = configuredMean * Math.exp(SIGMA * normal(level) - SIGMA * SIGMA / 2);
        }
        Arrays.sort(values);
        return values;
    }

    /** The normal law's quantile, within .0005. Source: Abramowitz and Stegun (1964), 26.2.23. */
    private static double normal(double level) {
        double t = Math.sqrt(-2 * Math.log(Math.min(level, 1 - level)));
        double tail = t
                - (2.515517 + .802853 * t + .010328 * t * t)
                        / (1 + 1.432788 * t + .189269 * t * t + .001308 * t * t * t);
        return level < .5 ? -tail : tail;
    }
}
