package org.careturn.facilities;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.careturn.facilities.FacilitySetup.NewFacility;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.NewAccount;
import org.careturn.identity.PasswordHash;
import org.careturn.identity.Vault;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.Ids;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.settings.CareTurnSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How a new installation gets its first facility and administrator: whoever can read the server's log finds a code there
 * and enters it at {@code /set-up}. The way is closed once there is any account, and it opens again only on an empty
 * database. The code follows from the installation's pepper, so that all nodes say the same.
 */
@Service
public class FirstSetUp {
    private static final Logger LOG = LoggerFactory.getLogger(FirstSetUp.class);
    private static final int CODE_LENGTH = 12;
    private static final long LOCK = 0x6361726573657475L;
    /** Without those that are mistaken for each other. */
    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final CareTurnSettings settings;
    private final FacilitySetup facilities;
    private final Accounts accounts;
    private final Vault vault;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    FirstSetUp(
            CareTurnSettings settings,
            FacilitySetup facilities,
            Accounts accounts,
            Vault vault,
            JdbcClient jdbc,
            PlatformTransactionManager transactions) {
        this.settings = settings;
        this.facilities = facilities;
        this.accounts = accounts;
        this.vault = vault;
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** Who administers all facilities from now on. */
    public record FirstAdmin(String userName, String displayName, String password) {
        @Override
        public String toString() {
            return "FirstAdmin[]";
        }
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        if (isOpen()) {
            LOG.info(
                    "Nobody works here yet. Open {} and enter the code {}",
                    settings.publicUrl().resolve("/set-up"),
                    code());
        }
    }

    /** Whether nobody has an account yet. */
    public boolean isOpen() {
        return jdbc.sql("select not exists (select from account)")
                .query(Boolean.class)
                .single();
    }

    /** Whether this is the code, in whatever case and with or without its hyphens. */
    public boolean isCode(String given) {
        String letters = given.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        return MessageDigest.isEqual(
                letters.getBytes(StandardCharsets.UTF_8),
                code().replace("-", "").getBytes(StandardCharsets.UTF_8));
    }

    String code() {
        byte[] hash = vault.hash("set-up", "code");
        StringBuilder code = new StringBuilder();
        for (int i = 0; i < CODE_LENGTH; i++) {
            code.append(i > 0 && i % 4 == 0 ? "-" : "").append(LETTERS.charAt(hash[i] & 31));
        }
        return code.toString();
    }

    /**
     * Opens the first facility and makes its administrator, both or none. The code must have been checked.
     *
     * @throws RefusedException as those two do; NOT_FOUND where somebody has been first
     */
    public Account make(NewFacility facility, FirstAdmin admin) {
        PasswordHash password = accounts.hash(admin.password, admin.userName).orElseThrow();
        return Objects.requireNonNull(transaction.execute(tx -> {
            jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query().singleRow();
            if (!isOpen()) {
                throw new RefusedException(CommonProblem.NOT_FOUND);
            }
            facilities.open(Actor.SYSTEM, Ids.next(), facility).orElseThrow();
            NewAccount account =
                    NewAccount.staff(admin.userName, password, admin.displayName, List.of(new Grant(Role.ADMIN, null)));
            return accounts.create(Actor.SYSTEM, account).orElseThrow();
        }));
    }
}
