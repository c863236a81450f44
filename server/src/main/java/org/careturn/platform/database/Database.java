package org.careturn.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import org.careturn.platform.settings.InvalidSettingsException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database of this server: the one that the settings name, or an embedded one, which ends when this is closed. */
final class Database implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    private final DatabaseAccess app;
    private final DatabaseAccess owner;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(DatabaseAccess app, DatabaseAccess owner, @Nullable EmbeddedPostgres embedded) {
        this.app = app;
        this.owner = owner;
        this.embedded = embedded;
    }

    /** @throws InvalidSettingsException where the database can't be reached or started */
    static Database open(DatabaseSettings settings, Path dataDirectory) {
        return settings.url().isBlank() ? embedded(settings, dataDirectory) : named(settings);
    }

    private static Database named(DatabaseSettings settings) {
        DatabaseAccess app = DatabaseAccess.parse("DATABASE_URL", settings.url());
        app.check("DATABASE_URL");
        if (settings.ownerUrl().isBlank()) {
            LOG.warn("DATABASE_OWNER_URL is not set: the server works with the role that may alter the schema");
            return new Database(app, app, null);
        }
        DatabaseAccess owner = DatabaseAccess.parse("DATABASE_OWNER_URL", settings.ownerUrl());
        owner.check("DATABASE_OWNER_URL");
        return new Database(app, owner, null);
    }

    private static Database embedded(DatabaseSettings settings, Path dataDirectory) {
        if (!settings.ownerUrl().isBlank()) {
            throw new InvalidSettingsException("DATABASE_OWNER_URL is set, but DATABASE_URL is not.");
        }
        try {
            EmbeddedPostgres postgres = EmbeddedPostgres.start(new EmbeddedPostgres.Options(
                    dataDirectory.resolve("postgres"),
                    settings.embeddedPort(),
                    true,
                    !settings.backupDir().isBlank()));
            LOG.info("Embedded PostgreSQL on port {}, data in {}", postgres.port(), dataDirectory);
            return new Database(postgres.app(), postgres.owner(), postgres);
        } catch (IOException failure) {
            throw new InvalidSettingsException(
                    failure.getMessage() == null ? failure.toString() : failure.getMessage(), failure);
        }
    }

    DatabaseAccess app() {
        return app;
    }

    DatabaseAccess owner() {
        return owner;
    }

    @Nullable
    EmbeddedPostgres embedded() {
        return embedded;
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }
}
