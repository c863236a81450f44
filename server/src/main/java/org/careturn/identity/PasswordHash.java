package org.careturn.identity;

/** A password as it is stored; made by {@link Accounts#hash}. */
public record PasswordHash(String value) {
    @Override
    public String toString() {
        return "PasswordHash[...]";
    }
}
