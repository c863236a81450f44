package org.careturn.identity;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.careturn.platform.Ids;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * How much the product is used, for statistics: sign-ins, who was active in which role, registrations by channel. No row
 * says who: a person counts once a day under a mark that differs from day to day and can't be traced back.
 */
@Component
public class Usage {
    private static final String ADD = """
            insert into usage_event (id, at, kind, account_kind, channel)
            select unnest(?::text[]::uuid[]), ?, ?, ?, ?""";
    private static final String ACTIVE = """
            insert into usage_active (day, facility_id, role, mark)
            select ?, facility_id, role, ? from account_role where account_id = ?
            on conflict do nothing""";
    private static final int MARK = 8;

    private final JdbcTemplate jdbc;
    private final Vault vault;
    private final Clock machine;

    Usage(JdbcTemplate jdbc, Vault vault, @Qualifier(IdentityConfiguration.MACHINE) Clock machine) {
        this.jdbc = jdbc;
        this.vault = vault;
        this.machine = machine;
    }

    /** How somebody came to be registered. */
    public enum Channel {
        SELF,
        RECEPTION,
        KIOSK,
        IMPORT
    }

    public void registered(Channel channel) {
        registered(channel, 1);
    }

    /** So many people were registered at once. */
    public void registered(Channel channel, int people) {
        add("REGISTRATION", null, channel, people);
    }

    /** Somebody signed in. */
    public void signedIn(Account account) {
        add("SIGN_IN", account.kind(), null, 1);
        active(account.id());
    }

    /** Somebody is at work, which shows whenever a sign-in is renewed: counted once a day, facility and role. */
    public void active(UUID accountId) {
        LocalDate day = machine.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        byte[] mark = Arrays.copyOf(vault.hash("usage", day + " " + accountId), MARK);
        jdbc.update(ACTIVE, day, mark, accountId);
    }

    private void add(String kind, Account.@Nullable Kind account, @Nullable Channel channel, int times) {
        List<UUID> ids = Stream.generate(Ids::next).limit(times).toList();
        jdbc.update(
                ADD,
                Columns.texts(ids),
                Timestamp.from(machine.instant()),
                kind,
                account == null ? null : account.name(),
                channel == null ? null : channel.name());
    }
}
