package org.careturn.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.analytics.jdbc.GatherStore;
import org.careturn.analytics.jdbc.GatherStore.Mark;
import org.careturn.facilities.Facility;
import org.careturn.platform.ChangeFeed;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Keeps the gathered days as the entries are. A facility's changes are dense and visible in order, so that those after the
 * version that was gathered last tell which days are to be gathered anew: today, and each earlier one that an undo or a late
 * entry has changed.
 */
@Component
public class Gathering {
    private static final int DAYS_AT_ONCE = 31;

    private final GatherStore store;
    private final ChangeFeed feed;

    Gathering(GatherStore store, ChangeFeed feed) {
        this.store = store;
        this.feed = feed;
    }

    /** Gathers what has changed in the facility; of two who come at once the second finds it done. */
    @Transactional
    public void catchUp(Facility facility) {
        UUID id = facility.id();
        String zone = facility.timeZone().getId();
        if (store.isCurrent(id, zone)) {
            return;
        }
        Mark mark = store.lock(id);
        long version = store.version(id);
        boolean anew = !mark.timeZone().equals(zone) || mark.version() < feed.forgotten(id);
        if (anew) {
            store.clear(id);
        }
        List<LocalDate> days = anew ? store.allDays(id) : store.changedDays(id, mark.version(), version);
        for (int from = 0; from < days.size(); from += DAYS_AT_ONCE) {
            store.gather(id, zone, days.subList(from, Math.min(days.size(), from + DAYS_AT_ONCE)));
        }
        store.mark(id, new Mark(version, zone));
    }
}
