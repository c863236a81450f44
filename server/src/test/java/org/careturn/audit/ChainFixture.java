package org.careturn.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.sql.DataSource;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * A log in a database of its own, which may be tampered with, and nothing that seals it by itself. Emptied for each test, as
 * databases, and connections to them, take longer to make than all that the tests do.
 */
abstract class ChainFixture {
    static final String MASTER = Base64.getEncoder().encodeToString(new byte[32]);

    static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final DataSource OWNER = TestDatabase.pool(DATABASE.owner());
    static final DataSource SOURCE = TestDatabase.pool(DATABASE.app());

    final JdbcTemplate jdbc = new JdbcTemplate(SOURCE);
    final TransactionTemplate transaction = new TransactionTemplate(new JdbcTransactionManager(SOURCE));
    final JdbcTemplate owner = new JdbcTemplate(OWNER);
    final PatientKeys keys = keys(MASTER);
    final AuditLog log = new AuditLog(jdbc, keys, JsonMapper.shared(), Clock.systemUTC());
    final Sealer sealer = new Sealer(jdbc, new JdbcTransactionManager(SOURCE));

    @BeforeEach
    void empty() {
        owner.execute("truncate audit_event, audit_unsealed, audit_seal, patient_key");
    }

    PatientKeys keys(String master, String... former) {
        return new PatientKeys(jdbc, new MasterKeys(new AuditSettings(master, List.of(former), true)));
    }

    /** Writes a row; returns its id. */
    UUID write() {
        return write(Ids.next(), Map.of());
    }

    UUID write(UUID patient, Map<String, ?> personal) {
        UUID subject = Ids.next();
        log.record(
                Actor.SYSTEM,
                "ENTRY_CALL",
                new Subject("entry", subject, Ids.next(), patient),
                Map.of("from", "WAITING", "to", "CALLED"),
                personal);
        return Objects.requireNonNull(
                jdbc.queryForObject("select id from audit_event where subject_id = ?", UUID.class, subject));
    }

    /** Writes a row and seals it; returns its id. */
    UUID writeSealed() {
        UUID id = write();
        sealer.seal();
        return id;
    }

    Verification verify() {
        return verify(null);
    }

    Verification verify(@Nullable String head) {
        return new Verifier(jdbc)
                .verify(0, head == null ? null : Head.parse(head).orElseThrow(), Long.MAX_VALUE, reached -> {});
    }

    byte[] digest(UUID row) {
        return Seal.digest(
                Objects.requireNonNull(new SealStore(jdbc).rows(List.of(row)).get(row)));
    }

    /** As the role that may do everything, without the rules that bind others. */
    void tamper(String sql, Object... arguments) {
        owner.update(sql, arguments);
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
