package org.careturn.facilities;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.platform.Actor;
import org.careturn.platform.Role;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The settings as they stand in the database at this moment. */
@Component
class FacilityRows {
    private static final String FACILITY =
            "select id, name, country, time_zone, service_day_start, version from facility";
    private static final String DEPARTMENT = "select id, facility_id, name, version from department";
    private static final String SERVICE = """
            select s.id, s.facility_id, s.department_id, q.id as queue_id, s.name, s.duration_minutes, s.active, s.version
            from service s join queue q on q.service_id = s.id""";
    private static final String ROOM = "select id, facility_id, department_id, name, active, version from room";
    private static final String QUEUE = """
            select q.id, q.facility_id, q.service_id, s.name as service_name, s.duration_minutes, q.prefix, q.policy,
              q.promotion_factor, q.grace_minutes, q.booking_credit_minutes, q.missed_call_return_after,
              q.missed_calls_allowed, q.max_waiting, q.notice_lead_minutes, q.open, q.version
            from queue q join service s on s.id = q.service_id""";
    private static final String ROUTE = """
            select r.id, r.facility_id, r.name, r.active, r.version, s.ordinal, s.queue_id
            from route r join route_step s on s.route_id = r.id""";

    private final JdbcClient jdbc;

    FacilityRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<Facility> facility(UUID id) {
        return one(FACILITY + " where id = ?", FacilityRows::facility, id);
    }

    List<Facility> facilities() {
        return jdbc.sql(FACILITY + " order by name")
                .query(FacilityRows::facility)
                .list();
    }

    Optional<Department> department(UUID id) {
        return one(DEPARTMENT + " where id = ?", FacilityRows::department, id);
    }

    List<Department> departments(UUID facilityId) {
        return all(DEPARTMENT + " where facility_id = ? order by name", FacilityRows::department, facilityId);
    }

    Optional<Service> service(UUID id) {
        return one(SERVICE + " where s.id = ?", FacilityRows::service, id);
    }

    List<Service> services(UUID facilityId) {
        return all(SERVICE + " where s.facility_id = ? order by s.name", FacilityRows::service, facilityId);
    }

    Optional<Room> room(UUID id) {
        return one(ROOM + " where id = ?", FacilityRows::room, id);
    }

    List<Room> rooms(UUID facilityId) {
        return all(ROOM + " where facility_id = ? order by name", FacilityRows::room, facilityId);
    }

    Optional<QueueSettings> queue(UUID id) {
        return one(QUEUE + " where q.id = ?", FacilityRows::queue, id);
    }

    List<QueueSettings> queues(UUID facilityId) {
        return all(QUEUE + " where q.facility_id = ? order by q.prefix", FacilityRows::queue, facilityId);
    }

    Optional<Route> route(UUID id) {
        return routes(ROUTE + " where r.id = ? order by s.ordinal, s.queue_id", id).stream()
                .findFirst();
    }

    List<Route> routes(UUID facilityId) {
        return routes(ROUTE + " where r.facility_id = ? order by r.name, s.ordinal, s.queue_id", facilityId);
    }

    List<UrgencyLevel> urgencyLevels(UUID facilityId) {
        return all(
                """
                select urgency, label, colour, target_minutes from urgency_level where facility_id = ?
                order by array_position(array['IMMEDIATE', 'EMERGENT', 'URGENT', 'LESS_URGENT', 'NON_URGENT'], urgency)""",
                (row, n) -> new UrgencyLevel(
                        Urgency.valueOf(row.getString("urgency")),
                        row.getString("label"),
                        row.getString("colour"),
                        row.getInt("target_minutes")),
                facilityId);
    }

    List<PriorityGroup> priorityGroups(UUID facilityId) {
        return all(
                "select code, label, head_start_minutes from priority_group where facility_id = ? order by code",
                (row, n) -> new PriorityGroup(
                        row.getString("code"), row.getString("label"), row.getInt("head_start_minutes")),
                facilityId);
    }

    Optional<BookingRule> bookingRule(UUID serviceId) {
        return one(
                """
                select booking, lead_minutes, horizon_days, slot_minutes, check_in_before_minutes,
                  check_in_after_minutes, remote_joining, overbooking_seats
                from service where id = ?""",
                (row, n) -> new BookingRule(
                        BookingRule.Booking.valueOf(row.getString("booking")),
                        row.getInt("lead_minutes"),
                        row.getInt("horizon_days"),
                        row.getObject("slot_minutes", Integer.class),
                        row.getInt("check_in_before_minutes"),
                        row.getInt("check_in_after_minutes"),
                        row.getBoolean("remote_joining"),
                        row.getInt("overbooking_seats")),
                serviceId);
    }

    OpeningHours openingHours(UUID facilityId) {
        return new OpeningHours(
                all(
                        "select weekday, opens, closes from opening_hours where facility_id = ? order by weekday, opens",
                        (row, n) -> new OpeningHours.Hours(
                                DayOfWeek.of(row.getInt("weekday")),
                                row.getObject("opens", LocalTime.class),
                                row.getObject("closes", LocalTime.class)),
                        facilityId),
                all(
                        "select day, name from holiday where facility_id = ? order by day",
                        (row, n) ->
                                new OpeningHours.Holiday(row.getObject("day", LocalDate.class), row.getString("name")),
                        facilityId));
    }

    Optional<FacilityPolicy> policy(UUID facilityId) {
        return one(
                """
                select reminder_hours, last_reminder_hours, reminders_by_default, feedback_by_default, quiet_from, quiet_until,
                  messages_per_day, visit_retention_days,
                  message_retention_days, forecast_retention_days
                from facility where id = ?""",
                (row, n) -> new FacilityPolicy(
                        row.getInt("reminder_hours"),
                        row.getInt("last_reminder_hours"),
                        row.getBoolean("reminders_by_default"),
                        row.getBoolean("feedback_by_default"),
                        row.getObject("quiet_from", LocalTime.class),
                        row.getObject("quiet_until", LocalTime.class),
                        row.getInt("messages_per_day"),
                        row.getInt("visit_retention_days"),
                        row.getInt("message_retention_days"),
                        row.getInt("forecast_retention_days")),
                facilityId);
    }

    boolean isAdmin(Actor actor, UUID facilityId) {
        return actor.is(Role.ADMIN, facilityId) && facility(facilityId).isPresent();
    }

    boolean isDepartmentOf(UUID facilityId, UUID departmentId) {
        return department(departmentId)
                .filter(department -> department.facilityId().equals(facilityId))
                .isPresent();
    }

    private <T> Optional<T> one(String sql, RowMapper<T> mapper, UUID id) {
        return jdbc.sql(sql).param(id).query(mapper).optional();
    }

    private <T> List<T> all(String sql, RowMapper<T> mapper, UUID facilityId) {
        return List.copyOf(jdbc.sql(sql).param(facilityId).query(mapper).list());
    }

    private static Facility facility(ResultSet row, int n) throws SQLException {
        return new Facility(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("country"),
                ZoneId.of(row.getString("time_zone")),
                row.getObject("service_day_start", LocalTime.class),
                row.getLong("version"));
    }

    private static Department department(ResultSet row, int n) throws SQLException {
        return new Department(
                row.getObject("id", UUID.class),
                row.getObject("facility_id", UUID.class),
                row.getString("name"),
                row.getLong("version"));
    }

    private static Service service(ResultSet row, int n) throws SQLException {
        return new Service(
                row.getObject("id", UUID.class),
                row.getObject("facility_id", UUID.class),
                row.getObject("department_id", UUID.class),
                row.getObject("queue_id", UUID.class),
                row.getString("name"),
                row.getInt("duration_minutes"),
                row.getBoolean("active"),
                row.getLong("version"));
    }

    private static Room room(ResultSet row, int n) throws SQLException {
        return new Room(
                row.getObject("id", UUID.class),
                row.getObject("facility_id", UUID.class),
                row.getObject("department_id", UUID.class),
                row.getString("name"),
                row.getBoolean("active"),
                row.getLong("version"));
    }

    private static QueueSettings queue(ResultSet row, int n) throws SQLException {
        return new QueueSettings(
                row.getObject("id", UUID.class),
                row.getObject("facility_id", UUID.class),
                row.getObject("service_id", UUID.class),
                row.getString("service_name"),
                row.getInt("duration_minutes"),
                row.getString("prefix"),
                OrderPolicy.valueOf(row.getString("policy")),
                row.getInt("promotion_factor"),
                row.getInt("grace_minutes"),
                row.getInt("booking_credit_minutes"),
                row.getInt("missed_call_return_after"),
                row.getInt("missed_calls_allowed"),
                row.getInt("max_waiting"),
                row.getInt("notice_lead_minutes"),
                row.getBoolean("open"),
                row.getLong("version"));
    }

    private record StepRow(
            UUID id, UUID facilityId, String name, boolean active, long version, int ordinal, UUID queueId) {}

    private List<Route> routes(String sql, UUID id) {
        Map<UUID, List<StepRow>> byRoute = new LinkedHashMap<>();
        jdbc.sql(sql)
                .param(id)
                .query((row, n) -> new StepRow(
                        row.getObject("id", UUID.class),
                        row.getObject("facility_id", UUID.class),
                        row.getString("name"),
                        row.getBoolean("active"),
                        row.getLong("version"),
                        row.getInt("ordinal"),
                        row.getObject("queue_id", UUID.class)))
                .list()
                .forEach(step ->
                        byRoute.computeIfAbsent(step.id, r -> new ArrayList<>()).add(step));
        return byRoute.values().stream().map(FacilityRows::route).toList();
    }

    private static Route route(List<StepRow> rows) {
        Map<Integer, List<UUID>> steps = new LinkedHashMap<>();
        rows.forEach(row ->
                steps.computeIfAbsent(row.ordinal, o -> new ArrayList<>()).add(row.queueId));
        StepRow first = rows.getFirst();
        return new Route(
                first.id,
                first.facilityId,
                first.name,
                first.active,
                steps.values().stream()
                        .map(queues -> new Route.Step(List.copyOf(queues)))
                        .toList(),
                first.version);
    }
}
