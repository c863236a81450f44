package org.careturn.facilities;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.careturn.facilities.OpeningHours.Holiday;
import org.careturn.facilities.OpeningHours.Hours;
import org.careturn.platform.Actor;
import org.careturn.platform.Outcome;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Sets when a facility is open, and its settings for messages and retention. */
@Component
@Transactional
public class OpeningSetup {
    private final JdbcTemplate jdbc;
    private final FacilityRows rows;
    private final FacilityVersion version;
    private final SettingChanges changes;
    private final ToRebook toRebook;
    private final Clock clock;

    OpeningSetup(
            JdbcTemplate jdbc,
            FacilityRows rows,
            FacilityVersion version,
            SettingChanges changes,
            @Lazy ToRebook toRebook, // which reads facilities
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.version = version;
        this.changes = changes;
        this.toRebook = toRebook;
        this.clock = clock;
    }

    /**
     * By weekday and time, with the version of the facility that they belong to.
     *
     * @param toRebook after a change: how many appointments of today and later need another doctor, time or day
     */
    public record Weekly(
            List<Hours> items, long version, @Nullable Integer toRebook) {}

    /**
     * By day, with the version of the facility that they belong to.
     *
     * @param toRebook after a change: how many appointments of today and later need another doctor, time or day
     */
    public record Holidays(
            List<Holiday> items, long version, @Nullable Integer toRebook) {}

    /** With the version of the facility that it belongs to. */
    public record Policy(FacilityPolicy policy, long version) {}

    @Transactional(readOnly = true)
    public Weekly weekly(UUID facilityId) {
        long current = version.of(facilityId);
        return new Weekly(rows.openingHours(facilityId).hours(), current, null);
    }

    @Transactional(readOnly = true)
    public Holidays holidays(UUID facilityId) {
        long current = version.of(facilityId);
        return new Holidays(rows.openingHours(facilityId).holidays(), current, null);
    }

    @Transactional(readOnly = true)
    public Policy policy(UUID facilityId) {
        long current = version.of(facilityId);
        return new Policy(rows.policy(facilityId).orElseThrow(), current);
    }

    /** Replaces the weekly hours. */
    public Outcome<Weekly> setWeekly(Actor actor, UUID facilityId, long expectedVersion, List<Hours> hours) {
        for (int i = 0; i < hours.size(); i++) {
            Hours one = hours.get(i);
            if (!one.isPossible() || hours.subList(0, i).stream().anyMatch(one::overlaps)) {
                return Outcome.refused(FacilityProblem.IMPOSSIBLE_HOURS);
            }
        }
        return version.change(actor, facilityId, expectedVersion, () -> {
            List<Hours> before = rows.openingHours(facilityId).hours();
            jdbc.update("delete from opening_hours where facility_id = ?", facilityId);
            hours.forEach(one -> jdbc.update(
                    "insert into opening_hours (facility_id, weekday, opens, closes) values (?, ?, ?, ?)",
                    facilityId,
                    one.weekday().getValue(),
                    one.opens(),
                    one.closes()));
            List<Hours> now = rows.openingHours(facilityId).hours();
            noteChangedDays(facilityId, before, now);
            Weekly after = new Weekly(now, expectedVersion + 1, toRebook.count(facilityId));
            return changes.changed(actor, "opening_hours", facilityId, facilityId, before, after);
        });
    }

    private void noteChangedDays(UUID facilityId, List<Hours> before, List<Hours> after) {
        for (DayOfWeek weekday : DayOfWeek.values()) {
            boolean isSame =
                    before.isEmpty() == after.isEmpty() && of(weekday, before).equals(of(weekday, after));
            if (!isSame) {
                jdbc.update("""
                        insert into opening_day (facility_id, weekday, set_at) values (?, ?, ?)
                        on conflict (facility_id, weekday) do update set set_at = excluded.set_at""", facilityId, weekday.getValue(), Timestamp.from(clock.instant()));
            }
        }
    }

    private static List<Hours> of(DayOfWeek weekday, List<Hours> hours) {
        return hours.stream().filter(one -> one.weekday() == weekday).toList();
    }

    /** Replaces the holidays. */
    public Outcome<Holidays> setHolidays(Actor actor, UUID facilityId, long expectedVersion, List<Holiday> holidays) {
        Set<LocalDate> days = new HashSet<>();
        for (Holiday holiday : holidays) {
            if (!days.add(holiday.day())) {
                return Outcome.refused(FacilityProblem.HOLIDAY_TWICE);
            }
        }
        return version.change(actor, facilityId, expectedVersion, () -> {
            List<Holiday> before = rows.openingHours(facilityId).holidays();
            jdbc.update(
                    "delete from holiday where facility_id = ? and day <> all (?::text[]::date[])",
                    facilityId,
                    days.stream().map(LocalDate::toString).toArray(String[]::new));
            holidays.forEach(
                    one -> jdbc.update("""
                    insert into holiday (facility_id, day, name, set_at) values (?, ?, ?, ?)
                    on conflict (facility_id, day) do update set name = excluded.name""", facilityId, one.day(), one.name(), Timestamp.from(clock.instant())));
            Holidays after = new Holidays(
                    rows.openingHours(facilityId).holidays(), expectedVersion + 1, toRebook.count(facilityId));
            return changes.changed(actor, "holiday", facilityId, facilityId, before, after);
        });
    }

    public Outcome<Policy> setPolicy(Actor actor, UUID facilityId, long expectedVersion, FacilityPolicy policy) {
        return version.change(actor, facilityId, expectedVersion, () -> {
            FacilityPolicy before = rows.policy(facilityId).orElseThrow();
            jdbc.update(
                    """
                    update facility set reminder_hours = ?, last_reminder_hours = ?, reminders_by_default = ?, feedback_by_default = ?,
                      quiet_from = ?, quiet_until = ?, messages_per_day = ?,
                      visit_retention_days = ?, message_retention_days = ?, forecast_retention_days = ?
                    where id = ?""",
                    policy.reminderHours(),
                    policy.lastReminderHours(),
                    policy.remindersByDefault(),
                    policy.feedbackByDefault(),
                    policy.quietFrom(),
                    policy.quietUntil(),
                    policy.messagesPerDay(),
                    policy.visitRetentionDays(),
                    policy.messageRetentionDays(),
                    policy.forecastRetentionDays(),
                    facilityId);
            Policy after = new Policy(rows.policy(facilityId).orElseThrow(), expectedVersion + 1);
            return changes.changed(actor, "facility", facilityId, facilityId, before, after);
        });
    }
}
