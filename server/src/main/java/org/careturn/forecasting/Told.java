package org.careturn.forecasting;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.careturn.forecasting.domain.SelfCorrection;
import org.careturn.queueing.TurnForecast;
import org.jspecify.annotations.Nullable;

/**
 * What is to be told of an entry.
 *
 * @param rank in the order, from 1; 0 for who is on hold
 * @param near the simulated P35 and P50 of the remaining wait in minutes, which decide a notice; null where there is no range
 * @param made by the correction, to be learnt from; null where there is no range
 */
public record Told(
        UUID entryId,
        UUID queueId,
        UUID visitId,
        int rank,
        TurnForecast forecast,
        @Nullable Near near,
        SelfCorrection.@Nullable Forecast made) {

    /** Minutes. */
    public record Near(double p35, double p50) {}

    Told ending(TurnForecast.Range end) {
        TurnForecast with = new TurnForecast(
                forecast.kind(),
                forecast.start(),
                end,
                forecast.notBefore(),
                forecast.early(),
                forecast.ahead(),
                forecast.desks(),
                forecast.notes(),
                forecast.asOf());
        return new Told(entryId, queueId, visitId, rank, with, near, made);
    }

    /** Whether no range is known for that reason. */
    public boolean isNobodyAtWork() {
        return forecast.start() == null && forecast.desks() == 0;
    }

    List<TurnForecast.Note> notes() {
        return forecast.notes();
    }

    @Nullable
    Instant emergencyAt() {
        return notes().stream()
                .filter(note -> note.code() == TurnForecast.Note.Code.EMERGENCY_FIRST)
                .map(TurnForecast.Note::at)
                .findFirst()
                .orElse(null);
    }
}
