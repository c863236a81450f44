/** For trying the product out: a demo hospital with a day in progress, a clock that can be driven, the replay of recorded days. */
@ApplicationModule(
        allowedDependencies = {
            "notifications",
            "scheduling",
            "queueing",
            "patients",
            "facilities",
            "identity",
            "audit",
            "platform"
        })
@NullMarked
package org.careturn.demo;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
