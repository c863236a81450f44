package org.careturn.analytics.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.UUID;
import org.careturn.analytics.Analytics;
import org.careturn.analytics.By;
import org.careturn.analytics.FiguresReport;
import org.careturn.analytics.Filter;
import org.careturn.analytics.HeatMap;
import org.careturn.analytics.StaysReport;
import org.careturn.analytics.UsageReport;
import org.careturn.analytics.UtilisationReport;
import org.careturn.analytics.UtilisationReport.DesksBy;
import org.careturn.analytics.domain.Period;
import org.careturn.facilities.Urgency;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/facilities/{facilityId}/analytics")
class AnalyticsController {
    private static final String CSV = "text/csv";

    private final Analytics analytics;

    AnalyticsController(Analytics analytics) {
        this.analytics = analytics;
    }

    @GetMapping("/figures")
    @Allow(Role.ADMIN)
    FiguresReport figures(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(required = false) @Nullable UUID serviceId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(defaultValue = "DAY") By by) {
        return analytics.figures(
                actor, facilityId, new Period(firstDay, lastDay), new Filter(serviceId, doctorId, urgency), by);
    }

    @GetMapping(path = "/figures.csv", produces = CSV)
    @Allow(Role.ADMIN)
    void figuresTable(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(required = false) @Nullable UUID serviceId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable Urgency urgency,
            @RequestParam(defaultValue = "DAY") By by,
            HttpServletResponse response)
            throws IOException {
        write(Tables.of(figures(actor, facilityId, firstDay, lastDay, serviceId, doctorId, urgency, by)), response);
    }

    @GetMapping("/heat-map")
    @Allow(Role.ADMIN)
    HeatMap heatMap(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(required = false) @Nullable UUID serviceId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable Urgency urgency) {
        return analytics.heatMap(
                actor, facilityId, new Period(firstDay, lastDay), new Filter(serviceId, doctorId, urgency));
    }

    @GetMapping(path = "/heat-map.csv", produces = CSV)
    @Allow(Role.ADMIN)
    void heatMapTable(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(required = false) @Nullable UUID serviceId,
            @RequestParam(required = false) @Nullable UUID doctorId,
            @RequestParam(required = false) @Nullable Urgency urgency,
            HttpServletResponse response)
            throws IOException {
        write(Tables.of(heatMap(actor, facilityId, firstDay, lastDay, serviceId, doctorId, urgency)), response);
    }

    @GetMapping("/stays")
    @Allow(Role.ADMIN)
    StaysReport stays(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(required = false) @Nullable UUID serviceId) {
        return analytics.stays(actor, facilityId, new Period(firstDay, lastDay), serviceId);
    }

    @GetMapping(path = "/stays.csv", produces = CSV)
    @Allow(Role.ADMIN)
    void staysTable(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(required = false) @Nullable UUID serviceId,
            HttpServletResponse response)
            throws IOException {
        write(Tables.of(stays(actor, facilityId, firstDay, lastDay, serviceId)), response);
    }

    @GetMapping("/utilisation")
    @Allow(Role.ADMIN)
    UtilisationReport utilisation(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(defaultValue = "PERSON") DesksBy by) {
        return analytics.utilisation(actor, facilityId, new Period(firstDay, lastDay), by);
    }

    @GetMapping(path = "/utilisation.csv", produces = CSV)
    @Allow(Role.ADMIN)
    void utilisationTable(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            @RequestParam(defaultValue = "PERSON") DesksBy by,
            HttpServletResponse response)
            throws IOException {
        write(Tables.of(utilisation(actor, facilityId, firstDay, lastDay, by)), response);
    }

    @GetMapping("/usage")
    @Allow(Role.ADMIN)
    UsageReport usage(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay) {
        return analytics.usage(actor, facilityId, new Period(firstDay, lastDay));
    }

    @GetMapping(path = "/usage.csv", produces = CSV)
    @Allow(Role.ADMIN)
    void usageTable(
            Actor actor,
            @PathVariable UUID facilityId,
            @RequestParam LocalDate firstDay,
            @RequestParam LocalDate lastDay,
            HttpServletResponse response)
            throws IOException {
        write(Tables.of(usage(actor, facilityId, firstDay, lastDay)), response);
    }

    private static void write(Csv csv, HttpServletResponse response) throws IOException {
        response.setContentType(CSV + ";charset=UTF-8");
        response.getOutputStream().write(csv.toString().getBytes(StandardCharsets.UTF_8));
    }
}
