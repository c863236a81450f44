package org.careturn.imports;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Room;
import org.careturn.facilities.Service;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.scheduling.Schedule;
import org.careturn.scheduling.Schedules;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Doctors' weekly hours of a file; doctors go by user name, services and rooms by the names that the facility gives them. */
@Component
class ScheduleRows implements Wish.Reader {
    private final Schedules schedules;
    private final Facilities facilities;
    private final Accounts accounts;

    ScheduleRows(Schedules schedules, Facilities facilities, Accounts accounts) {
        this.schedules = schedules;
        this.facilities = facilities;
        this.accounts = accounts;
    }

    @Override
    public ImportKind kind() {
        return ImportKind.SCHEDULES;
    }

    @Override
    public @Nullable Wish read(UUID facilityId, Cells cells) {
        UUID doctor = doctor(cells);
        UUID service = service(facilityId, cells);
        UUID room = room(facilityId, cells);
        DayOfWeek weekday = cells.word("weekday", DayOfWeek.class);
        LocalTime starts = cells.time("starts");
        LocalTime ends = cells.time("ends");
        LocalDate from = cells.date("validFrom");
        LocalDate until = cells.date("validUntil");
        Integer seats = cells.number("seats", 1, 20);
        List.of("weekday", "starts", "ends", "validFrom").forEach(cells::needed);
        if (!cells.areSound()
                || doctor == null
                || service == null
                || weekday == null
                || starts == null
                || ends == null
                || from == null) {
            return null;
        }
        return new Hours(new Schedule(
                Ids.next(),
                facilityId,
                doctor,
                service,
                room,
                weekday,
                starts,
                ends,
                from,
                until,
                seats == null ? 1 : seats,
                1));
    }

    private @Nullable UUID doctor(Cells cells) {
        String userName = cells.needed("doctor");
        Optional<UUID> doctor = accounts.staffNamed(userName);
        if (doctor.isEmpty() && !userName.isEmpty()) {
            cells.fault("doctor", "unknown-doctor", "Nobody has this user name.");
        }
        return doctor.orElse(null);
    }

    private @Nullable UUID service(UUID facilityId, Cells cells) {
        String name = cells.needed("service");
        Optional<UUID> service = facilities.services(facilityId).stream()
                .filter(one -> one.active() && one.name().equalsIgnoreCase(name))
                .map(Service::id)
                .findFirst();
        if (service.isEmpty() && !name.isEmpty()) {
            cells.fault("service", "unknown-service", "The facility has no service of this name.");
        }
        return service.orElse(null);
    }

    private @Nullable UUID room(UUID facilityId, Cells cells) {
        String name = cells.text("room");
        if (name == null) {
            return null;
        }
        Optional<UUID> room = facilities.rooms(facilityId).stream()
                .filter(one -> one.active() && one.name().equalsIgnoreCase(name))
                .map(Room::id)
                .findFirst();
        if (room.isEmpty()) {
            cells.fault("room", "unknown-room", "The facility has no room of this name.");
        }
        return room.orElse(null);
    }

    private final class Hours implements Wish {
        private final Schedule wanted;

        Hours(Schedule wanted) {
            this.wanted = wanted;
        }

        @Override
        public String identity() {
            return wanted.doctorId() + " " + wanted.weekday();
        }

        @Override
        public boolean clashesWith(Wish other) {
            return other instanceof Hours hours && overlap(wanted, hours.wanted);
        }

        @Override
        public Outcome<?> write(Actor actor) {
            return schedules.add(actor, wanted);
        }
    }

    /** Midnight ends the day. */
    private static boolean overlap(Schedule one, Schedule other) {
        return isBefore(one.starts(), other.ends())
                && isBefore(other.starts(), one.ends())
                && !one.validFrom().isAfter(Objects.requireNonNullElse(other.validUntil(), LocalDate.MAX))
                && !other.validFrom().isAfter(Objects.requireNonNullElse(one.validUntil(), LocalDate.MAX));
    }

    private static boolean isBefore(LocalTime start, LocalTime end) {
        return end.equals(LocalTime.MIDNIGHT) || start.isBefore(end);
    }
}
