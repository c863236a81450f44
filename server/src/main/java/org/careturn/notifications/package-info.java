/**
 * Messages to patients by SMS and push. Whoever causes one stages it in his transaction; workers on any node bring it.
 * What to do next is decided in {@code domain}, which is pure; {@code twilio} and {@code fcm} speak with the providers.
 */
@ApplicationModule(
        allowedDependencies = {
            "forecasting",
            "scheduling",
            "queueing",
            "patients",
            "facilities",
            "identity",
            "audit",
            "platform"
        })
@NullMarked
package org.careturn.notifications;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
