package org.careturn.watching;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who may read the figures.
 *
 * @param metricsToken must be said as a bearer token; empty: nobody can
 */
@ConfigurationProperties("careturn.watching")
record WatchingSettings(@DefaultValue("") String metricsToken) {
    boolean servesMetrics() {
        return !metricsToken.isBlank();
    }

    @Override
    public String toString() {
        return "WatchingSettings[]";
    }
}
