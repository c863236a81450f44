package org.careturn.platform.web;

/**
 * The {@code Idempotency-Key} of a write together with what it was sent for: method and path. A handler of a write takes
 * one as a parameter.
 */
public record WriteKey(String key, String target) {}
