package org.careturn.notifications;

import java.time.Clock;
import java.util.List;
import org.careturn.identity.Vault;
import org.careturn.platform.database.Columns;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/**
 * Numbers that want no SMS. Only a hash of each is kept, under the server's key: it outlives the erasure of its owner's data,
 * so that a no stays a no, and tells nobody the number.
 */
@Service
public class OptOuts {
    private static final String USE = "sms opt-out";
    private static final String ADD =
            "insert into sms_opt_out (phone_hash, at) values (?, ?) on conflict (phone_hash) do nothing";

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final Clock clock;

    OptOuts(JdbcTemplate jdbc, Vault vault, Clock clock) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.clock = clock;
    }

    public void stop(String phone) {
        jdbc.update(ADD, hash(phone), Columns.utc(clock.instant()));
    }

    public void start(String phone) {
        jdbc.update("delete from sms_opt_out where phone_hash = ? or phone = ?", hash(phone), phone);
    }

    public boolean isStopped(String phone) {
        return Boolean.TRUE.equals(jdbc.queryForObject(
                "select exists (select from sms_opt_out where phone_hash = ? or phone = ?)",
                Boolean.class,
                hash(phone),
                phone));
    }

    /** Of the time before hashes were kept. */
    @EventListener(ApplicationReadyEvent.class)
    void hashAll() {
        List<String> phones = jdbc.query(
                "select phone from sms_opt_out where phone is not null limit 10000", (row, n) -> row.getString(1));
        for (String phone : phones) {
            jdbc.update(
                    "insert into sms_opt_out (phone_hash, at) select ?, at from sms_opt_out where phone = ? on conflict do nothing",
                    hash(phone),
                    phone);
            jdbc.update("delete from sms_opt_out where phone = ?", phone);
        }
    }

    private byte[] hash(String phone) {
        return vault.hash(USE, phone);
    }
}
