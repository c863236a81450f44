package org.careturn.identity;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.careturn.platform.Role;

/** What an integration may do, in the facilities that it was registered for: as much as a role may, or only its reading. */
public enum Scope {
    QUEUE_READ("queue.read", Role.RECEPTIONIST, false),
    QUEUE_WRITE("queue.write", Role.RECEPTIONIST, true),
    DISPLAY_READ("display.read", Role.DEVICE, false);

    private final String code;
    private final Role role;
    private final boolean writes;

    Scope(String code, Role role, boolean writes) {
        this.code = code;
        this.role = role;
        this.writes = writes;
    }

    /** As it stands in requests and tokens. */
    public String code() {
        return code;
    }

    Role role() {
        return role;
    }

    boolean writes() {
        return writes;
    }

    static Optional<Scope> of(String code) {
        return Arrays.stream(values()).filter(scope -> scope.code.equals(code)).findFirst();
    }

    static Set<Scope> of(String[] codes) {
        return Arrays.stream(codes)
                .map(code -> of(code).orElseThrow())
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Scope.class)));
    }

    static Set<Role> roles(Set<Scope> scopes) {
        return scopes.stream().map(Scope::role).collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
    }

    static String[] codes(Set<Scope> scopes) {
        return scopes.stream().map(Scope::code).sorted().toArray(String[]::new);
    }
}
