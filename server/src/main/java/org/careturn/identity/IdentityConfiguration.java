package org.careturn.identity;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
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

    @Bean
    Vault vault(IdentitySettings settings) {
        return new Vault(settings.pepper().getBytes(StandardCharsets.UTF_8));
    }

    @Bean
    Limits limits(
            DataSource database,
            Vault vault,
            IdentitySettings settings,
            CareTurnSettings server,
            @Qualifier(MACHINE) Clock clock) {
        if (server.isProduction() && settings.patience() != 1) {
            throw new InvalidSettingsException("careturn.identity.patience is for tests: leave it out in production.");
        }
        return new Limits(database, vault, clock, settings.patience());
    }

    /** Whether administrators without a second factor may do nothing but switch it on. */
    static boolean adminsNeedSecondFactor(IdentitySettings settings, CareTurnSettings server) {
        Boolean set = settings.adminsNeedSecondFactor();
        if (server.isProduction() && Boolean.FALSE.equals(set)) {
            throw new InvalidSettingsException(
                    "careturn.identity.admins-need-second-factor must not be false in production mode.");
        }
        return set == null ? server.isProduction() : set;
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
