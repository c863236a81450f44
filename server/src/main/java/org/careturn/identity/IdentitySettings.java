package org.careturn.identity;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

@ConfigurationProperties("careturn.identity")
public record IdentitySettings(
        @DefaultValue("") String jwtKey,
        @DefaultValue("http://localhost:8080") String baseUrl,
        @DefaultValue("pepper") String pepper,
        @DefaultValue("10") int bcryptCost) {}
