package org.careturn.identity.tokens;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.identity.Account;
import org.careturn.identity.Actors;
import org.careturn.identity.IdentityConfiguration;
import org.careturn.identity.Usage;
import org.careturn.platform.Actor;
import org.careturn.platform.Ids;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Sign-ins and their refresh tokens: each is used once, and its successor is given again for half a minute. */
@Service
public class Sessions {
    /** So long a lost answer may be asked for again, and a second tab may be late. */
    static final Duration GRACE = Duration.ofSeconds(30);

    /** How long a sign-in lasts unused, and at most. */
    public enum Lifetime {
        BROWSER(Duration.ofDays(7), Duration.ofDays(30)),
        PHONE(Duration.ofDays(60), Duration.ofDays(365)),
        DEVICE(Duration.ofDays(60), Duration.ofDays(730));

        private final Duration unused;
        private final Duration most;

        Lifetime(Duration unused, Duration most) {
            this.unused = unused;
            this.most = most;
        }
    }

    private static final String OPEN = """
            insert into session (id, account_id, client_label, created_at, expires_at)
            select ?, id, ?, ?, ? from account where id = ? and active""";
    private static final String ADD =
            "insert into refresh_token (hash, session_id, created_at, expires_at) values (?, ?, ?, ?)";
    private static final String FIND = """
            select r.session_id, s.account_id, a.kind, r.created_at, r.expires_at, r.rotated_at, r.successor,
              s.expires_at as session_ends, s.revoked_at is null and a.active as open
            from refresh_token r
            join session s on s.id = r.session_id
            join account a on a.id = s.account_id
            where r.hash = ?
            for update of r""";
    private static final String ROTATE =
            "update refresh_token set rotated_at = ?, successor = ? where hash = ? and rotated_at is null";
    private static final String REVOKE = """
            update session set revoked_at = ?, revoked_for = ? where id = ? and revoked_at is null""";

    private final JdbcTemplate jdbc;
    private final Actors actors;
    private final AuditLog audit;
    private final Usage usage;
    private final Clock clock;

    Sessions(
            JdbcTemplate jdbc,
            Actors actors,
            AuditLog audit,
            Usage usage,
            @Qualifier(IdentityConfiguration.MACHINE) Clock clock) {
        this.jdbc = jdbc;
        this.actors = actors;
        this.audit = audit;
        this.usage = usage;
        this.clock = clock;
    }

    /** A sign-in as its client is to hold it. */
    public record Opened(UUID accountId, UUID sessionId, String refreshToken, Duration refreshTokenLasts) {
        @Override
        public String toString() {
            return "Opened[" + sessionId + "]";
        }
    }

    private record Row(
            UUID sessionId,
            UUID accountId,
            Account.Kind kind,
            Duration unused,
            Instant expiresAt,
            @Nullable Instant rotatedAt,
            @Nullable RefreshToken successor,
            Instant sessionEnds,
            boolean open) {}

    /** Empty where the account is no longer active. */
    @Transactional
    public Optional<Opened> open(Account account, Lifetime lifetime, @Nullable String label) {
        Instant now = clock.instant();
        UUID id = Ids.next();
        Timestamp ends = Timestamp.from(now.plus(lifetime.most));
        if (jdbc.update(OPEN, id, label, Timestamp.from(now), ends, account.id()) == 0) {
            return Optional.empty();
        }
        RefreshToken token = RefreshToken.next();
        add(token, id, now, now.plus(lifetime.unused));
        Actor who = new Actor(account.id(), id, account.roles(), null);
        audit.record(who, "SIGNED_IN", new Subject("session", id, null, null), Map.of());
        usage.signedIn(account);
        return Optional.of(new Opened(account.id(), id, token.text(), lifetime.unused));
    }

    /**
     * The sign-in under its next refresh token. One that was used before gets, within the grace, the same successor; after
     * it, the whole sign-in ends, as somebody else may hold its tokens. Empty where there is no such sign-in any more.
     *
     * @param kind of the account that the token must be of; null: of any
     */
    @Transactional
    public Optional<Opened> refresh(String text, Account.@Nullable Kind kind) {
        Instant now = clock.instant();
        RefreshToken token = new RefreshToken(text);
        while (true) {
            Row row = find(token);
            if (row == null
                    || (kind != null && kind != row.kind)
                    || !row.open
                    || !now.isBefore(row.expiresAt)
                    || !now.isBefore(row.sessionEnds)) {
                return Optional.empty();
            }
            if (row.rotatedAt == null || row.successor == null) {
                return Optional.of(rotate(token, row, now));
            }
            if (now.isAfter(row.rotatedAt.plus(GRACE))) {
                revoke(row.sessionId, row.accountId, "REUSE", "REFRESH_TOKEN_REUSED");
                return Optional.empty();
            }
            Row next = find(row.successor);
            if (next != null && next.rotatedAt == null) {
                return Optional.of(new Opened(
                        row.accountId, row.sessionId, row.successor.text(), Duration.between(now, next.expiresAt)));
            }
            token = row.successor; // the others are further on already: catch up with them
        }
    }

    /** Ends the sign-in that the refresh token belongs to, if there is one. */
    @Transactional
    public void close(String refreshToken) {
        Row row = find(new RefreshToken(refreshToken));
        if (row != null) {
            revoke(row.sessionId, row.accountId, "LOGOUT", "SIGNED_OUT");
        }
    }

    @Transactional
    public void close(UUID sessionId, UUID accountId) {
        revoke(sessionId, accountId, "LOGOUT", "SIGNED_OUT");
    }

    private Opened rotate(RefreshToken token, Row row, Instant now) {
        RefreshToken next = RefreshToken.next();
        Instant expires = now.plus(row.unused);
        Instant ends = expires.isBefore(row.sessionEnds) ? expires : row.sessionEnds;
        add(next, row.sessionId, now, ends);
        jdbc.update(ROTATE, Timestamp.from(now), token.seal(next), token.hash());
        usage.active(row.accountId);
        return new Opened(row.accountId, row.sessionId, next.text(), Duration.between(now, ends));
    }

    private void add(RefreshToken token, UUID sessionId, Instant now, Instant expires) {
        jdbc.update(ADD, token.hash(), sessionId, Timestamp.from(now), Timestamp.from(expires));
    }

    private @Nullable Row find(RefreshToken token) {
        List<Row> rows = jdbc.query(
                FIND,
                (row, n) -> new Row(
                        row.getObject("session_id", UUID.class),
                        row.getObject("account_id", UUID.class),
                        Account.Kind.valueOf(row.getString("kind")),
                        Duration.between(
                                row.getTimestamp("created_at").toInstant(),
                                row.getTimestamp("expires_at").toInstant()),
                        row.getTimestamp("expires_at").toInstant(),
                        instant(row.getTimestamp("rotated_at")),
                        successor(token, row.getBytes("successor")),
                        row.getTimestamp("session_ends").toInstant(),
                        row.getBoolean("open")),
                (Object) token.hash());
        return rows.isEmpty() ? null : rows.getFirst();
    }

    private static @Nullable RefreshToken successor(RefreshToken token, byte @Nullable [] sealed) {
        return sealed == null ? null : token.unseal(sealed);
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private void revoke(UUID sessionId, UUID accountId, String cause, String action) {
        if (jdbc.update(REVOKE, Timestamp.from(clock.instant()), cause, sessionId) > 0) {
            record(action, accountId, sessionId);
            actors.forget(accountId);
        }
    }

    private void record(String action, UUID accountId, UUID sessionId) {
        Actor who = new Actor(accountId, sessionId, List.of(), null);
        audit.record(who, action, new Subject("session", sessionId, null, null), Map.of());
    }
}
