package org.careturn.analytics;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.careturn.analytics.HeatMap.Cell;
import org.careturn.analytics.domain.Figures;
import org.careturn.analytics.domain.PackedEntries;
import org.careturn.analytics.domain.Period;
import org.careturn.analytics.domain.Tally;
import org.careturn.analytics.jdbc.AnalyticsStore.Entries;
import org.careturn.facilities.Urgency;
import org.jspecify.annotations.Nullable;

/** Counts entries of a period and the one before by weekday and hour. */
final class HeatCells {
    private static final int WEEKDAYS = 7;
    private static final int HOURS = 24;

    private final Period period;
    private final @Nullable Urgency only;
    private final Tally[][] cells = new Tally[WEEKDAYS * HOURS][2];
    private int unreliable;

    HeatCells(Period period, @Nullable Urgency only) {
        this.period = period;
        this.only = only;
        for (Tally[] cell : cells) {
            cell[0] = new Tally();
            cell[1] = new Tally();
        }
    }

    void add(Entries of) {
        int when = period.contains(of.day()) ? 0 : 1;
        int row = (of.day().getDayOfWeek().getValue() - 1) * HOURS;
        PackedEntries entry = of.packed();
        while (entry.next()) {
            if (only != null && entry.urgency() != only.level()) {
                continue;
            }
            cells[row + entry.hour()][when].add(entry, 0);
            if (when == 0 && entry.unreliable()) {
                unreliable++;
            }
        }
    }

    int unreliable() {
        return unreliable;
    }

    List<Cell> cells() {
        int[] days = new int[WEEKDAYS];
        for (LocalDate day = period.firstDay(); !day.isAfter(period.lastDay()); day = day.plusDays(1)) {
            days[day.getDayOfWeek().getValue() - 1]++;
        }
        List<Cell> all = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            Figures now = cells[i][0].figures();
            Figures previous = cells[i][1].figures();
            if (now.arrivals() + previous.arrivals() == 0) {
                continue;
            }
            int weekday = i / HOURS;
            all.add(new Cell(
                    weekday + 1,
                    i % HOURS,
                    now.arrivals(),
                    days[weekday] == 0 ? 0 : (double) now.arrivals() / days[weekday],
                    now.waitP50(),
                    now.waitP90(),
                    previous.arrivals(),
                    previous.waitP50()));
        }
        return all;
    }
}
