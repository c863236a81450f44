package org.careturn.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.careturn.platform.Role;

/**
 * The roles that an endpoint lets in. One without this or {@link AllowAnyone} answers nobody, and fails the build. The
 * {@code Actor} that a handler takes holds only these roles, so that asking whether it may act in a record's facility
 * answers for both.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Allow {
    Role[] value();

    /** Whether it also answers somebody who must have a second factor and has not switched it on yet. */
    boolean beforeSecondFactor() default false;
}
