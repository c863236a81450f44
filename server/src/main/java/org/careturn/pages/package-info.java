/**
 * The pages behind the links that patients are sent: the ticket and the feedback; the short address at an entrance; and
 * the page on which an installation begins. Plain HTML, made here, that says all without a script. A link is all that its reader has: nothing on a page names a person.
 */
@ApplicationModule(
        allowedDependencies = {"notifications", "queueing", "patients", "facilities", "identity", "platform"})
@NullMarked
package org.careturn.pages;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
