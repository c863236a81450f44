package org.careturn.identity.tokens;

import java.time.Clock;
import org.careturn.identity.IdentityConfiguration;
import org.careturn.identity.IdentitySettings;
import org.careturn.platform.settings.CareTurnSettings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class TokenConfiguration {

    @Bean
    SigningKey signingKey(IdentitySettings settings) {
        return SigningKey.ofPem(settings.jwtKey());
    }

    @Bean
    AccessTokens accessTokens(
            SigningKey key, CareTurnSettings settings, @Qualifier(IdentityConfiguration.MACHINE) Clock clock) {
        return new AccessTokens(key, settings.publicUrl().toString(), clock);
    }
}
