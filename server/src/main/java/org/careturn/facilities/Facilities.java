package org.careturn.facilities;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The settings, for everybody who acts on them. What every call reads comes from a cache: a change is seen at once on
 * the node that made it and within two seconds on the others. Readers that name no record throw NOT_FOUND.
 */
@Component
public class Facilities {
    private static final Duration STALE_AFTER = Duration.ofSeconds(2);

    private final FacilityRows rows;
    private final AtomicLong changes = new AtomicLong();
    private final Cached<Facility> facilities;
    private final Cached<QueueSettings> queues;
    private final Cached<Service> services;
    private final Cached<BookingRule> bookingRules;
    private final Cached<OpeningHours> openingHours;
    private final Cached<Room> rooms;
    private final Cached<Route> routes;
    private final Cached<List<UrgencyLevel>> urgencyLevels;
    private final Cached<List<PriorityGroup>> priorityGroups;

    Facilities(FacilityRows rows) {
        this.rows = rows;
        this.facilities = new Cached<>(rows::facility);
        this.queues = new Cached<>(rows::queue);
        this.services = new Cached<>(rows::service);
        this.bookingRules = new Cached<>(rows::bookingRule);
        this.openingHours = new Cached<>(id -> Optional.of(rows.openingHours(id)));
        this.rooms = new Cached<>(rows::room);
        this.routes = new Cached<>(rows::route);
        this.urgencyLevels = new Cached<>(id -> some(rows.urgencyLevels(id)));
        this.priorityGroups = new Cached<>(id -> Optional.of(rows.priorityGroups(id)));
    }

    public Facility facility(UUID id) {
        return found(findFacility(id));
    }

    public Optional<Facility> findFacility(UUID id) {
        return facilities.get(id);
    }

    /** A facility in which the actor works; others aren't there for him. */
    public Facility visible(Actor actor, UUID id) {
        return found(findFacility(id).filter(facility -> actor.mayIn(facility.id())));
    }

    /** A facility that the actor administers; others aren't there for him. */
    public Facility administered(Actor actor, UUID id) {
        return found(findFacility(id).filter(facility -> actor.is(Role.ADMIN, facility.id())));
    }

    public QueueSettings queue(UUID id) {
        return found(findQueue(id));
    }

    public Optional<QueueSettings> findQueue(UUID id) {
        return queues.get(id);
    }

    public Room room(UUID id) {
        return found(findRoom(id));
    }

    public Optional<Room> findRoom(UUID id) {
        return rooms.get(id);
    }

    public Route route(UUID id) {
        return found(findRoute(id));
    }

    public Optional<Route> findRoute(UUID id) {
        return routes.get(id);
    }

    /** All five, the most urgent first. */
    public List<UrgencyLevel> urgencyLevels(UUID facilityId) {
        return found(urgencyLevels.get(facilityId));
    }

    /** By code; none for an unknown facility. */
    public List<PriorityGroup> priorityGroups(UUID facilityId) {
        return found(priorityGroups.get(facilityId));
    }

    public List<Facility> all() {
        return rows.facilities();
    }

    public Department department(UUID id) {
        return found(rows.department(id));
    }

    public List<Department> departments(UUID facilityId) {
        return rows.departments(facilityId);
    }

    public Service service(UUID id) {
        return found(findService(id));
    }

    public Optional<Service> findService(UUID id) {
        return services.get(id);
    }

    public BookingRule bookingRule(UUID serviceId) {
        return found(bookingRules.get(serviceId));
    }

    /** Always open for an unknown facility. */
    public OpeningHours openingHours(UUID facilityId) {
        return found(openingHours.get(facilityId));
    }

    public FacilityPolicy policy(UUID facilityId) {
        return found(rows.policy(facilityId));
    }

    /** By name, the inactive ones among them. */
    public List<Service> services(UUID facilityId) {
        return rows.services(facilityId);
    }

    public List<Room> rooms(UUID facilityId) {
        return rows.rooms(facilityId);
    }

    public List<QueueSettings> queues(UUID facilityId) {
        return rows.queues(facilityId);
    }

    public List<Route> routes(UUID facilityId) {
        return rows.routes(facilityId);
    }

    /** Says that the running transaction changes settings: it reads past the cache, which forgets after the commit. */
    void changed() {
        if (isChanging()) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, true);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                changes.incrementAndGet();
                facilities.forget();
                queues.forget();
                services.forget();
                bookingRules.forget();
                openingHours.forget();
                rooms.forget();
                routes.forget();
                urgencyLevels.forget();
                priorityGroups.forget();
            }

            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(Facilities.this);
            }
        });
    }

    private boolean isChanging() {
        return TransactionSynchronizationManager.hasResource(this);
    }

    private static <T> T found(Optional<T> row) {
        return row.orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
    }

    private static <T> Optional<List<T>> some(List<T> list) {
        return list.isEmpty() ? Optional.empty() : Optional.of(list);
    }

    private final class Cached<T> {
        private final Cache<UUID, T> cache = Caffeine.newBuilder()
                .maximumSize(5_000)
                .expireAfterWrite(STALE_AFTER)
                .build();
        private final Function<UUID, Optional<T>> load;

        Cached(Function<UUID, Optional<T>> load) {
            this.load = load;
        }

        /** Loads outside the cache's own lock: who holds it must not wait for a connection that its waiters hold. */
        Optional<T> get(UUID id) {
            if (isChanging()) {
                return load.apply(id);
            }
            T cached = cache.getIfPresent(id);
            if (cached != null) {
                return Optional.of(cached);
            }
            long before = changes.get();
            Optional<T> loaded = load.apply(id);
            if (loaded.isPresent() && before == changes.get()) {
                cache.put(id, loaded.get());
            }
            return loaded;
        }

        void forget() {
            cache.invalidateAll();
        }
    }
}
