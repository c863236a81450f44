package org.careturn.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.careturn.platform.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/** FR-AUDIT-02, FR-AUDIT-03. */
class SealerTest extends ChainFixture {
    private static final String INSERT = """
            insert into audit_event (id, at, account_id, action, subject_kind, subject_id)
            select '%s', now(), '00000000-0000-0000-0000-000000000000', 'TEST', 'test', '00000000-0000-0000-0000-000000000000'""";

    @Test
    void chainsWhatWasWritten() {
        UUID first = writeSealed();
        UUID second = write();
        UUID third = write();
        assertThat(sealer.seal().rows()).isEqualTo(2);
        assertThat(sealer.seal().rows()).isZero();
        SealStore store = new SealStore(jdbc);
        List<Seal> seals = store.after(0, 10);
        assertThat(seals).extracting(Seal::number).containsExactly(1L, 2L);
        assertThat(seals.getFirst().events()).containsExactly(first);
        assertThat(seals.getLast().events()).containsExactlyInAnyOrder(second, third);
        assertThat(seals.getFirst().previous()).containsOnly(0);
        assertThat(seals.getLast().previous()).isEqualTo(seals.getFirst().hash());
        Verification found = verify();
        assertThat(found).isEqualTo(new Verification(true, 2, 3, seals.getLast().head(), null, 0L, null));
    }

    /** A row with a smaller id and an older transaction, which becomes visible after a newer one was sealed. */
    @Test
    void missesNothingThatCommitsLater() throws Exception {
        UUID early = Ids.next();
        try (Connection slow = DATABASE.app().connect()) {
            slow.setAutoCommit(false);
            execute(slow, INSERT.formatted(early));
            UUID late = write();
            assertThat(early).isLessThan(late);
            assertThat(sealer.seal().rows())
                    .as("sealed beside the open transaction")
                    .isOne();
            assertThat(verify().unsealed())
                    .as("what isn't committed isn't there")
                    .isZero();
            slow.commit();
        }
        assertThat(verify().unsealed()).isOne();
        assertThat(sealer.seal().rows()).isOne();
        assertThat(verify()).returns(2L, Verification::rows).returns(0L, Verification::unsealed);
        assertThat(new SealStore(jdbc).find(2).orElseThrow().events()).containsExactly(early);
    }

    @Test
    void whatIsRolledBackWaitsForNoSeal() throws Exception {
        try (Connection connection = DATABASE.app().connect()) {
            connection.setAutoCommit(false);
            execute(connection, INSERT.formatted(Ids.next()));
            connection.rollback();
        }
        assertThat(sealer.seal().rows()).isZero();
        assertThat(verify()).returns(0L, Verification::reached).returns(null, Verification::fault);
    }

    @Test
    void catchesUpBatchByBatch() {
        jdbc.update("""
                insert into audit_event (id, at, account_id, action, subject_kind, subject_id)
                select gen_random_uuid(), now(), gen_random_uuid(), 'TEST', 'test', gen_random_uuid()
                from generate_series(1, 3500)""");
        assertThat(sealer.seal().rows()).isEqualTo(3_500);
        assertThat(new SealStore(jdbc).after(0, 10))
                .extracting(seal -> seal.events().size())
                .containsExactly(1_000, 1_000, 1_000, 500);
        assertThat(verify()).returns(3_500L, Verification::rows).returns(null, Verification::fault);
        assertThat(jdbc.queryForObject("select count(*) from audit_unsealed", Long.class))
                .isZero();
    }

    @Test
    void manyNodesMakeOneChain() throws Exception {
        int writers = 4;
        int rows = 50;
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < writers; i++) {
                all.add(threads.submit(() -> {
                    for (int n = 0; n < rows; n++) {
                        write();
                    }
                }));
            }
            for (int i = 0; i < 3; i++) {
                Callable<Integer> node = () -> {
                    int sealed = 0;
                    for (int n = 0; n < 60; n++) {
                        sealed += sealer.seal().rows();
                    }
                    return sealed;
                };
                all.add(threads.submit(node));
            }
            for (Future<?> one : all) {
                one.get();
            }
        }
        sealer.seal();
        assertThat(verify())
                .returns((long) writers * rows, Verification::rows)
                .returns(null, Verification::fault)
                .returns(0L, Verification::unsealed);
    }

    @Test
    void anotherNodeGoesOnWhereOneDies() throws Exception {
        write();
        try (Connection dying = DATABASE.app().connect()) {
            dying.setAutoCommit(false);
            SealStore other = new SealStore(new org.springframework.jdbc.core.JdbcTemplate(
                    new org.springframework.jdbc.datasource.SingleConnectionDataSource(dying, true)));
            assertThat(other.lock()).isTrue();
            other.take(other.waiting("(0,0)", 10));
            assertThat(sealer.seal().rows()).as("one node seals at a time").isZero();
        } // its connection ends, and with it all that it has begun
        for (int i = 0; i < 100 && sealer.seal().rows() == 0; i++) {
            Thread.sleep(20); // PostgreSQL notices the end of the connection
        }
        assertThat(verify()).returns(1L, Verification::rows).returns(0L, Verification::unsealed);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_event set action = 'OTHER'",
                "delete from audit_event",
                "truncate audit_event",
                "update audit_seal set hash = previous",
                "delete from audit_seal",
                "truncate audit_seal",
                "alter table audit_event disable trigger all",
                "drop trigger audit_event_waits_for_its_seal on audit_event"
            })
    void theServersRoleOnlyAdds(String sql) {
        writeSealed();
        assertThatThrownBy(() -> jdbc.execute(sql))
                .isInstanceOf(DataAccessException.class)
                .rootCause()
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
        assertThat(verify().fault()).isNull();
    }

    /** The digest as PostgreSQL computes it by the documented encoding, apart from ours. */
    @Test
    void theDigestIsAsDocumented() {
        UUID id = write(Ids.next(), Map.of("name", Map.of("to", "Ánh")));
        sealer.seal();
        byte[] expected = jdbc.queryForObject("""
                with e as (select * from audit_event where id = ?),
                fields as (
                  select 1 as n, convert_to('careturn audit row 1', 'UTF8') as b
                  union all select 2, convert_to(id::text, 'UTF8') from e
                  union all select 3, int8send((extract(epoch from at) * 1000000)::bigint) from e
                  union all select 4, convert_to(account_id::text, 'UTF8') from e
                  union all select 5, convert_to(action, 'UTF8') from e
                  union all select 6, convert_to(facility_id::text, 'UTF8') from e
                  union all select 7, convert_to(subject_kind, 'UTF8') from e
                  union all select 8, convert_to(subject_id::text, 'UTF8') from e
                  union all select 9, convert_to(patient_id::text, 'UTF8') from e
                  union all select 10, convert_to(request_id, 'UTF8') from e
                  union all select 11, convert_to(address, 'UTF8') from e
                  union all select 12, convert_to(detail::text, 'UTF8') from e
                  union all select 13, personal from e)
                select sha256(string_agg(
                  case when b is null then '\\x00'::bytea else '\\x01'::bytea || int4send(length(b)) || b end, ''::bytea order by n))
                from fields""", byte[].class, id);
        assertThat(new SealStore(jdbc).find(1).orElseThrow().digest(0)).isEqualTo(expected);
        assertThat(Arrays.equals(expected, Seal.gone())).isFalse();
    }
}
