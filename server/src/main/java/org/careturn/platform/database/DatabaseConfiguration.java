package org.careturn.platform.database;

import java.nio.file.Path;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The pool works as the application's role; migrations run as the owner, on connections that are closed afterwards. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {
    @Bean
    Database database(DatabaseSettings settings, @Value("${careturn.data-dir:data}") Path dataDirectory) {
        return Database.open(settings, dataDirectory);
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
