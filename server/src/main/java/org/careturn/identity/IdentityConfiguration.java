package org.careturn.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityConfiguration {
    /** Names the machine's own clock: sign-ins end when they should even where the product's clock is driven. */
    public static final String MACHINE = "machineClock";

    @Bean(name = MACHINE, defaultCandidate = false)
    @Qualifier(MACHINE)
    Clock machineClock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /** Half of the processors may hash passwords; the others are for everybody else. */
    @Bean
    Passwords passwords(IdentitySettings settings) {
        return new Passwords(
                settings.pepper().getBytes(StandardCharsets.UTF_8),
                settings.bcryptCost(),
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }
}
