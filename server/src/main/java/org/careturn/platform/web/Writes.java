package org.careturn.platform.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.careturn.platform.Actor;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.careturn.platform.Refusal;
import org.careturn.platform.RefusedException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs the command behind a write endpoint in one transaction, once per idempotency key: who sends the same request
 * under the same key again gets the first answer again. A refusal leaves nothing behind, not even the key.
 *
 * <p>The answer's header {@code CareTurn-Outcome} is {@code DONE}, {@code MERGED} where what was wished for has changed
 * in between and the nearest to it was done, or {@code NOOP}; a repeated answer also has {@code Idempotency-Replayed: true}.
 */
@Component
public class Writes {
    private static final String CLAIM = """
            insert into idempotency_key (account_id, key, request_hash, created_at) values (?, ?, ?, ?)
            on conflict do nothing""";
    private static final String FIND =
            "select request_hash, status, body from idempotency_key where account_id = ? and key = ?";
    private static final String KEEP =
            "update idempotency_key set status = ?, body = ? where account_id = ? and key = ?";

    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;
    private final JsonMapper json;
    private final JsonMapper canonical;
    private final Clock machine = Clock.systemUTC();

    Writes(JdbcTemplate jdbc, PlatformTransactionManager transactions, JsonMapper json) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.json = json;
        canonical = json.rebuild()
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .build();
    }

    /** As {@link #change}, answering 201 where something was made. */
    public <T> ResponseEntity<T> create(
            Actor actor, WriteKey key, Object request, Class<T> type, Supplier<Outcome<T>> command) {
        return run(HttpStatus.CREATED, actor, key, request, type, command);
    }

    public <T> ResponseEntity<T> change(
            Actor actor, WriteKey key, @Nullable Object request, Class<T> type, Supplier<Outcome<T>> command) {
        return run(HttpStatus.OK, actor, key, request, type, command);
    }

    /**
     * As {@link #change}, for a record that must still have the version that {@code If-Match} names; the answer carries the
     * new one.
     *
     * @throws RefusedException PRECONDITION_REQUIRED without that header, INVALID_REQUEST where it names no version
     */
    public <T> ResponseEntity<T> changeMatching(
            Actor actor,
            WriteKey key,
            @Nullable String ifMatch,
            Object request,
            Class<T> type,
            ToLongFunction<? super T> version,
            LongFunction<Outcome<T>> command) {
        long expected = ETags.expected(ifMatch);
        return ETags.tagged(
                change(actor, key, List.of(expected, request), type, () -> command.apply(expected)), version);
    }

    private <T> ResponseEntity<T> run(
            HttpStatus done,
            Actor actor,
            WriteKey key,
            @Nullable Object request,
            Class<T> type,
            Supplier<Outcome<T>> command) {
        byte[] hash = hash(key.target(), request);
        ResponseEntity<T> answer = transaction.execute(tx -> {
            if (jdbc.update(CLAIM, actor.accountId(), key.key(), hash, Timestamp.from(machine.instant())) == 0) {
                return repeat(actor, key, hash, type);
            }
            return switch (command.get()) {
                case Outcome.Done<T>(T value) -> keep(actor, key, done, "DONE", value);
                case Outcome.Merged<T>(T value) -> keep(actor, key, done, "MERGED", value);
                case Outcome.Noop<T>(T value) -> keep(actor, key, HttpStatus.OK, "NOOP", value);
                case Outcome.Refused<T>(Refusal refusal) -> throw new RefusedException(refusal); // rolls back
            };
        });
        if (answer == null) {
            throw new IllegalStateException("no answer");
        }
        return answer;
    }

    private <T> ResponseEntity<T> keep(Actor actor, WriteKey key, HttpStatus status, String outcome, T value) {
        jdbc.update(KEEP, status.value(), json.writeValueAsString(value), actor.accountId(), key.key());
        return ResponseEntity.status(status).header("CareTurn-Outcome", outcome).body(value);
    }

    private record Kept(
            boolean sameRequest, int status, @Nullable String body) {}

    private <T> ResponseEntity<T> repeat(Actor actor, WriteKey key, byte[] hash, Class<T> type) {
        Kept kept = jdbc.queryForObject(
                FIND,
                (row, n) -> new Kept(
                        Arrays.equals(row.getBytes("request_hash"), hash), row.getInt("status"), row.getString("body")),
                actor.accountId(),
                key.key());
        if (kept == null || !kept.sameRequest) {
            throw new RefusedException(CommonProblem.IDEMPOTENCY_KEY_REUSED);
        }
        return ResponseEntity.status(kept.status)
                .header("Idempotency-Replayed", "true")
                .body(json.readValue(kept.body, type));
    }

    /** Of all that the request has, which its {@code toString()} may keep back. A password never stands in it: callers see to that. */
    private byte[] hash(String target, @Nullable Object request) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(target.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(canonical.writeValueAsBytes(request));
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
