package org.careturn.forecasting.domain;

/** When the service of one who waits will start; never a number that nobody can know. */
public sealed interface StartForecast {
    /**
     * Percentiles of the remaining wait, in seconds.
     *
     * @param p35 decides the notice before the turn
     * @param notReached the part of the simulated days on which nobody gets to him any more; in the percentiles they count as
     *     waits to the end of those who work
     */
    record Range(Quantiles quantiles, double p35, double notReached) implements StartForecast {}

    /** Nobody is on duty yet: not before so many seconds from now. */
    record NotBefore(double seconds) implements StartForecast {}

    /** Nobody is on duty, or those who are will hardly get to him. */
    record Unknown() implements StartForecast {}
}
