package org.careturn.platform.database;

import java.util.Map;
import org.careturn.platform.settings.CareTurnSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool works as the application's role; migrations run as the owner, on connections that are closed afterwards. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CareTurnSettings.class, DatabaseSettings.class})
class DatabaseConfiguration {
    @Bean
    Database database(DatabaseSettings settings, CareTurnSettings careturn) {
        return Database.open(settings, careturn.dataDir());
    }

    @Bean
    JdbcConnectionDetails applicationConnection(Database database) {
        DatabaseAccess access = database.app();
        return new JdbcConnectionDetails() {
            @Override
            public String getUsername() {
                return access.user();
            }

            @Override
            public String getPassword() {
                return access.password();
            }

            @Override
            public String getJdbcUrl() {
                return access.jdbcUrl();
            }
        };
    }

    @Bean
    FlywayConnectionDetails ownerConnection(Database database) {
        DatabaseAccess access = database.owner();
        return new FlywayConnectionDetails() {
            @Override
            public String getUsername() {
                return access.user();
            }

            @Override
            public String getPassword() {
                return access.password();
            }

            @Override
            public String getJdbcUrl() {
                return access.jdbcUrl();
            }
        };
    }

    @Bean
    FlywayConfigurationCustomizer applicationRoleInMigrations(Database database) {
        return flyway -> flyway.placeholders(Map.of("app_role", database.app().user()));
    }
}
