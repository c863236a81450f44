package org.careturn.analytics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.careturn.analytics.Analytics.Named;
import org.careturn.analytics.FiguresReport.Line;
import org.careturn.analytics.domain.Figures;
import org.careturn.analytics.domain.PackedEntries;
import org.careturn.analytics.domain.Period;
import org.careturn.analytics.domain.Tally;
import org.careturn.analytics.jdbc.AnalyticsStore.Entries;
import org.careturn.facilities.Urgency;
import org.careturn.facilities.UrgencyLevel;
import org.jspecify.annotations.Nullable;

/** Counts entries of a period and the one before into lines. */
final class FigureLines {
    /** Stands for who was called by nobody. */
    private static final Object NOBODY = "";

    private final Period period;
    private final By by;
    private final @Nullable Urgency only;
    private final int[] targetSeconds = new int[Urgency.values().length + 1];
    private final Tally[] total = {new Tally(), new Tally()};
    private final Map<Object, Tally[]> tallies = new HashMap<>();

    FigureLines(Period period, By by, @Nullable Urgency only, List<UrgencyLevel> levels) {
        this.period = period;
        this.by = by;
        this.only = only;
        for (UrgencyLevel level : levels) {
            targetSeconds[level.urgency().level()] = level.targetMinutes() * 60;
        }
    }

    void add(Entries of) {
        int when = period.contains(of.day()) ? 0 : 1;
        Object row = switch (by) {
            case DAY -> when == 0 ? of.day() : of.day().plusDays(period.days());
            case SERVICE -> of.queueId();
            case DOCTOR -> of.doctorId() == null ? NOBODY : of.doctorId();
            case HOUR, CATEGORY -> NOBODY;
        };
        PackedEntries entry = of.packed();
        while (entry.next()) {
            if (only != null && entry.urgency() != only.level()) {
                continue;
            }
            int target = targetSeconds[entry.urgency()];
            total[when].add(entry, target);
            Object key = switch (by) {
                case HOUR -> entry.hour();
                case CATEGORY -> entry.urgency();
                case DAY, SERVICE, DOCTOR -> row;
            };
            tallies.computeIfAbsent(key, any -> new Tally[] {new Tally(), new Tally()})[when].add(entry, target);
        }
    }

    Figures total(boolean previous) {
        return total[previous ? 1 : 0].figures();
    }

    /** Of queues or doctors. */
    Set<UUID> ids() {
        Set<UUID> ids = new HashSet<>();
        for (Object key : tallies.keySet()) {
            if (key instanceof UUID id) {
                ids.add(id);
            }
        }
        return ids;
    }

    /** In the order of days, hours and categories, or of names. */
    List<Line> lines(Map<UUID, Named> names) {
        if (by == By.DAY) {
            for (LocalDate day = period.firstDay(); !day.isAfter(period.lastDay()); day = day.plusDays(1)) {
                tallies.computeIfAbsent(day, any -> new Tally[] {new Tally(), new Tally()});
            }
        }
        List<Object> keys = new ArrayList<>(tallies.keySet());
        keys.sort(Comparator.comparing(key -> order(key, names)));
        List<Line> lines = new ArrayList<>();
        for (Object key : keys) {
            Tally[] tally = tallies.getOrDefault(key, total);
            Named named = key instanceof UUID id ? names.getOrDefault(id, new Named(id, "")) : null;
            lines.add(new Line(
                    key.equals(NOBODY) ? null : text(key, named),
                    named == null ? null : named.name(),
                    tally[0].figures(),
                    tally[1].figures()));
        }
        return lines;
    }

    private String text(Object key, @Nullable Named named) {
        if (named != null) {
            return named.id().toString();
        }
        return by == By.CATEGORY ? Urgency.ofLevel((Integer) key).name() : key.toString();
    }

    private static String order(Object key, Map<UUID, Named> names) {
        if (key instanceof Integer number) {
            return "%03d".formatted(number);
        }
        if (key instanceof UUID id) {
            return names.getOrDefault(id, new Named(id, "")).name() + ' ' + id;
        }
        return key.equals(NOBODY) ? "\uffff" : key.toString();
    }
}
