package org.careturn.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.analytics.domain.StayFigures;
import org.careturn.platform.openapi.ApiName;

/**
 * How long visits took along each route.
 *
 * @param lines the most frequent first, 100 at most
 */
public record StaysReport(
        UUID facilityId,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate previousFirstDay,
        StayFigures total,
        StayFigures previousTotal,
        List<Path> lines) {

    /** Services in the order in which they served; none: nobody did. */
    @ApiName("StaysPath")
    public record Path(List<UUID> serviceIds, List<String> names, StayFigures now, StayFigures previous) {}
}
