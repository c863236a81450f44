package org.careturn.demo.past;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;

/**
 * Where the past is to have happened.
 *
 * @param people its patients, in an order that stays
 */
public record PastHospital(UUID facilityId, ZoneId zone, List<Line> lines, List<Path> paths, List<UUID> people) {

    /**
     * The queue of a service.
     *
     * @param minutes that a service takes on average
     * @param workers who serve it; where more are needed, they do twice the work
     */
    public record Line(
            UUID queueId, UUID serviceId, String prefix, int minutes, boolean isBookable, List<Worker> workers) {}

    /**
     * Somebody at work.
     *
     * @param role as in the database
     */
    public record Worker(UUID accountId, UUID roomId, String role) {}

    /**
     * A way through one line, or one after the other.
     *
     * @param weight how many take it, beside the others
     * @param booked the share of them who have booked, 0 to 1
     * @param urgencies so many in a thousand are of category 1, 2, and so on
     */
    public record Path(List<Integer> lines, double weight, double booked, List<Integer> urgencies) {}
}
