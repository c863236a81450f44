package org.careturn.api;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.careturn.facilities.BookingRule;
import org.careturn.facilities.BookingSetup;
import org.careturn.facilities.Facility;
import org.careturn.facilities.OpeningHours;
import org.careturn.facilities.Route;
import org.careturn.facilities.RouteSetup.NewRoute;
import org.careturn.facilities.Service;
import org.careturn.facilities.ServiceSetup;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.queueing.Visit;
import org.careturn.queueing.Visits.Arriving;
import org.careturn.support.Hospital;

/** Of a {@link World}: rooms, routes, services and opening hours. */
final class WorldFacilities {
    private final Worlds by;
    private final World world;

    WorldFacilities(Worlds by, World world) {
        this.by = by;
        this.world = world;
    }

    void addTo(Map<String, Supplier<Object>> records) {
        records.put("serviceId", world.service::id);
        records.put("departmentId", world.service::departmentId);
        records.put("queueId", world.service::queueId);
        records.put("queueIds", () -> List.of(world.service.queueId()));
        records.put("roomId", () -> by.hospital.room(world.facility).id());
        records.put("routeId", this::route);
    }

    void closeQueues() {
        change(new ServiceSetup.QueueChange(null, null, null, null, null, null, null, null, null, false));
    }

    /** One more waits for the other service, and that is as many as either queue takes. */
    void fillQueues() {
        by.visits
                .arrive(
                        Actor.SYSTEM,
                        Arriving.at(
                                Ids.next(),
                                world.facility.id(),
                                world.patients.newPatient(),
                                world.otherService.queueId(),
                                Urgency.NON_URGENT,
                                Visit.Channel.RECEPTION))
                .orElseThrow();
        change(new ServiceSetup.QueueChange(null, null, null, null, null, null, null, 1, null, null));
    }

    private void change(ServiceSetup.QueueChange change) {
        for (Service of : List.of(world.service, world.otherService)) {
            long version = by.jdbc
                    .sql("select version from queue where id = ?")
                    .param(of.queueId())
                    .query(Long.class)
                    .single();
            by.services.changeQueue(Actor.SYSTEM, of.queueId(), version, change).orElseThrow();
        }
    }

    /** Open on Sundays only. */
    void closeToday() {
        by.opening
                .setWeekly(
                        Actor.SYSTEM,
                        world.facility.id(),
                        by.opening.weekly(world.facility.id()).version(),
                        List.of(new OpeningHours.Hours(DayOfWeek.SUNDAY, LocalTime.of(9, 0), LocalTime.of(12, 0))))
                .orElseThrow();
    }

    /** What another record of that kind is called. */
    String otherNameOf(String table) {
        return switch (table) {
            case "department" -> by.hospital.department(world.facility).name();
            case "room" -> by.hospital.room(world.facility).name();
            default ->
                by.jdbc
                        .sql("select name from " + table + " where id = ?")
                        .param(world.another(table + "Id"))
                        .query(String.class)
                        .single();
        };
    }

    /** A queue in which nobody waits yet, and which patients join from elsewhere. */
    UUID joinableQueue() {
        BookingSetup.Rule before = by.booking.rule(world.otherService.id());
        if (!before.rule().remoteJoining()) {
            BookingRule rule = new BookingRule(BookingRule.Booking.ALL, 60, 90, null, 720, 120, true, 0);
            by.booking
                    .setRule(Actor.SYSTEM, world.otherService.id(), before.version(), rule)
                    .orElseThrow();
        }
        return world.otherService.queueId();
    }

    Facility elsewhere() {
        return by.hospital.facility();
    }

    /** What the facility's record is called. */
    String nameOf(String table) {
        return by.jdbc
                .sql("select name from " + table + " where id = ?")
                .param(world.id(table + "Id"))
                .query(String.class)
                .single();
    }

    private UUID route() {
        Route.Step step = new Route.Step(List.of(world.service.queueId()));
        return by.routes
                .addRoute(
                        Actor.SYSTEM,
                        world.facility.id(),
                        Ids.next(),
                        new NewRoute(Hospital.name("Route"), List.of(step)))
                .orElseThrow()
                .id();
    }
}
