/**
 * The forecast of the start of service: a simulation of the queue's own state, what corrects it from what really happened,
 * and honest ranges. Its rules stand in {@code domain}, which is pure; {@code evaluate} judges these very classes on
 * recorded days; the rest reads how a facility stands, lets the rules work, and stores what people are told.
 */
@ApplicationModule(
        allowedDependencies = {"scheduling", "queueing", "queueing :: rules", "facilities", "audit", "platform"})
@NullMarked
package org.careturn.forecasting;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
