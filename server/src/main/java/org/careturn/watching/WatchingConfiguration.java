package org.careturn.watching;

import io.sentry.Sentry;
import io.sentry.SentryOptions;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WatchingSettings.class)
class WatchingConfiguration {

    /** Where the operator names no release, faults are told by the version that has them. */
    @Bean
    Sentry.OptionsConfiguration<SentryOptions> releaseOfFaults(ObjectProvider<BuildProperties> build) {
        return options -> {
            String release = options.getRelease();
            if (release == null || release.isBlank()) {
                BuildProperties known = build.getIfAvailable();
                options.setRelease("careturn@" + (known == null ? "development" : known.getVersion()));
            }
        };
    }
}
