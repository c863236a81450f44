package org.careturn.forecasting.domain;

/** When a person is told that his turn is near. Times are minutes. */
public final class Notice {
    /** At rank 1 and less than this from his turn, the call itself is soon enough. */
    private static final double TOO_NEAR = 5;
    /**
     * Part of the lead that P35 has to be within. The rule looks at each change and takes the first moment that looks near,
     * so that it finds those that look nearer than they are; by how much was measured (decision 0060).
     */
    private static final double WITHIN = 5 / 6.0;
    /** Beyond the lead by more than this, who was told already is told that it takes longer. */
    private static final double DELAY = 10;
    /** So long a desk may stand empty. */
    private static final double HANDOVER = 2;

    private Notice() {}

    /** What has been said so far; nothing of it is taken back. */
    public enum Said {
        NOTHING,
        NOTICE,
        NOTICE_AND_DELAY
    }

    /** What is due. */
    public enum Due {
        NOTHING,
        NOTICE,
        /** "It takes longer", at most once. */
        DELAYED
    }

    /**
     * Decides what is due to a person who waits.
     *
     * @param rank his place in the order, from 1
     * @param p35 of the remaining wait
     * @param p50 of the remaining wait
     * @param lead so long before his turn he wants to know
     */
    public static Due due(Said said, int rank, double p35, double p50, double lead) {
        if (!(p35 >= 0) || !(p50 >= 0)) {
            return Due.NOTHING;
        }
        return switch (said) {
            case NOTHING -> {
                boolean near = p35 <= WITHIN * lead || rank <= 1;
                boolean callIsEnough = rank <= 1 && p50 < TOO_NEAR;
                yield near && !callIsEnough ? Due.NOTICE : Due.NOTHING;
            }
            case NOTICE -> p50 > lead + DELAY ? Due.DELAYED : Due.NOTHING;
            case NOTICE_AND_DELAY -> Due.NOTHING;
        };
    }

    /**
     * Decides what is due where there is no range, as nobody is at work.
     *
     * @param notBefore of the remaining wait; infinite where nothing is known
     * @param alone for how long nobody has been at work; a change of shift is nothing to be told of
     */
    public static Due dueWithoutRange(Said said, double notBefore, double alone, double lead) {
        boolean told = said == Said.NOTICE;
        return told && alone >= HANDOVER && notBefore > lead + DELAY ? Due.DELAYED : Due.NOTHING;
    }
}
