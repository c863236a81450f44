package org.careturn.queueing;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.platform.openapi.ApiName;
import org.careturn.queueing.domain.SimpleRange;
import org.jspecify.annotations.Nullable;

/**
 * When a turn will come, as far as anybody knows. There is a number only in a range, and a range only while somebody is on
 * duty, or, for an appointment, is planned to be.
 *
 * @param kind which of the others are there
 * @param start percentiles of the start of service; only for a RANGE
 * @param end percentiles of the end of the visit's whole route, where all of it can be told
 * @param notBefore only for NOT_BEFORE
 * @param early whether little is known of this service yet
 * @param ahead who will be called before, as things stand, by urgency
 * @param desks how many work for this queue now
 * @param notes what moves it, apart from those ahead
 * @param asOf when it was worked out
 */
public record TurnForecast(
        Kind kind,
        @Nullable Range start,
        @Nullable Range end,
        @Nullable Instant notBefore,
        boolean early,
        List<Ahead> ahead,
        int desks,
        List<Note> notes,
        Instant asOf) {

    /** What is known. */
    public enum Kind {
        /** It will hardly be outside of the range. */
        RANGE,
        /** Nobody is on duty before then. */
        NOT_BEFORE,
        UNKNOWN
    }

    /** Nine of ten are over by P90, one of ten by P10. */
    @ApiName("ForecastRange")
    public record Range(Instant p10, Instant p50, Instant p90) {}

    /** So many of an urgency. */
    @ApiName("ForecastAhead")
    public record Ahead(Urgency urgency, int people) {}

    /**
     * Something that moves a forecast.
     *
     * @param name of the doctor whom it is about, if any; never of a patient
     * @param until when it ends, where that is known
     */
    @ApiName("ForecastNote")
    public record Note(
            Code code,
            @Nullable UUID accountId,
            @Nullable String name,
            @Nullable Instant at,
            @Nullable Instant until) {
        public enum Code {
            /** Somebody more urgent was taken before, at this time. */
            EMERGENCY_FIRST,
            /** This doctor is on a break. */
            ON_BREAK,
            /** This doctor begins then. */
            BEGINS_LATER,
            /** Nobody works for the queue now. */
            NOBODY_ON_DUTY,
            /** Those who work may not get to him today. */
            MAY_NOT_BE_REACHED
        }
    }

    /** Whether a reader would see no difference, apart from when it was worked out. */
    public boolean saysTheSameAs(@Nullable TurnForecast other) {
        return other != null
                && new TurnForecast(kind, start, end, notBefore, early, ahead, desks, notes, other.asOf).equals(other);
    }

    /** Nothing that could be said. */
    public static TurnForecast unknown(int desks, Instant now) {
        return new TurnForecast(Kind.UNKNOWN, null, null, null, true, List.of(), desks, List.of(), now);
    }

    /** For the moment until the first forecast: so wide that it is honest. */
    static TurnForecast rough(SimpleRange range, int desks, Instant now) {
        Instant from = now.plus(Duration.ofMinutes(range.earliestMinutes()));
        Instant to = now.plus(Duration.ofMinutes(range.latestMinutes()));
        Instant middle = from.plus(Duration.between(from, to).dividedBy(2));
        return new TurnForecast(
                Kind.RANGE, new Range(from, middle, to), null, null, true, List.of(), desks, List.of(), now);
    }
}
