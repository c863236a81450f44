package org.careturn.analytics;

import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.careturn.platform.openapi.ApiName;
import org.jspecify.annotations.Nullable;

/**
 * How much the product is used; nothing says who.
 *
 * @param visits by the channel through which they came
 * @param activeStaff by role
 * @param refusedChanges what clients sent and the server refused, among each client's latest, by code: not only of the period
 * @param offline computers of the facility without the network, as they told when it was back
 * @param signIns by kind of account, in the whole installation; null for who doesn't administer all of it
 * @param registrations by channel, in the whole installation; null for who doesn't administer all of it
 */
@ApiName("ProductUsage")
public record UsageReport(
        UUID facilityId,
        LocalDate firstDay,
        LocalDate lastDay,
        LocalDate previousFirstDay,
        List<Count> visits,
        List<Active> activeStaff,
        List<Refused> refusedChanges,
        Offline offline,
        @Nullable List<Count> signIns,
        @Nullable List<Count> registrations) {

    @ApiName("AnalyticsCount")
    public record Count(String key, int now, int previous) {}

    /**
     * Staff of a role who were signed in.
     *
     * @param perDay on average
     * @param most on one day
     */
    @ApiName("ActiveStaff")
    public record Active(String role, double perDay, int most, double previousPerDay, int previousMost) {}

    /**
     * How long computers were without the network.
     *
     * @param hours of all computers together, within the period
     * @param outages that reached into the period
     */
    @ApiName("OfflineHours")
    public record Offline(double hours, int outages, double previousHours, int previousOutages) {}

    @ApiName("RefusedChanges")
    public record Refused(String code, int changes) {}
}
