package org.careturn.identity.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.careturn.identity.Account;
import org.careturn.identity.Accounts;
import org.careturn.identity.FirstPasswords;
import org.careturn.identity.FirstPasswords.Issued;
import org.careturn.identity.NewAccount;
import org.careturn.identity.PasswordHash;
import org.careturn.identity.Passwords;
import org.careturn.identity.Staff;
import org.careturn.identity.Staff.Names;
import org.careturn.platform.Actor;
import org.careturn.platform.Actor.Grant;
import org.careturn.platform.CommonProblem;
import org.careturn.platform.RefusedException;
import org.careturn.platform.Role;
import org.careturn.platform.web.Allow;
import org.careturn.platform.web.Cursor;
import org.careturn.platform.web.ETags;
import org.careturn.platform.web.Page;
import org.careturn.platform.web.SafeText;
import org.careturn.platform.web.WriteKey;
import org.careturn.platform.web.Writes;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Administrators look after the staff of their facilities. */
@RestController
@RequestMapping("/api/v1/staff")
class StaffController {
    private final Accounts accounts;
    private final Staff staff;
    private final FirstPasswords firstPasswords;
    private final Passwords passwords;
    private final Writes writes;

    StaffController(Accounts accounts, Staff staff, FirstPasswords firstPasswords, Passwords passwords, Writes writes) {
        this.accounts = accounts;
        this.staff = staff;
        this.firstPasswords = firstPasswords;
        this.passwords = passwords;
        this.writes = writes;
    }

    /** @param facilityId null: in every facility, which only an ADMIN may be */
    record GrantedRole(@NotNull Role role, @Nullable UUID facilityId) {}

    record NewStaff(
            @NotNull @Pattern(regexp = "[A-Za-z0-9._@-]{3,100}")
            String userName,

            @Nullable @Pattern(regexp = "\\+[1-9][0-9]{6,14}")
            String loginPhone,

            @NotBlank @Size(max = 200) String displayName,

            @JsonDeserialize(using = SafeText.Exact.class) @NotNull @Size(max = 1000)
            String password,

            @NotEmpty @Size(max = 100) List<@NotNull @Valid GrantedRole> roles) {

        /** The request as it is compared with a repeated one, without the password itself. */
        String fingerprint(Passwords passwords) {
            return List.of(userName, "" + loginPhone, displayName, passwords.fingerprint(password), roles)
                    .toString();
        }

        @Override
        public String toString() {
            return "NewStaff[" + roles + "]";
        }
    }

    record Activity(@NotNull Boolean active) {}

    /** @param loginPhone null: signs in by the user name only */
    record StaffNames(
            @NotNull @Size(max = 100) @Pattern(regexp = "[A-Za-z0-9._@-]{3,100}")
            String userName,

            @Nullable @Size(max = 16) @Pattern(regexp = "\\+[1-9][0-9]{6,14}")
            String loginPhone,

            @NotBlank @Size(max = 200) String displayName) {
        @Override
        public String toString() {
            return "StaffNames[]";
        }
    }

    record StaffRoles(@NotEmpty @Size(max = 100) List<@NotNull @Valid GrantedRole> roles) {
        Set<Grant> grants() {
            return roles.stream()
                    .map(granted -> new Grant(granted.role, granted.facilityId))
                    .collect(Collectors.toSet());
        }
    }

    @PostMapping
    @Allow(Role.ADMIN)
    ResponseEntity<Account> create(Actor actor, WriteKey key, @Valid @RequestBody NewStaff request) {
        PasswordHash password =
                accounts.hash(request.password, request.userName).orElseThrow();
        NewAccount account = new NewAccount(
                Account.Kind.STAFF,
                request.userName,
                request.loginPhone,
                password,
                request.displayName,
                request.roles.stream()
                        .map(granted -> new Grant(granted.role, granted.facilityId))
                        .toList());
        return writes.create(
                actor, key, request.fingerprint(passwords), Account.class, () -> firstPasswords.create(actor, account));
    }

    /** Without an Idempotency-Key: a password that is shown once must not be kept to be repeated. */
    @PostMapping("/{staffId}/first-password")
    @Allow(Role.ADMIN)
    ResponseEntity<Issued> handOver(Actor actor, @PathVariable UUID staffId) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(firstPasswords.issue(actor, staffId).orElseThrow());
    }

    @GetMapping
    @Allow(Role.ADMIN)
    Page<Account> list(
            Actor actor,
            @RequestParam(required = false) @Nullable UUID facilityId,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") @Min(1) @Max(100) int limit) {
        if (facilityId != null && !actor.mayIn(facilityId)) {
            throw new RefusedException(CommonProblem.NOT_FOUND);
        }
        List<Account> found = staff.page(actor, facilityId, Cursor.id(cursor), limit + 1);
        return Page.of(found, limit, account -> Cursor.of(account.id()));
    }

    @GetMapping("/{staffId}")
    @Allow(Role.ADMIN)
    ResponseEntity<Account> one(Actor actor, @PathVariable UUID staffId) {
        Account account = staff.find(actor, staffId).orElseThrow(() -> new RefusedException(CommonProblem.NOT_FOUND));
        return ETags.ok(account, account.version());
    }

    @PutMapping("/{staffId}/names")
    @Allow(Role.ADMIN)
    ResponseEntity<Account> rename(
            Actor actor,
            WriteKey key,
            @PathVariable UUID staffId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody StaffNames request) {
        Names names = new Names(request.userName, request.loginPhone, request.displayName);
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                List.of(request.userName, "" + request.loginPhone, request.displayName),
                Account.class,
                Account::version,
                expected -> staff.rename(actor, staffId, expected, names));
    }

    @PutMapping("/{staffId}/roles")
    @Allow(Role.ADMIN)
    ResponseEntity<Account> setRoles(
            Actor actor,
            WriteKey key,
            @PathVariable UUID staffId,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @Valid @RequestBody StaffRoles request) {
        return writes.changeMatching(
                actor,
                key,
                ifMatch,
                request,
                Account.class,
                Account::version,
                expected -> staff.setRoles(actor, staffId, expected, request.grants()));
    }

    @DeleteMapping("/{staffId}/second-factor")
    @Allow(Role.ADMIN)
    ResponseEntity<Account> removeSecondFactor(Actor actor, WriteKey key, @PathVariable UUID staffId) {
        return writes.change(actor, key, null, Account.class, () -> staff.removeSecondFactor(actor, staffId));
    }

    @PutMapping("/{staffId}/active")
    @Allow(Role.ADMIN)
    ResponseEntity<Account> setActive(
            Actor actor, WriteKey key, @PathVariable UUID staffId, @Valid @RequestBody Activity request) {
        return writes.change(actor, key, request, Account.class, () -> staff.setActive(actor, staffId, request.active));
    }
}
