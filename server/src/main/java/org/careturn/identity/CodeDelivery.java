package org.careturn.identity;

/**
 * The module that brings {@link OneTimeCodeIssued} to phones has a bean of this kind. While none is ready, nothing that
 * needs a code is offered: a code that nobody brings would be a lie.
 */
public interface CodeDelivery {
    boolean isReady();
}
