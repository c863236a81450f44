package org.careturn.analytics.web;

import java.util.List;
import java.util.Locale;
import org.careturn.analytics.FiguresReport;
import org.careturn.analytics.HeatMap;
import org.careturn.analytics.StaysReport;
import org.careturn.analytics.UsageReport;
import org.careturn.analytics.UtilisationReport;
import org.careturn.analytics.domain.Figures;
import org.careturn.analytics.domain.StayFigures;
import org.careturn.analytics.domain.WorkFigures;
import org.jspecify.annotations.Nullable;

/** The reports as tables: the total, where there is one, comes first. */
final class Tables {
    private static final String TOTAL = "TOTAL";

    private Tables() {}

    static Csv of(FiguresReport report) {
        Csv csv = new Csv(Csv.beside(
                List.of(report.by().name().toLowerCase(Locale.ROOT), "name"),
                List.of(
                        "arrivals",
                        "served",
                        "transferred",
                        "noShows",
                        "left",
                        "cancelled",
                        "waits",
                        "waitP50Minutes",
                        "waitP90Minutes",
                        "withinTarget",
                        "unreliable")));
        csv.row(Csv.joined(new Object[] {TOTAL, ""}, fields(report.total()), fields(report.previousTotal())));
        for (FiguresReport.Line line : report.lines()) {
            csv.row(Csv.joined(
                    new @Nullable Object[] {line.key(), line.name()}, fields(line.now()), fields(line.previous())));
        }
        return csv;
    }

    private static @Nullable Object[] fields(Figures of) {
        return new @Nullable Object[] {
            of.arrivals(),
            of.served(),
            of.transferred(),
            of.noShows(),
            of.left(),
            of.cancelled(),
            of.waits(),
            of.waitP50(),
            of.waitP90(),
            of.withinTarget(),
            of.unreliable()
        };
    }

    static Csv of(HeatMap map) {
        Csv csv = new Csv(
                "weekday",
                "hour",
                "arrivals",
                "arrivalsPerDay",
                "waitP50Minutes",
                "waitP90Minutes",
                "previousArrivals",
                "previousWaitP50Minutes");
        for (HeatMap.Cell cell : map.cells()) {
            csv.row(
                    cell.weekday(),
                    cell.hour(),
                    cell.arrivals(),
                    cell.arrivalsPerDay(),
                    cell.waitP50(),
                    cell.waitP90(),
                    cell.previousArrivals(),
                    cell.previousWaitP50());
        }
        return csv;
    }

    static Csv of(StaysReport report) {
        Csv csv = new Csv(Csv.beside(
                List.of("path"), List.of("visits", "stays", "stayP50Minutes", "stayP90Minutes", "unreliable")));
        csv.row(Csv.joined(new Object[] {TOTAL}, fields(report.total()), fields(report.previousTotal())));
        for (StaysReport.Path path : report.lines()) {
            csv.row(Csv.joined(
                    new Object[] {String.join(" > ", path.names())}, fields(path.now()), fields(path.previous())));
        }
        return csv;
    }

    private static @Nullable Object[] fields(StayFigures of) {
        return new @Nullable Object[] {of.visits(), of.stays(), of.stayP50(), of.stayP90(), of.unreliable()};
    }

    static Csv of(UtilisationReport report) {
        Csv csv = new Csv(Csv.beside(
                List.of("id", "name"),
                List.of("openMinutes", "breakMinutes", "servingMinutes", "utilisation", "services", "unreliable")));
        csv.row(Csv.joined(new Object[] {TOTAL, ""}, fields(report.total()), fields(report.previousTotal())));
        for (UtilisationReport.Line line : report.lines()) {
            csv.row(Csv.joined(
                    new @Nullable Object[] {line.key(), line.name()}, fields(line.now()), fields(line.previous())));
        }
        return csv;
    }

    private static @Nullable Object[] fields(WorkFigures of) {
        return new @Nullable Object[] {
            of.openMinutes(), of.breakMinutes(), of.servingMinutes(), of.utilisation(), of.services(), of.unreliable()
        };
    }

    static Csv of(UsageReport report) {
        Csv csv = new Csv("figure", "key", "now", "previous");
        report.visits().forEach(of -> csv.row("visits", of.key(), of.now(), of.previous()));
        report.activeStaff().forEach(of -> {
            csv.row("activeStaffPerDay", of.role(), of.perDay(), of.previousPerDay());
            csv.row("activeStaffMost", of.role(), of.most(), of.previousMost());
        });
        report.refusedChanges().forEach(of -> csv.row("refusedChanges", of.code(), of.changes(), null));
        UsageReport.Offline offline = report.offline();
        csv.row("offlineHours", null, offline.hours(), offline.previousHours());
        csv.row("offlineOutages", null, offline.outages(), offline.previousOutages());
        List<UsageReport.Count> signIns = report.signIns();
        if (signIns != null) {
            signIns.forEach(of -> csv.row("signIns", of.key(), of.now(), of.previous()));
        }
        List<UsageReport.Count> registrations = report.registrations();
        if (registrations != null) {
            registrations.forEach(of -> csv.row("registrations", of.key(), of.now(), of.previous()));
        }
        return csv;
    }
}
