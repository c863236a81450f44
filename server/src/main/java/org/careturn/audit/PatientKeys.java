package org.careturn.audit;

import java.security.GeneralSecurityException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import org.careturn.platform.database.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** One random key per patient for the personal values in the audit log. Without it they are noise. */
@Component
public class PatientKeys {
    private static final int KEY_BITS = 256;
    private static final int BATCH = 500;
    private static final String FIND =
            "select patient_id, master, wrapped from patient_key where patient_id = any(?::uuid[])";
    private static final String ADD = """
            insert into patient_key (patient_id, master, wrapped, created_at)
            select k.patient_id, ?, decode(k.wrapped, 'hex'), ?
            from unnest(?::text[]::uuid[], ?::text[]) as k(patient_id, wrapped)
            on conflict do nothing returning patient_id""";
    private static final String DESTROY = """
            insert into patient_key (patient_id, created_at, erased_at) values (?, ?, ?)
            on conflict (patient_id) do update set master = null, wrapped = null, erased_at = excluded.erased_at
            where patient_key.wrapped is not null""";
    private static final String OUTDATED = """
            select patient_id, master, wrapped from patient_key where wrapped is not null and master <> ? limit ?""";
    private static final String REWRAP = """
            update patient_key set master = ?, wrapped = ? where patient_id = ? and master = ?""";

    private final JdbcTemplate jdbc;
    private final MasterKeys masters;
    private final Clock machine = Clock.systemUTC();

    PatientKeys(JdbcTemplate jdbc, MasterKeys masters) {
        this.jdbc = jdbc;
        this.masters = masters;
    }

    private record Row(UUID patientId, @Nullable SecretKey key) {}

    /** The patient's key, made where there is none yet; empty once it was destroyed. To be called in a transaction. */
    Optional<SecretKey> ofOrNew(UUID patientId) {
        return ofOrNew(List.of(patientId)).getOrDefault(patientId, Optional.empty());
    }

    /** As {@link #ofOrNew(UUID)}, of several patients. */
    Map<UUID, Optional<SecretKey>> ofOrNew(Collection<UUID> patientIds) {
        Map<UUID, Optional<SecretKey>> keys = find(patientIds);
        Map<UUID, SecretKey> fresh = new TreeMap<>();
        for (UUID patient : patientIds) {
            if (!keys.containsKey(patient)) {
                fresh.put(patient, newKey());
            }
        }
        if (fresh.isEmpty()) {
            return keys;
        }
        List<String> wrapped = new ArrayList<>();
        fresh.forEach((patient, key) -> wrapped.add(HexFormat.of().formatHex(masters.wrap(patient, key))));
        for (UUID added : jdbc.queryForList(
                ADD,
                UUID.class,
                masters.current(),
                now(),
                Columns.texts(fresh.keySet()),
                wrapped.toArray(String[]::new))) {
            keys.put(added, Optional.ofNullable(fresh.remove(added)));
        }
        if (!fresh.isEmpty()) {
            keys.putAll(find(fresh.keySet())); // another one was quicker
        }
        return keys;
    }

    /** The keys of those patients who have or had one; empty where it was destroyed. */
    Map<UUID, Optional<SecretKey>> find(Collection<UUID> patientIds) {
        Map<UUID, Optional<SecretKey>> keys = new HashMap<>();
        jdbc.query(FIND, this::row, (Object) Columns.texts(patientIds))
                .forEach(row -> keys.put(row.patientId, Optional.ofNullable(row.key)));
        return keys;
    }

    /** Makes all that is encrypted for this patient unreadable, for good; no new key is made afterwards. */
    public void destroy(UUID patientId) {
        jdbc.update(DESTROY, patientId, now(), now());
    }

    /** Wraps the keys of former master keys under the current one; returns how many. */
    int rewrap() {
        int done = 0;
        List<Wrapped> some;
        do {
            some = jdbc.query(
                    OUTDATED,
                    (row, n) -> new Wrapped(
                            row.getObject("patient_id", UUID.class), row.getString("master"), row.getBytes("wrapped")),
                    masters.current(),
                    BATCH);
            for (Wrapped old : some) {
                byte[] wrapped = masters.wrap(old.patientId, masters.unwrap(old.patientId, old.master, old.wrapped));
                done += jdbc.update(REWRAP, masters.current(), wrapped, old.patientId, old.master);
            }
        } while (some.size() == BATCH);
        return done;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Wrapped(UUID patientId, String master, byte[] wrapped) {}

    private Row row(ResultSet row, int n) throws SQLException {
        UUID patient = row.getObject("patient_id", UUID.class);
        byte[] wrapped = row.getBytes("wrapped");
        return new Row(patient, wrapped == null ? null : masters.unwrap(patient, row.getString("master"), wrapped));
    }

    private Timestamp now() {
        return Timestamp.from(machine.instant());
    }

    private static SecretKey newKey() {
        try {
            KeyGenerator generator = KeyGenerator.getInstance("AES");
            generator.init(KEY_BITS);
            return generator.generateKey();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
