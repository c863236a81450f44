package org.careturn.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.careturn.audit.Verification.Fault;
import org.careturn.audit.Verification.Kind;
import org.careturn.platform.Ids;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** FR-AUDIT-04, US-ADM-10: whoever owns the database can change it, but not unseen. */
class VerifierTest extends ChainFixture {
    private UUID first = Ids.next();
    private UUID second = Ids.next();
    private UUID third = Ids.next();

    @BeforeEach
    void threeLinks() {
        first = writeSealed();
        second = writeSealed();
        third = writeSealed();
        assertThat(verify()).returns(3L, Verification::rows).returns(null, Verification::fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "action = 'ENTRY_SERVE'",
                "at = at + interval '1 microsecond'",
                "account_id = gen_random_uuid()",
                "facility_id = null",
                "subject_kind = 'visit'",
                "subject_id = gen_random_uuid()",
                "patient_id = gen_random_uuid()",
                "request_id = 'another-one'",
                "address = '10.0.0.1'",
                "detail = detail || '{\"to\": \"SERVED\"}'",
                "personal = decode(repeat('00', 40), 'hex')"
            })
    void namesAChangedRow(String change) {
        tamper("update audit_event set " + change + " where id = ?", second);
        assertFault(Kind.ROW_CHANGED, 2L, second);
    }

    @Test
    void namesADeletedRow() {
        tamper("delete from audit_event where id = ?", second);
        assertFault(Kind.ROW_MISSING, 2L, second);
    }

    @Test
    void namesARowThatWasDeletedBeforeItWasSealed() {
        UUID waiting = write();
        tamper("delete from audit_event where id = ?", waiting);
        assertFault(Kind.ROW_MISSING, null, waiting);
        sealer.seal(); // sealing doesn't hide it
        assertFault(Kind.ROW_MISSING, 4L, waiting);
    }

    @Test
    void namesARowThatWasPutInBesideTheChain() {
        UUID added = Ids.of(0, 0, 0);
        tamper("alter table audit_event disable trigger all");
        tamper("""
                insert into audit_event (id, at, account_id, action, subject_kind, subject_id)
                select ?, at, account_id, action, subject_kind, subject_id from audit_event where id = ?""", added, first);
        tamper("alter table audit_event enable trigger all");
        assertFault(Kind.ROW_ADDED, null, added);
    }

    @Test
    void namesARowThatWasTakenFromTheQueueUnsealed() {
        UUID taken = write();
        tamper("delete from audit_unsealed where event_id = ?", taken);
        assertFault(Kind.ROW_ADDED, null, taken);
    }

    @Test
    void namesAChangedSeal() {
        tamper("update audit_seal set sealed_at = sealed_at + interval '1 day' where number = 2");
        assertFault(Kind.SEAL_CHANGED, 2L, null);
    }

    @Test
    void namesASealWhoseDigestWasAdapted() {
        tamper("update audit_event set action = 'OTHER' where id = ?", second);
        tamper("update audit_seal set digests = ? where number = 2", digest(second));
        assertFault(Kind.SEAL_CHANGED, 2L, null);
    }

    /** The whole seal computed anew: then the next one doesn't follow it. */
    @Test
    void namesTheLinkAfterASealThatWasMadeAnew() {
        tamper("update audit_event set action = 'OTHER' where id = ?", second);
        remake(2);
        assertFault(Kind.CHAIN_BROKEN, 3L, null);
    }

    @Test
    void namesAMissingSeal() {
        tamper("delete from audit_seal where number = 2");
        assertFault(Kind.SEAL_MISSING, 2L, null);
    }

    @Test
    void namesSealsThatChangedPlaces() {
        tamper("update audit_seal set number = 9 where number = 2");
        tamper("update audit_seal set number = 2 where number = 3");
        tamper("update audit_seal set number = 3 where number = 9");
        assertFault(Kind.SEAL_CHANGED, 2L, null);
    }

    @Test
    void namesTheRowsOfSealsThatWereCutOff() {
        tamper("delete from audit_seal where number = 3");
        assertFault(Kind.ROW_ADDED, null, third);
    }

    /** A tail that was cut off with its rows, or a chain made anew from some link on: only a head kept elsewhere tells. */
    @Test
    void aKeptHeadTellsOfWhatTheChainCannot() {
        String head = verify().head();
        assertThat(head).isNotNull();
        assertThat(verify(head).fault()).isNull();
        tamper("delete from audit_event where id = ?", third);
        tamper("delete from audit_seal where number = 3");
        assertThat(verify().fault())
                .as("the control: the chain itself is whole")
                .isNull();
        assertThat(verify(head).fault()).returns(Kind.HEAD_MISSING, Fault::kind).returns(3L, Fault::seal);
        writeSealed(); // takes the number again
        assertThat(verify().fault()).isNull();
        assertThat(verify(head).fault()).returns(Kind.HEAD_MISSING, Fault::kind).returns(3L, Fault::seal);
    }

    @Test
    void aKeptHeadTellsOfAChainMadeAnew() {
        String head = verify().head();
        tamper("update audit_event set action = 'OTHER' where id = ?", second);
        remake(2);
        remake(3);
        assertThat(verify().fault()).as("the control").isNull();
        assertThat(verify(head).fault()).returns(Kind.HEAD_MISSING, Fault::kind);
    }

    @Test
    void namesTheFirstOfSeveralFaults() {
        tamper("delete from audit_event where id = ?", third);
        tamper("update audit_event set action = 'OTHER' where id = ?", first);
        assertFault(Kind.ROW_CHANGED, 1L, first);
    }

    @Test
    void goesOnWhereItStopped() {
        Verifier verifier = new Verifier(jdbc);
        Verification part = verifier.verify(0, null, 0, reached -> {});
        assertThat(part).returns(false, Verification::complete).returns(0L, Verification::reached);
        assertThat(verifier.verify(2, null, 100, reached -> {}))
                .returns(true, Verification::complete)
                .returns(1L, Verification::rows)
                .returns(3L, Verification::reached)
                .returns(null, Verification::fault);
        assertThat(verifier.verify(7, null, 100, reached -> {}).fault()).returns(Kind.SEAL_MISSING, Fault::kind);
    }

    @Test
    void tellsWhatIsNotSealedYet() {
        write();
        UUID oldest = write();
        write();
        tamper("update audit_event set at = '2026-03-02T08:00:00Z' where id = ?", oldest);
        Verification found = verify();
        assertThat(found.unsealed()).isEqualTo(3);
        assertThat(found.oldestUnsealed()).isEqualTo("2026-03-02T08:00:00Z");
    }

    @Test
    void theCommandEndsWithWhatItFound() {
        Map<String, String> environment = Map.of("DATABASE_URL", TestDatabase.url(DATABASE.app()));
        String head = String.valueOf(verify().head());
        assertThat(run(0, environment)).contains("Whole: 3 rows under 3 seals.").contains(head);
        assertThat(run(0, environment, "--head", head)).contains("Whole");
        assertThat(run(1, environment, "--head", "9:" + "0".repeat(64))).contains("HEAD_MISSING");
        assertThat(run(2, environment, "--head", "9")).contains("Usage");
        assertThat(run(2, environment, "--tail")).contains("Usage");
        assertThat(run(2, Map.of("DATABASE_URL", "postgresql://nobody:x@127.0.0.1:1/none")))
                .contains("DATABASE_URL");
        assertThat(run(2, Map.of("DATABASE_URL", "", "CARETURN_DATA_DIR", "target/nothing-here")))
                .contains("start the server");
        tamper("update audit_event set action = 'OTHER' where id = ?", second);
        assertThat(run(1, environment)).contains("BROKEN: ROW_CHANGED").contains(second.toString());
    }

    private static String run(int exit, Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(VerifyCommand.run(List.of(arguments), environment, print, print))
                .as("exit code of %s", List.of(arguments))
                .isEqualTo(exit);
        return out.toString(StandardCharsets.UTF_8);
    }

    /** As somebody would who knows how it is done. */
    private void remake(long number) {
        SealStore store = new SealStore(jdbc);
        Seal old = store.find(number).orElseThrow();
        byte[] digests = digest(old.events().getFirst());
        Seal made = Seal.of(
                number,
                old.sealedAt(),
                old.events(),
                digests,
                store.find(number - 1).orElseThrow().hash());
        tamper(
                "update audit_seal set digests = ?, previous = ?, hash = ? where number = ?",
                made.digests(),
                made.previous(),
                made.hash(),
                number);
    }

    private void assertFault(Kind kind, @Nullable Long seal, @Nullable UUID row) {
        assertThat(verify().fault())
                .returns(kind, Fault::kind)
                .returns(seal, Fault::seal)
                .returns(row, Fault::eventId);
    }
}
