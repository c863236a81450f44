package org.careturn.platform.web;

import org.springframework.security.core.GrantedAuthority;

/** What keeps a sign-in from using its roles; it stands among the authorities of the request's authentication. */
public enum Restriction implements GrantedAuthority {
    /** Must have a second factor and hasn't switched it on: may do only that. */
    SECOND_FACTOR_MISSING,
    /** Was given for reading only. */
    READS_ONLY;

    @Override
    public String getAuthority() {
        return name();
    }
}
