package org.careturn.forecasting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.careturn.facilities.Urgency;
import org.careturn.forecasting.domain.StartForecast;
import org.careturn.queueing.TurnForecast.Note;
import org.careturn.queueing.TurnForecast.Note.Code;
import org.jspecify.annotations.Nullable;

/** What moves a forecast, apart from the people ahead. */
final class Notes {
    private static final Duration NEWS = Duration.ofHours(1);
    private static final double RISK = .1;
    private static final int MOST = 10;

    private Notes() {}

    static List<Note> of(Group group, FacilityNow.Person person, StartForecast start, FacilityNow now, Instant at) {
        List<Note> notes = new ArrayList<>();
        now.started().stream()
                .filter(started -> started.queueId().equals(person.queueId()))
                .filter(started -> isEmergency(started.urgency(), person.place().urgency()))
                .filter(started -> started.startedAt().isAfter(person.arrivedAt())
                        && started.startedAt().isAfter(at.minus(NEWS)))
                .max(Comparator.comparing(FacilityNow.Started::startedAt))
                .ifPresent(started -> notes.add(new Note(Code.EMERGENCY_FIRST, null, null, started.startedAt(), null)));
        UUID doctor = person.doctorId();
        group.desks.stream()
                .filter(desk -> desk.onBreak() && desk.queueIds().contains(person.queueId()))
                .filter(desk -> isHis(doctor, desk.accountId()))
                .forEach(desk ->
                        notes.add(new Note(Code.ON_BREAK, desk.accountId(), desk.name(), null, desk.breakUntil())));
        if (group.working(person.queueId(), doctor) == 0) {
            notes.add(new Note(Code.NOBODY_ON_DUTY, null, null, null, null));
            group.planned.stream()
                    .filter(block -> block.queueId().equals(person.queueId()) && isHis(doctor, block.accountId()))
                    .min(Comparator.comparing(FacilityNow.Block::start))
                    .ifPresent(block -> notes.add(
                            new Note(Code.BEGINS_LATER, block.accountId(), block.name(), block.start(), null)));
        }
        if (start instanceof StartForecast.Range range && range.notReached() > RISK) {
            notes.add(new Note(Code.MAY_NOT_BE_REACHED, null, null, null, null));
        }
        return notes.size() > MOST ? notes.subList(0, MOST) : notes;
    }

    /** Of who isn't there yet; what passes until he comes isn't told. */
    static List<Note> ofBooked(Group group, FacilityNow.Booked booked, StartForecast start) {
        List<Note> notes = new ArrayList<>();
        if (start instanceof StartForecast.Range range) {
            if (range.notReached() > RISK) {
                notes.add(new Note(Code.MAY_NOT_BE_REACHED, null, null, null, null));
            }
        } else if (group.working(booked.queueId(), booked.doctorId()) == 0) {
            notes.add(new Note(Code.NOBODY_ON_DUTY, null, null, null, null));
        } else {
            notes.add(new Note(Code.MAY_NOT_BE_REACHED, null, null, null, null));
        }
        return notes;
    }

    private static boolean isEmergency(Urgency other, Urgency own) {
        return other.level() <= Urgency.EMERGENT.level() && other.level() < own.level();
    }

    private static boolean isHis(@Nullable UUID wanted, UUID account) {
        return wanted == null || wanted.equals(account);
    }
}
