package org.careturn.notifications;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.patients.Consents;
import org.careturn.patients.PatientAliases;
import org.careturn.patients.Patients;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How patients want to be told, and whether to be reminded. A no to a channel at all is kept with their consents. */
@Service
@Transactional
public class Preferences {
    private static final String FIND =
            "select channel, reminders, version from message_preference where patient_id = ?";
    private static final String ADD = """
            insert into message_preference (patient_id, channel, reminders, version, changed_at) values (?, ?, ?, 2, ?)
            on conflict do nothing""";
    private static final String CHANGE = """
            update message_preference set channel = ?, reminders = ?, version = version + 1, changed_at = ?
            where patient_id = ? and version = ?""";

    private final JdbcTemplate jdbc;
    private final PatientAliases aliases;
    private final Patients patients;
    private final Consents consents;
    private final AuditLog audit;
    private final Clock clock;

    Preferences(
            JdbcTemplate jdbc,
            PatientAliases aliases,
            Patients patients,
            Consents consents,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.aliases = aliases;
        this.patients = patients;
        this.consents = consents;
        this.audit = audit;
        this.clock = clock;
    }

    /** Which channel is tried first. */
    public enum Choice {
        PUSH,
        SMS,
        /** Nothing is sent at all. */
        NONE
    }

    /**
     * How a patient wants to be told.
     *
     * @param reminders of appointments; null: nobody has chosen, and the facility's setting holds
     * @param smsAllowed false where somebody has said no to it: then none is sent
     * @param pushAllowed likewise
     * @param version 1 where nobody has chosen yet
     */
    public record Preference(
            UUID patientId,
            Choice channel,
            @Nullable Boolean reminders,
            boolean smsAllowed,
            boolean pushAllowed,
            long version) {}

    /** As it stands, for the patient, who acts for him, and staff who know him. */
    @Transactional(readOnly = true)
    public Preference get(Actor actor, UUID asked) {
        return current(visible(actor, asked));
    }

    public Outcome<Preference> set(Actor actor, UUID asked, long expected, Choice channel, boolean reminders) {
        UUID patientId = visible(actor, aliases.held(asked));
        Preference before = current(patientId);
        if (before.version != expected) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        int changed = expected == 1
                ? jdbc.update(ADD, patientId, channel.name(), reminders, Columns.utc(clock.instant()))
                : jdbc.update(CHANGE, channel.name(), reminders, Columns.utc(clock.instant()), patientId, expected);
        if (changed == 0) {
            return Outcome.refused(CommonProblem.PRECONDITION_FAILED);
        }
        audit.record(
                actor,
                "MESSAGE_PREFERENCE_CHANGED",
                new Subject(
                        "patient",
                        patientId,
                        patients.facilityOf(actor, patientId).orElse(null),
                        patientId),
                Map.of("channel", channel, "reminders", reminders));
        return Outcome.done(current(patientId));
    }

    /** For the server itself. */
    Preference current(UUID patientId) {
        Map<Consents.Kind, Boolean> said = consents.said(patientId);
        boolean sms = said.getOrDefault(Consents.Kind.SMS, true);
        boolean push = said.getOrDefault(Consents.Kind.PUSH, true);
        return jdbc
                .query(
                        FIND,
                        (row, n) -> new Preference(
                                patientId,
                                Choice.valueOf(row.getString("channel")),
                                row.getBoolean("reminders"),
                                sms,
                                push,
                                row.getLong("version")),
                        patientId)
                .stream()
                .findFirst()
                .orElse(new Preference(patientId, Choice.PUSH, null, sms, push, 1));
    }

    private UUID visible(Actor actor, UUID asked) {
        UUID patientId = aliases.current(asked);
        Optional<UUID> facility = patients.facilityOf(actor, patientId);
        if (facility.isEmpty() && !actor.isPatient(patientId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        return patientId;
    }
}
