package org.careturn.patients;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.Outcome;
import org.careturn.platform.RefusedException;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What doctors and nurses write down about a patient. Notes are only added: two that were written at once both stay. */
@Component
@Transactional
public class PatientNotes {
    private static final String SELECT = "select id, facility_id, author_id, text, written_at from patient_note ";

    private final JdbcClient jdbc;
    private final PatientAccess access;
    private final PatientAliases aliases;
    private final Accounts accounts;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final Clock clock;

    PatientNotes(
            JdbcClient jdbc,
            PatientAccess access,
            PatientAliases aliases,
            Accounts accounts,
            ChangeFeed feed,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.access = access;
        this.aliases = aliases;
        this.accounts = accounts;
        this.feed = feed;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A note to add.
     *
     * @param id a UUID of version 7 that the client made; or none
     */
    public record NewNote(
            @Nullable @Pattern(regexp = NewPatient.UUID_7) String id,

            @NotNull @Size(min = 1, max = 4000) @Pattern(regexp = PatientChange.LINES)
            String text) {}

    /**
     * A note as it was written.
     *
     * @param author who wrote it; null where a program did
     */
    public record Note(
            UUID id,
            UUID facilityId,
            UUID authorId,
            @Nullable String author,
            String text,
            Instant writtenAt) {
        @Override
        public String toString() {
            return "Note[" + id + ']';
        }
    }

    /** Adds a note. One that was added before under this id by the same person, with the same text, is not added again. */
    public Outcome<Note> add(Actor actor, UUID asked, NewNote request) {
        UUID patientId = aliases.held(asked);
        UUID facility = access.requireStaff(actor, patientId);
        UUID id = request.id() == null ? Ids.next() : UUID.fromString(request.id());
        int added = jdbc.sql("""
                        insert into patient_note (id, patient_id, facility_id, author_id, text, written_at)
                        values (?, ?, ?, ?, ?, ?)
                        on conflict (id) do nothing""")
                .params(id, patientId, facility, actor.accountId(), request.text(), Timestamp.from(clock.instant()))
                .update();
        Optional<Note> note = jdbc.sql(SELECT + "where id = ? and patient_id = ?")
                .params(id, patientId)
                .query(this::note)
                .optional();
        if (added == 0) {
            return note.filter(before -> before.text().equals(request.text())
                            && before.authorId().equals(actor.accountId()))
                    .map(Outcome::noop)
                    .orElseGet(() -> Outcome.refused(PatientProblem.NOTE_ID_TAKEN));
        }
        access.knownFacilities(patientId).forEach(known -> feed.changed(known, "patient", patientId));
        audit.record(
                actor,
                "PATIENT_NOTE_ADDED",
                new Subject("patient", patientId, facility, patientId),
                Map.of("noteId", id));
        return Outcome.done(note.orElseThrow());
    }

    /** The latest first. */
    public Page<Note> page(Actor actor, UUID asked, @Nullable String cursor, int limit) {
        UUID patientId = aliases.current(asked);
        UUID before = Cursor.id(cursor);
        if (access.open(actor, patientId, PatientAccess.Part.NOTES).isEmpty()) {
            throw new RefusedException(CommonProblem.NOT_FOUND); // staff only
        }
        List<Note> found = jdbc.sql(SELECT + """
                        where patient_id = :patient and (:before::uuid is null or id < :before::uuid)
                        order by id desc limit :limit""")
                .param("patient", patientId)
                .param("before", before)
                .param("limit", limit + 1)
                .query(this::note)
                .list();
        return Page.of(found, limit, last -> Cursor.of(last.id()));
    }

    private Note note(ResultSet row, int n) throws SQLException {
        UUID author = row.getObject("author_id", UUID.class);
        return new Note(
                row.getObject("id", UUID.class),
                row.getObject("facility_id", UUID.class),
                author,
                accounts.find(author).map(Account::displayName).orElse(null),
                row.getString("text"),
                row.getTimestamp("written_at").toInstant());
    }
}
