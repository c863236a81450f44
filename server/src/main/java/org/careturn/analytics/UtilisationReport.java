package org.careturn.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.analytics.domain.WorkFigures;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/** How desks were used, by who was there or by room. */
public record UtilisationReport(
        UUID facilityId,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate previousFirstDay,
        DesksBy by,
        WorkFigures total,
        WorkFigures previousTotal,
        List<Line> lines) {

    /** What desks are told apart by. */
    public enum DesksBy {
        PERSON,
        ROOM
    }

    /** A person or a room; key and name are null for services of which neither is known. */
    @ApiName("UtilisationLine")
    public record Line(@Nullable UUID key, @Nullable String name, WorkFigures now, WorkFigures previous) {}
}
