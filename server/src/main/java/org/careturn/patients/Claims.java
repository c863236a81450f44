package org.careturn.patients;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.careturn.audit.AuditLog;
import org.careturn.audit.AuditLog.Subject;
import org.careturn.audit.PatientKeys;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.Actors;
import org.careturn.identity.CodePurpose;
import org.careturn.identity.OneTimeCodes;
import org.careturn.identity.OneTimeCodes.Asked;
import org.careturn.identity.OneTimeCodes.Right;
import org.careturn.identity.PatientAccounts;
import org.careturn.platform.Actor;
import org.careturn.platform.ChangeFeed;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Outcome;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A person who has registered gets the record that the hospital already has: by a code to the phone, the birth date and
 * the name together, as phones change hands; or by the reception, which sees the person. The empty record that was made at
 * the registration goes.
 */
@Service
public class Claims {
    private final JdbcClient jdbc;
    private final PatientAliases aliases;
    private final PatientAccess access;
    private final Accounts accounts;
    private final PatientAccounts patientAccounts;
    private final Actors actors;
    private final OneTimeCodes codes;
    private final PatientParts parts;
    private final ChangeFeed feed;
    private final AuditLog audit;
    private final PatientKeys keys;
    private final TransactionTemplate transaction;

    Claims(
            JdbcClient jdbc,
            PatientAliases aliases,
            PatientAccess access,
            Accounts accounts,
            PatientAccounts patientAccounts,
            Actors actors,
            OneTimeCodes codes,
            PatientParts parts,
            ChangeFeed feed,
            AuditLog audit,
            PatientKeys keys,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.aliases = aliases;
        this.access = access;
        this.accounts = accounts;
        this.patientAccounts = patientAccounts;
        this.actors = actors;
        this.codes = codes;
        this.parts = parts;
        this.feed = feed;
        this.audit = audit;
        this.keys = keys;
        this.transaction = transaction;
    }

    /** Which record now is this person's. */
    public record Claimed(UUID patientId) {}

    private record Candidate(UUID id, String name) {}

    /** Sends a code to the phone by which this patient signs in. */
    public Outcome<Asked> ask(Actor actor) {
        return loginPhone(actor)
                .map(phone -> Outcome.done(codes.send(CodePurpose.RECORD_CLAIM, actor.accountId(), phone, null)))
                .orElseGet(() -> Outcome.refused(PatientProblem.NO_MATCHING_RECORD));
    }

    /**
     * Gives the actor the one record with the own phone, this birth date and this name. The code is used up whatever comes
     * of it, so that each guess needs another one.
     */
    public Outcome<Claimed> confirm(Actor actor, UUID claimId, String code, String name, LocalDate birthDate) {
        if (!codes.isOf(claimId, actor.accountId())) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        Right right = codes.check(claimId, CodePurpose.RECORD_CLAIM, code)
                .filter(codes::use)
                .orElse(null);
        if (right == null) {
            return Outcome.refused(PatientProblem.WRONG_CLAIM_CODE);
        }
        return transaction.execute(tx -> {
            List<Candidate> matching =
                    loginPhone(actor).map(phone -> candidates(phone, birthDate)).orElse(List.of()).stream()
                            .filter(candidate ->
                                    NameWords.sorted(candidate.name).equals(NameWords.sorted(name)))
                            .toList();
            if (matching.size() != 1) {
                return Outcome.<Claimed>refused(PatientProblem.NO_MATCHING_RECORD);
            }
            Outcome<Claimed> outcome = attach(actor, matching.getFirst().id, actor.accountId());
            if (outcome instanceof Outcome.Refused<Claimed>) {
                tx.setRollbackOnly();
            }
            return outcome;
        });
    }

    /** By staff who see the person: the record, which they may see, becomes that of the account with this phone. */
    @Transactional
    public Outcome<Claimed> attachAtReception(Actor actor, UUID asked, String loginPhone) {
        UUID patientId = aliases.current(asked);
        boolean visible = access.knownFacilities(patientId).stream().anyMatch(actor::mayIn);
        Optional<Account> account = accounts.ofPatientWithPhone(loginPhone);
        if (!visible) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        return account.map(found -> attach(actor, patientId, found.id()))
                .orElseGet(() -> Outcome.refused(PatientProblem.NO_SUCH_ACCOUNT));
    }

    /**
     * By staff who see the person: whoever signed in as this patient does so no more, as the phone is somebody else's now.
     * The account is closed and its phone free.
     */
    @Transactional
    public Outcome<Claimed> detachAtReception(Actor actor, UUID asked) {
        UUID patientId = aliases.held(asked);
        List<UUID> facilities = access.knownFacilities(patientId);
        if (facilities.stream().noneMatch(actor::mayIn)) {
            return Outcome.refused(CommonProblem.NOT_FOUND);
        }
        UUID account = jdbc.sql("select account_id from patient where id = ? for no key update")
                .param(patientId)
                .query((row, n) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
        if (account == null) {
            return Outcome.noop(new Claimed(patientId));
        }
        jdbc.sql("update patient set version = version + 1, account_id = null where id = ?")
                .param(patientId)
                .update();
        facilities.forEach(facility -> feed.changed(facility, "patient", patientId));
        audit.record(
                actor,
                "PATIENT_ACCOUNT_TAKEN",
                new Subject(
                        "patient", patientId, access.through(actor, patientId).orElse(null), patientId),
                Map.of("accountId", account));
        patientAccounts.close(actor, account);
        actors.forget(account);
        return Outcome.done(new Claimed(patientId));
    }

    private Outcome<Claimed> attach(Actor actor, UUID patientId, UUID account) {
        List<UUID> own = jdbc.sql("select id from patient where account_id = ? for update")
                .param(account)
                .query((row, n) -> row.getObject(1, UUID.class))
                .list();
        if (own.contains(patientId)) {
            return Outcome.noop(new Claimed(patientId));
        }
        for (UUID empty : own) {
            parts.move(actor, empty, patientId);
            int gone = jdbc.sql("""
                            delete from patient where id = ? and account_id = ?
                              and not exists (select from patient_facility where patient_id = patient.id)
                              and not exists (select from visit where patient_id = patient.id)""").params(empty, account).update();
            if (gone == 0) {
                return Outcome.refused(PatientProblem.OWN_RECORD_IN_USE);
            }
            keys.destroy(empty);
        }
        int given = jdbc.sql("""
                        update patient set version = version + 1, account_id = ?
                        where id = ? and account_id is null and merged_into is null""").params(account, patientId).update();
        if (given == 0) {
            return Outcome.refused(PatientProblem.RECORD_HAS_ACCOUNT);
        }
        access.knownFacilities(patientId).forEach(facility -> feed.changed(facility, "patient", patientId));
        audit.record(
                actor,
                "PATIENT_GIVEN_ACCOUNT",
                new Subject(
                        "patient", patientId, access.through(actor, patientId).orElse(null), patientId),
                Map.of("accountId", account));
        actors.forget(account);
        return Outcome.done(new Claimed(patientId));
    }

    /** By the main phone only: a further one may be of somebody else, such as a neighbour. */
    private List<Candidate> candidates(String phone, LocalDate birthDate) {
        return jdbc.sql("""
                        select id, name from patient
                        where contact_phone = ? and birth_date = ? and birth_precision = 'DAY' and account_id is null
                          and merged_into is null""")
                .params(phone, birthDate)
                .query((row, n) -> new Candidate(row.getObject("id", UUID.class), row.getString("name")))
                .list();
    }

    private Optional<String> loginPhone(Actor actor) {
        return accounts.find(actor.accountId()).flatMap(account -> Optional.ofNullable(account.loginPhone()));
    }
}
