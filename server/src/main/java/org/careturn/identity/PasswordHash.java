package org.careturn.identity;

/** A password as it is stored; made by {@link Accounts#hash}. */
public record PasswordHash(String value) {
    /** Of who signs in without one: no password fits. */
    public static final PasswordHash NONE = new PasswordHash("none");

    @Override
    public String toString() {
        return "PasswordHash[...]";
    }
}
