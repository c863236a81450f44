package org.careturn.platform.database;

import java.util.Map;
import org.careturn.platform.settings.CareTurnSettings;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.support.SQLExceptionSubclassTranslator;
import org.springframework.jdbc.support.SQLExceptionTranslator;

/** The pool works as the application's role; migrations run as the owner, on connections that are closed afterwards. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CareTurnSettings.class, DatabaseSettings.class})
class DatabaseConfiguration {
    private static final String LOCK_NOT_AVAILABLE = "55P03";

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

    /** Spring knows no name for a lock that was waited for too long, and would take it for a fault of the program. */
    @Bean
    SQLExceptionTranslator sqlExceptionTranslator() {
        SQLExceptionSubclassTranslator translator = new SQLExceptionSubclassTranslator();
        translator.setCustomTranslator((task, sql, failure) -> LOCK_NOT_AVAILABLE.equals(failure.getSQLState())
                ? new CannotAcquireLockException(task, failure)
                : null);
        return translator;
    }

    /** Its lock is the session's, as an index that is made concurrently would wait for the transaction of one for ever. */
    @Bean
    FlywayConfigurationCustomizer applicationRoleInMigrations(Database database) {
        return flyway -> flyway.placeholders(Map.of("app_role", database.app().user()))
                .configuration(Map.of("flyway.postgresql.transactional.lock", "false"));
    }
}
