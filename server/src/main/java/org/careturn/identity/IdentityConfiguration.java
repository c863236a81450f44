package org.careturn.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.careturn.platform.settings.CareTurnSettings;
import org.careturn.platform.settings.InvalidSettingsException;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What signing in takes from the settings and from the machine. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdentitySettings.class)
public class IdentityConfiguration {
    /** Names the machine's own clock: sign-ins end when they should even where the product's clock is driven. */
    public static final String MACHINE = "machineClock";

    private static final int SAFE_COST = 12;
    private static final int DEMO_COST = 10;

    @Bean(name = MACHINE, defaultCandidate = false)
    @Qualifier(MACHINE)
    Clock machineClock() {
        return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1_000));
    }

    /** Half of the processors may hash passwords; the others are for everybody else. */
    @Bean
    Passwords passwords(IdentitySettings settings, CareTurnSettings server) {
        int cost = settings.bcryptCost() != 0 ? settings.bcryptCost() : server.isProduction() ? SAFE_COST : DEMO_COST;
        if (server.isProduction() && cost < SAFE_COST) {
            throw new InvalidSettingsException(
                    "careturn.identity.bcrypt-cost must not be below " + SAFE_COST + " in production mode.");
        }
        return new Passwords(
                settings.pepper().getBytes(StandardCharsets.UTF_8),
                cost,
                Math.max(1, Runtime.getRuntime().availableProcessors() / 2));
    }
}
