package org.careturn.analytics;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.careturn.analytics.UsageReport.Active;
import org.careturn.analytics.UsageReport.Count;
import org.careturn.analytics.UsageReport.Refused;
import org.careturn.analytics.UtilisationReport.DesksBy;
import org.careturn.analytics.domain.PackedEntries;
import org.careturn.analytics.domain.Period;
import org.careturn.analytics.domain.StayTally;
import org.careturn.analytics.domain.WorkTally;
import org.careturn.analytics.jdbc.AnalyticsStore;
import org.careturn.analytics.jdbc.AnalyticsStore.ActiveOf;
import org.careturn.analytics.jdbc.AnalyticsStore.CountOf;
import org.careturn.facilities.Facilities;
import org.careturn.facilities.Facility;
import org.careturn.facilities.QueueSettings;
import org.careturn.facilities.Room;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.DaySpan;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What happened in a facility over some days, beside as many days before; for its administrators. Days are its service days.
 * Times that were entered late or changed by an undo are left out of waits, stays and services, and counted.
 */
@Service
public class Analytics {
    private static final int LONGEST = 399;
    private static final int PATHS = 100;

    /** Stands for who was called by nobody. */
    private static final UUID NOBODY = new UUID(0, 0);

    private final Facilities facilities;
    private final Gathering gathering;
    private final AnalyticsStore store;
    private final Clock clock;

    Analytics(Facilities facilities, Gathering gathering, AnalyticsStore store, Clock clock) {
        this.facilities = facilities;
        this.gathering = gathering;
        this.store = store;
        this.clock = clock;
    }

    public FiguresReport figures(Actor actor, UUID facilityId, Period period, Filter filter, By by) {
        Facility facility = gathered(actor, facilityId, period);
        UUID queueId = queueOf(facilityId, filter);
        FigureLines lines = new FigureLines(period, by, filter.urgency(), facilities.urgencyLevels(facilityId));
        store.entries(facilityId, period, queueId, filter.doctorId(), lines::add);
        boolean booked = filter.urgency() == null;
        return new FiguresReport(
                facility.id(),
                period.firstDay(),
                period.lastDay(),
                period.previous().firstDay(),
                by,
                lines.total(false),
                lines.total(true),
                booked ? store.appointments(facilityId, period, filter.serviceId(), filter.doctorId()) : null,
                booked
                        ? store.appointments(facilityId, period.previous(), filter.serviceId(), filter.doctorId())
                        : null,
                lines.lines(names(by, facilityId, lines.ids())));
    }

    private Map<UUID, Named> names(By by, UUID facilityId, Set<UUID> ids) {
        Map<UUID, Named> named = new HashMap<>();
        if (by == By.SERVICE) {
            for (QueueSettings queue : facilities.queues(facilityId)) {
                named.put(queue.id(), new Named(queue.serviceId(), queue.serviceName()));
            }
        } else if (by == By.DOCTOR) {
            store.names(ids).forEach((id, name) -> named.put(id, new Named(id, name)));
        }
        return named;
    }

    /** What a line is called, and by which id. */
    record Named(UUID id, String name) {}

    public HeatMap heatMap(Actor actor, UUID facilityId, Period period, Filter filter) {
        Facility facility = gathered(actor, facilityId, period);
        HeatCells cells = new HeatCells(period, filter.urgency());
        store.entries(facilityId, period, queueOf(facilityId, filter), filter.doctorId(), cells::add);
        return new HeatMap(
                facility.id(),
                period.firstDay(),
                period.lastDay(),
                period.previous().firstDay(),
                cells.cells(),
                cells.unreliable());
    }

    public StaysReport stays(Actor actor, UUID facilityId, Period period, @Nullable UUID serviceId) {
        Facility facility = gathered(actor, facilityId, period);
        UUID queueId = queueOf(facilityId, new Filter(serviceId, null, null));
        Map<List<UUID>, StayTally[]> paths = new HashMap<>();
        StayTally[] total = {new StayTally(), new StayTally()};
        store.visits(facilityId, period, of -> {
            if (queueId != null && !of.path().contains(queueId)) {
                return;
            }
            int when = period.contains(of.day()) ? 0 : 1;
            total[when].add(of.visits(), of.unreliable(), of.stays());
            paths.computeIfAbsent(of.path(), path -> new StayTally[] {new StayTally(), new StayTally()})[when].add(
                    of.visits(), of.unreliable(), of.stays());
        });
        Map<UUID, Named> services = names(By.SERVICE, facilityId, Set.of());
        List<StaysReport.Path> lines = paths.entrySet().stream()
                .sorted(Comparator.<Map.Entry<List<UUID>, StayTally[]>>comparingInt(
                                path -> -path.getValue()[0].visits())
                        .thenComparing(path -> path.getKey().toString()))
                .limit(PATHS)
                .map(path -> {
                    List<Named> steps = path.getKey().stream()
                            .map(queue -> services.getOrDefault(queue, new Named(queue, "")))
                            .toList();
                    return new StaysReport.Path(
                            steps.stream().map(Named::id).toList(),
                            steps.stream().map(Named::name).toList(),
                            path.getValue()[0].figures(),
                            path.getValue()[1].figures());
                })
                .toList();
        return new StaysReport(
                facility.id(),
                period.firstDay(),
                period.lastDay(),
                period.previous().firstDay(),
                total[0].figures(),
                total[1].figures(),
                lines);
    }

    public UtilisationReport utilisation(Actor actor, UUID facilityId, Period period, DesksBy by) {
        Facility facility = gathered(actor, facilityId, period);
        Map<UUID, WorkTally[]> keys = new HashMap<>();
        WorkTally[] total = {new WorkTally(), new WorkTally()};
        for (AnalyticsStore.Desk desk : store.desks(
                facilityId,
                clock.instant(),
                facility.startOf(period.firstDay()),
                facility.startOf(period.lastDay().plusDays(1)),
                facility.startOf(period.previous().firstDay()))) {
            int when = desk.previous() ? 1 : 0;
            double open = desk.minutes() - desk.breaks();
            total[when].addDesk(open, desk.breaks());
            work(keys, by == DesksBy.ROOM ? desk.roomId() : desk.accountId())[when].addDesk(open, desk.breaks());
        }
        store.entries(facilityId, period, null, null, of -> {
            int when = period.contains(of.day()) ? 0 : 1;
            WorkTally line = work(keys, by == DesksBy.ROOM ? of.roomId() : of.doctorId())[when];
            PackedEntries entries = of.packed();
            while (entries.next()) {
                total[when].add(entries);
                line.add(entries);
            }
        });
        Map<UUID, String> names = deskNames(by, facilityId, keys.keySet());
        List<UtilisationReport.Line> lines = new ArrayList<>();
        keys.forEach((key, tally) -> {
            lines.add(new UtilisationReport.Line(
                    key.equals(NOBODY) ? null : key, names.get(key), tally[0].figures(), tally[1].figures()));
        });
        lines.sort(Comparator.comparing(UtilisationReport.Line::name, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(UtilisationReport.Line::key, Comparator.nullsLast(Comparator.naturalOrder())));
        return new UtilisationReport(
                facility.id(),
                period.firstDay(),
                period.lastDay(),
                period.previous().firstDay(),
                by,
                total[0].figures(),
                total[1].figures(),
                lines);
    }

    private static WorkTally[] work(Map<UUID, WorkTally[]> keys, @Nullable UUID key) {
        return keys.computeIfAbsent(
                key == null ? NOBODY : key, any -> new WorkTally[] {new WorkTally(), new WorkTally()});
    }

    private Map<UUID, String> deskNames(DesksBy by, UUID facilityId, Set<UUID> keys) {
        if (by == DesksBy.ROOM) {
            Map<UUID, String> rooms = new HashMap<>();
            for (Room room : facilities.rooms(facilityId)) {
                rooms.put(room.id(), room.name());
            }
            return rooms;
        }
        return store.names(keys);
    }

    public UsageReport usage(Actor actor, UUID facilityId, Period period) {
        Facility facility = gathered(actor, facilityId, period);
        List<CountOf> visits = new ArrayList<>();
        store.visits(
                facilityId,
                period,
                of -> visits.add(new CountOf(!period.contains(of.day()), of.channel(), of.visits())));
        Map<String, Active> active = new TreeMap<>();
        for (ActiveOf of : store.active(facilityId, period)) {
            Active known = active.getOrDefault(of.role(), new Active(of.role(), 0, 0, 0, 0));
            double perDay = (double) of.personDays() / period.days();
            active.put(
                    of.role(),
                    of.previous()
                            ? new Active(of.role(), known.perDay(), known.most(), perDay, of.most())
                            : new Active(of.role(), perDay, of.most(), known.previousPerDay(), known.previousMost()));
        }
        boolean all = actor.grants().stream().anyMatch(g -> g.role() == Role.ADMIN && g.facilityId() == null);
        Instant since = facility.startOf(period.firstDay());
        Instant until = facility.startOf(period.lastDay().plusDays(1));
        Instant previous = facility.startOf(period.previous().firstDay());
        return new UsageReport(
                facility.id(),
                period.firstDay(),
                period.lastDay(),
                period.previous().firstDay(),
                counts(visits),
                List.copyOf(active.values()),
                store.refused(facilityId).stream()
                        .map(of -> new Refused(of.key(), of.count()))
                        .toList(),
                store.offline(facilityId, since, until, previous),
                all ? counts(store.events("SIGN_IN", since, until, previous)) : null,
                all ? counts(store.events("REGISTRATION", since, until, previous)) : null);
    }

    private static List<Count> counts(List<CountOf> all) {
        Map<String, Count> counts = new TreeMap<>();
        for (CountOf of : all) {
            counts.merge(
                    of.key(),
                    new Count(of.key(), of.previous() ? 0 : of.count(), of.previous() ? of.count() : 0),
                    (a, b) -> new Count(a.key(), a.now() + b.now(), a.previous() + b.previous()));
        }
        return List.copyOf(counts.values());
    }

    private Facility gathered(Actor actor, UUID facilityId, Period period) {
        Facility facility = facilities.administered(actor, facilityId);
        DaySpan.check(period.firstDay(), period.lastDay(), LONGEST);
        gathering.catchUp(facility);
        return facility;
    }

    /** The queue of the service that is asked about; one of another facility has nothing here. */
    private @Nullable UUID queueOf(UUID facilityId, Filter filter) {
        UUID serviceId = filter.serviceId();
        if (serviceId == null) {
            return null;
        }
        return facilities
                .findService(serviceId)
                .filter(service -> service.facilityId().equals(facilityId))
                .map(org.careturn.facilities.Service::queueId)
                .orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }
}
