package org.careturn.platform;

import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    /** The product's time, in microseconds as PostgreSQL stores them. Sign-ins and tokens keep to the machine's. */
    @Bean
    DrivableClock clock() {
        return new DrivableClock(Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000)));
    }
}
