package org.careturn.sync;

import java.util.Map;
import java.util.UUID;
import org.careturn.platform.database.Columns;
import org.careturn.sync.Judged.About;
import org.careturn.sync.Judged.Status;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** What became of each client's latest mutations. */
@Repository
class Results {
    private static final int KEPT = 1_000;
    private static final String KEEP = """
            with c as (update sync_client set last_mid = ? where id = ? and last_mid = ? - 1 returning id),
            old as (delete from sync_result where client_id = ? and mid <= ?)
            insert into sync_result (client_id, mid, hash, status, code, detail, facts, row_kind, row_id)
            select id, ?, ?, ?, ?, ?, ?, ?, ? from c""";

    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    Results(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Kept(byte[] hash, Judged judged) {}

    @Nullable
    Kept find(UUID clientId, long mid) {
        return jdbc
                .query(
                        """
                        select hash, status, code, detail, facts, row_kind, row_id from sync_result
                        where client_id = ? and mid = ?""",
                        (row, n) -> {
                            String kind = row.getString("row_kind");
                            return new Kept(
                                    row.getBytes("hash"),
                                    new Judged(
                                            Status.valueOf(row.getString("status")),
                                            row.getString("code"),
                                            row.getString("detail"),
                                            facts(row.getString("facts")),
                                            kind == null ? null : new About(kind, Columns.id(row, "row_id"))));
                        },
                        clientId,
                        mid)
                .stream()
                .findFirst()
                .orElse(null);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> facts(String text) {
        return json.readValue(text, Map.class);
    }

    /** Stores the result and moves on, in the mutation's transaction. */
    void keep(Client client, long mid, byte[] hash, Judged judged) {
        About about = judged.about();
        int kept = jdbc.update(
                KEEP,
                mid,
                client.clientId(),
                mid,
                client.clientId(),
                mid - KEPT,
                mid,
                hash,
                judged.status().name(),
                judged.code(),
                judged.detail(),
                json.writeValueAsString(judged.facts()),
                about == null ? null : about.kind(),
                about == null ? null : about.id());
        if (kept != 1) {
            throw new IllegalStateException("the client moved on under its lock");
        }
    }

    long version(@Nullable UUID facilityId) {
        if (facilityId == null) {
            return 0;
        }
        Long version =
                jdbc.queryForObject("select version from facility_feed where facility_id = ?", Long.class, facilityId);
        return version == null ? 0 : version;
    }
}
