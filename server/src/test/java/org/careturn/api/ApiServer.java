package org.careturn.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import org.careturn.imports.CheckedImports;
import org.careturn.platform.DrivableClock;
import org.careturn.support.Hospital;
import org.careturn.support.Http;
import org.careturn.support.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * One server with a database of its own for all walks, so that they may compare all of its rows before and after; hence
 * without jobs.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"careturn.identity.patience=1000", "db-scheduler.enabled=false"})
@Import({Hospital.class, Worlds.class, CheckedImports.class})
abstract class ApiServer {
    private static final TestDatabase DATABASE = TestDatabase.fresh();
    private static final Connection READER = reader();
    private static final AtomicReference<@Nullable ApiDescription> DESCRIPTION = new AtomicReference<>();

    @Autowired
    Worlds worlds;

    @Autowired
    ApplicationContext application;

    @Autowired
    private DrivableClock clock;

    @LocalServerPort
    private int port;

    /** Thousands of records are made and thrown away: none of them needs to outlive a power cut. */
    private static Connection reader() {
        try (Connection connection = DATABASE.superuser().connect();
                var statement = connection.createStatement()) {
            statement.execute("alter database " + connection.getCatalog() + " set synchronous_commit = off");
            Connection owner = DATABASE.owner().connect();
            Fingerprint.watch(owner);
            return owner;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void database(DynamicPropertyRegistry registry) {
        DATABASE.register(registry);
    }

    @BeforeEach
    void watchTheLog() {
        LogWatch.begin();
    }

    @AfterEach
    void releaseClock() {
        clock.release();
    }

    /** NFR-PRIV-01: neither log names anybody, whatever was asked and however it was refused. */
    static void theLogsNameNobody() throws IOException, SQLException {
        assertThat(LogWatch.leaks(LogWatch.lines())).isEmpty();
        try (Connection connection = DATABASE.superuser().connect();
                var statement = connection.createStatement();
                var folder = statement.executeQuery("show data_directory")) {
            folder.next();
            Path log = Path.of(folder.getString(1)).resolveSibling("postgres.log");
            String written = new String(Files.readAllBytes(log), StandardCharsets.UTF_8);
            assertThat(LogWatch.leaks(written.lines().toList())).isEmpty();
        }
    }

    ApiDescription api() {
        ApiDescription read = DESCRIPTION.get();
        if (read == null) {
            read = ApiDescription.read(Http.on(port), application);
            DESCRIPTION.set(read);
        }
        return read;
    }

    Exchange exchange() {
        return new Exchange(port);
    }

    Fingerprint fingerprint() {
        return Fingerprint.of(READER);
    }
}
